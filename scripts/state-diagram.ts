import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { diagramFile, stateDiagram } from './state-diagram/diagram.ts';

const help = `Usage: npm run states

Runs the machine of a call through what may happen to it and writes what was seen to docs/state-diagram.md.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) process.stdout.write(help);
else await writeFile(diagramFile, await stateDiagram());
