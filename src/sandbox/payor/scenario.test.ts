import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { knowledgeFor, knownCalls, stemOf } from './knowledge/index.ts';
import { casesOf, loadScenario, scenarioJsonSchema, scenarioSchema } from './scenario.ts';

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

function isKnown(callType: string, field: string): boolean {
  return !(callType in knownCalls) || stemOf(field) in knowledgeFor(callType, {}).fields;
}

test.each(files)('%s is a scenario of synthetic data that fits together', async (file) => {
  const scenario = await loadScenario(`${folder}/${file}`);
  const { task, payor, truth, absent } = scenario;
  expect(task.payor.name).toBe(payor.name);
  if (scenario.tasks.length === 0) expect(task.externalId).toBe(file.replace('.yaml', ''));
  for (const { task: each, truth: fact } of casesOf(scenario)) {
    expect([each.inputs.npi, each.inputs.taxId]).toEqual([each.practice.npi, each.practice.taxId]);
    for (const npi of [each.practice.npi, String(each.inputs.npi)]) expect(isNpi(npi)).toBe(true);
    // A field of a known call type that nobody asks for is a slip of the pen.
    expect(Object.keys(fact.fields).filter((field) => !isKnown(each.callType, field))).toEqual([]);
    const dates = JSON.stringify([each.inputs, fact.fields]).match(/\d{4}-\d{2}-\d{2}/gu) ?? [];
    for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
    // A claim is for a service that was given; the others may be about one to come.
    if (each.callType === 'claim_status') expect(String(each.inputs.dateOfService) < '2026-11-01').toBe(true);
  }
  for (const number of [payor.phoneNumber, task.practice.phone])
    expect(number).toMatch(/^\+1\d{3}55501\d\d$/u);
  expect(absent.filter((field) => field in truth.fields)).toEqual([]);
});

test('a telephone number belongs to one payor', async () => {
  const all = await Promise.all(files.map((file) => loadScenario(`${folder}/${file}`)));
  const owners = new Map<string, Set<string>>();
  for (const { payor } of all)
    owners.set(payor.phoneNumber, (owners.get(payor.phoneNumber) ?? new Set()).add(payor.name));
  expect([...owners].filter(([, names]) => names.size > 1)).toEqual([]);
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

test('the examples of the README are what it says they are', async () => {
  const text = await readFile(`${folder}/README.md`, 'utf8');
  const examples = Array.from(text.matchAll(/```yaml\n([^]*?)```/gu), ([, yaml = '']): unknown =>
    parse(yaml),
  );
  const [smallest, ...parts] = examples;
  const whole = scenarioSchema.parse(smallest);
  expect(whole.representative?.name).toBe('Daniel');
  for (const part of parts) {
    const { telling, moments, ...rest } = part as Record<string, unknown>;
    const representative = {
      name: 'Daniel',
      ...(telling ? { telling } : {}),
      ...(moments ? { moments } : {}),
    };
    expect(
      scenarioSchema.safeParse({ ...(smallest as object), representative, ...rest }).error,
    ).toBeUndefined();
  }
  expect(parts).toHaveLength(5);
});
