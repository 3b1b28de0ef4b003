import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadScenario, scenarioJsonSchema, scenarioSchema } from './scenario.ts';

const folder = 'fixtures/scenarios';
const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));

/** The Luhn sum of 80840 and an NPI ends in zero. */
function isNpi(npi: string): boolean {
  const sum = Array.from(`80840${npi}`)
    .reverse()
    .map(Number)
    .map((digit, place) => (place % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2))
    .reduce((total, digit) => total + digit, 0);
  return sum % 10 === 0;
}

test.each(files)('%s is a scenario of synthetic data that fits together', async (file) => {
  const scenario = await loadScenario(`${folder}/${file}`);
  const { task, payor, truth, absent } = scenario;
  expect(task.payor.name).toBe(payor.name);
  expect(task.externalId).toBe(file.replace('.yaml', ''));
  expect(isNpi(task.practice.npi)).toBe(true);
  expect([task.inputs.npi, task.inputs.taxId]).toEqual([task.practice.npi, task.practice.taxId]);
  for (const number of [payor.phoneNumber, task.practice.phone])
    expect(number).toMatch(/^\+1\d{3}55501\d\d$/u);
  expect(absent.filter((field) => field in truth.fields)).toEqual([]);
  const dates = JSON.stringify([task.inputs.dateOfService, truth.fields]).match(/\d{4}-\d{2}-\d{2}/gu) ?? [];
  for (const date of dates) expect(date >= '2026-01-01' && date < '2026-11-01').toBe(true);
});

test('every scenario has a telephone number of its own', async () => {
  const all = await Promise.all(files.map((file) => loadScenario(`${folder}/${file}`)));
  expect(new Set(all.map(({ payor }) => payor.phoneNumber)).size).toBe(files.length);
});

test('the JSON Schema beside the scenarios is the one that the code holds', async () => {
  const stored: unknown = JSON.parse(await readFile(`${folder}/scenario.schema.json`, 'utf8'));
  expect(stored).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});

test('a mistake in a scenario is named', async () => {
  await expect(loadScenario('package.json')).rejects.toThrow(
    /package\.json is not a scenario.*\n.*title|payor/u,
  );
  expect(scenarioSchema.safeParse({}).success).toBe(false);
});
