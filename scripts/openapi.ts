import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openapiDocument, openapiFile } from './openapi/document.ts';

const help = `Usage: npm run openapi

Writes the OpenAPI document of the routes as they are to docs/openapi.json.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) process.stdout.write(help);
else await writeFile(openapiFile, (await openapiDocument()).text);
