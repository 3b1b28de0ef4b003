import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { diagramFile, stateDiagram } from './state-diagram/diagram.ts';

test('the state diagram in docs is the one of the machine (npm run states makes it anew)', async () => {
  expect(await readFile(diagramFile, 'utf8')).toBe(await stateDiagram());
});
