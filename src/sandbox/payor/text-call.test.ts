import { expect, test } from 'vitest';
import { loadScenario } from './scenario.ts';
import { makeTextCall } from './text-call.ts';
import type { FarEvent } from './text-call.ts';
import { converse, texts } from './testing/text-caller.ts';
import type { Cue } from './testing/text-caller.ts';

const load = (name: string) => loadScenario(`fixtures/scenarios/${name}.yaml`);
const paid = () => loadScenario('src/sandbox/payor/testing/claim-paid.yaml');

const cues: Cue[] = [
  { hears: /providers press two/iu, press: '2' },
  { hears: /claims press two/iu, press: '2' },
  { hears: /how can i help/iu, say: 'Hello, I am an automated assistant calling about a claim.' },
  { hears: /N P I/u, say: 'The N P I is one two three four five six seven eight nine three.' },
  { hears: /member I D/u, say: 'W G H four eight two nine one five' },
  { hears: /name/u, say: 'Jordan Sample, June twelfth nineteen eighty four' },
  { hears: /date of service/u, say: 'March fifth twenty twenty six' },
  { hears: /processed on/u, say: 'What was the paid amount?' },
  { hears: /paid amount/u, say: 'Thank you, that is all. Goodbye.' },
];

test('a claim is told from the menu to the goodbye', async () => {
  const call = makeTextCall(await paid());
  const said = texts(await converse(call, cues)).join(' ');
  expect(said).toContain('one hundred twenty dollars');
  expect(call.verdict.endedBy).toBe('payor');
  expect(call.verdict.phases.map(({ phase }) => phase)).toEqual([
    'ringing',
    'menu',
    'hold',
    'verification',
    'answers',
    'goodbye',
  ]);
  expect(call.verdict.disclosures.map(({ identifier, asked }) => [identifier, asked])).toEqual([
    ['npi', true],
    ['memberId', true],
    ['patientName', true],
    ['patientDateOfBirth', true],
    ['dateOfService', true],
  ]);
});

test('the same caller has the same call again', async () => {
  const first = makeTextCall(await paid(), { seed: 7 });
  const second = makeTextCall(await paid(), { seed: 7 });
  expect(await converse(first, cues)).toEqual(await converse(second, cues));
  expect(first.verdict).toEqual(second.verdict);
});

test('words come with their times, at the pace of speech', async () => {
  const call = makeTextCall(await paid());
  const events = await converse(call, cues);
  for (const event of events) {
    if (event.type !== 'says') continue;
    expect(event.words.map((word) => word.text).join(' ')).toBe(event.text);
    expect(event.words[0]?.startMs).toBe(event.atMs);
  }
  const all = events.flatMap((event) => (event.type === 'says' ? [event] : []));
  const minutes = all.reduce((sum, { atMs, endMs }) => sum + endMs - atMs, 0) / 60_000;
  const words = all.reduce((sum, event) => sum + event.words.length, 0);
  expect(words / minutes).toBeGreaterThan(140);
  expect(words / minutes).toBeLessThan(220);
});

/** A call that somebody picks up at once, in the middle of the greeting. */
async function toGreeting() {
  const scenario = await paid();
  const call = makeTextCall({ ...scenario, line: { ...scenario.line, steps: [] } });
  let events: readonly FarEvent[] = [];
  while (texts(events).length === 0) events = await call.advance(call.nextAtMs());
  return call;
}

test('one who talks over a person for 600 ms stops it; one who murmurs does not', async () => {
  const murmured = await toGreeting();
  murmured.speak('mm-hm', 400);
  const quiet = await murmured.advance(murmured.nowMs + 2000);
  expect(quiet.map(({ type }) => type)).not.toContain('stopped');
  const talked = await toGreeting();
  const fromMs = talked.nowMs;
  talked.speak('sorry to talk over you', 2000);
  const events = await talked.advance(fromMs + 1000);
  expect(events).toContainEqual({ type: 'stopped', atMs: fromMs + 600 });
  expect(talked.verdict.said.at(-1)?.interrupted).toBe(true);
});

test('a caller who stops was heard only so far', async () => {
  const call = await toGreeting();
  await call.advance(call.nowMs + 6000);
  call.speak('one two three four five six seven eight', 8000);
  await call.advance(call.nowMs + 4000);
  call.stopSpeaking();
  await call.advance(call.nowMs + 1500);
  expect(call.verdict.heard.at(-1)?.text).toBe('one two three four');
});

test('ninety minutes on hold cost next to nothing', async () => {
  const scenario = await load('claim-long-hold');
  const hold = {
    sound: 'music' as const,
    ms: 5_400_000,
    announcements: ['Please hold.'],
    everyMs: 15_000,
    firstMs: 4000,
  };
  const call = makeTextCall({ ...scenario, line: { ...scenario.line, steps: [{ hold }] } });
  const startedAt = performance.now();
  const events = await converse(call, [{ hears: /my name/iu, hangUp: true }], 6_000_000);
  expect(call.nowMs).toBeGreaterThan(5_400_000);
  expect(texts(events).filter((text) => text === 'Please hold.').length).toBeGreaterThan(300);
  expect(performance.now() - startedAt).toBeLessThan(2000);
  expect(call.verdict.endedBy).toBe('caller');
});

test('busy is a rejection, after the ringing', async () => {
  const scenario = await load('closed');
  const call = makeTextCall({ ...scenario, line: { ...scenario.line, answer: 'busy' } });
  expect(call.nextAtMs()).toBe(2000);
  expect(await call.advance(5000)).toEqual([{ type: 'rejected', atMs: 2000, cause: 'busy' }]);
  expect(call.nextAtMs()).toBe(Infinity);
});

test('after hours there is a message, and then nobody', async () => {
  const call = makeTextCall(await load('closed'));
  const events = await converse(call, []);
  expect(texts(events).join(' ')).toContain('offices are closed');
  expect(events.at(-1)).toMatchObject({ type: 'hung_up', by: 'payor' });
});

test('another seed has other words, but the same facts', async () => {
  const scenario = await load('claim-paid-check');
  const person = scenario.representative;
  if (!person) throw new Error('the scenario has nobody to talk to');
  const told = async (seed: number) => {
    const manner = { ...person.manner, wording: 'varied' as const };
    const representative = {
      ...person,
      verification: ['npi'],
      volunteers: ['status', 'receivedDate'],
      manner,
    };
    const call = makeTextCall(
      { ...scenario, representative, line: { ...scenario.line, steps: [] } },
      { seed },
    );
    return texts(
      await converse(call, [
        { hears: /help/iu, say: 'Hello, I am an automated assistant.' },
        { hears: /N P I/u, say: 'one two three four five six seven eight nine three' },
        { hears: /paid/u, say: 'What was the paid amount?' },
        { hears: /dollars/u, say: 'Thank you, that is all. Goodbye.' },
      ]),
    ).join(' ');
  };
  const all = await Promise.all([1, 2, 3, 4, 5].map(told));
  expect(new Set(all).size).toBeGreaterThan(1);
  for (const one of all) expect(one).toContain('one hundred twenty dollars');
});
