import { afterEach, expect, test } from 'vitest';
import { makeManualClock } from '../carrier/testing/manual-clock.ts';
import { startPayor } from './payor.ts';
import type { PayorHandle } from './payor.ts';
import { loadScenario } from './scenario.ts';
import { makeSpeechEngine } from '../speech/engine.ts';
import { callPayor } from './testing/test-caller.ts';
import type { Cue, TestCaller } from './testing/test-caller.ts';

const open: { payor?: PayorHandle; caller?: TestCaller } = {};
afterEach(async () => {
  open.caller?.close();
  await open.payor?.close();
});

async function call(file: string, cues: readonly Cue[]) {
  const scenario = await loadScenario(`fixtures/scenarios/${file}.yaml`);
  const clock = makeManualClock();
  const speech = await makeSpeechEngine({ mode: 'text' });
  const payor = await startPayor({ port: 0, engine: speech, scenarios: [scenario], shortHolds: true, clock });
  const caller = callPayor({
    trunkUrl: payor.trunkUrl,
    clock,
    speech,
    to: scenario.payor.phoneNumber,
    cues,
  });
  Object.assign(open, { payor, caller });
  return { payor, caller, clock };
}

const throughTheMenu: Cue[] = [
  { hears: /providers press two/iu, press: '2' },
  { hears: /claims press two/iu, press: '2' },
];
const identified: Cue[] = [
  {
    hears: /how can i help/iu,
    say: 'hello this is an automated assistant calling for maple street family medicine about the status of a claim',
  },
  {
    hears: /member i d/iu,
    say: 'w as in whiskey g as in golf h as in hotel four eight two nine one five',
  },
  { hears: /date of birth/iu, say: 'june twelfth nineteen eighty four' },
];

test('a claim paid by check is told from the menu to the goodbye', async () => {
  const { payor, caller, clock } = await call('claim-paid-check', [
    ...throughTheMenu,
    ...identified,
    { hears: /it was processed on/iu, say: 'what was the allowed amount and the paid amount' },
    { hears: /paid amount is/iu, say: 'was it paid by check or e f t' },
    {
      hears: /check number is/iu,
      say: 'the check number is zero zero four four seven one nine is that right',
    },
    { hears: /that is right/iu, say: 'thank you that is all goodbye' },
    { hears: /have a great day/iu, hangUp: true },
  ]);
  await clock.advanceUntil(() => caller.ended, 200_000);
  const verdict = payor.calls()[0];
  expect(caller.signals).toEqual(['ringing', 'answer']);
  expect(verdict?.phases.map(({ phase }) => phase)).toEqual([
    'ringing',
    'menu',
    'hold',
    'verification',
    'answers',
    'goodbye',
  ]);
  expect(verdict?.disclosures).toMatchObject([
    { identifier: 'memberId', asked: true },
    { identifier: 'patientDateOfBirth', asked: true },
  ]);
  const told = caller.heard.join(' ');
  expect(told).toContain('one hundred forty dollars');
  expect(told).toContain('zero zero four four seven one nine');
  expect(told).toContain('march twenty fourth');
  expect(verdict?.keys.map(({ digit }) => digit)).toEqual(['2', '2']);
  expect(verdict?.endedBy).toBe('caller');
});

test('a menu repeats on silence, refuses what it does not know, and hangs up in the end', async () => {
  const { payor, caller, clock } = await call('claim-paid-check', [
    { hears: /providers press two/iu, press: '7' },
  ]);
  await clock.advanceUntil(() => caller.ended, 120_000);
  const said = payor.calls()[0]?.said.map(({ text }) => text) ?? [];
  expect(said.filter((text) => text.startsWith('Thank you for calling'))).toHaveLength(3);
  expect(said).toContain('That is an invalid entry.');
  expect(said.at(-1)).toContain('Goodbye');
  expect(payor.calls()[0]?.endedBy).toBe('payor');
});

test('a number entered by keys is read back, and may be entered anew', async () => {
  const { payor, caller, clock } = await call('claim-three-identifiers', [
    { hears: /providers press two/iu, press: '2' },
    { hears: /claims press one/iu, say: 'claims' },
    { hears: /followed by the pound key/iu, press: '1234567894#' },
    { hears: /you entered/iu, press: '2' },
    { hears: /followed by the pound key/iu, press: '1234567893#' },
    { hears: /you entered/iu, press: '1' },
    { hears: /how can i help/iu, hangUp: true },
  ]);
  await clock.advanceUntil(() => caller.ended, 120_000);
  expect(payor.calls()[0]?.entered).toEqual([{ field: 'npi', digits: '1234567893', right: true }]);
  expect(payor.calls()[0]?.phases.map(({ phase }) => phase)).toContain('verification');
});

test('after hours there is a message and nobody else', async () => {
  const { payor, caller, clock } = await call('closed', []);
  await clock.advanceUntil(() => caller.ended, 60_000);
  expect(caller.heard.join(' ')).toContain('offices are closed');
  expect(payor.calls()[0]?.endedBy).toBe('payor');
});

test('a line that drops goes dead after the facts that the scenario allows', async () => {
  const { payor, caller, clock } = await call('line-drops', [
    { hears: /providers press two/iu, press: '2' },
    { hears: /claims press one/iu, press: '1' },
    { hears: /how can i help/iu, say: 'hello i am an automated assistant' },
    { hears: /n p i/iu, say: 'one seven three nine five zero two six four three' },
    { hears: /member i d/iu, say: 'whiskey golf hotel two zero six four eight three' },
    { hears: /date of birth/iu, say: 'taylor brooks april eighth nineteen fifty nine' },
    { hears: /date of service/iu, say: 'january twentieth twenty twenty six' },
    { hears: /was received/iu, say: 'what is the claim number' },
  ]);
  await clock.advanceUntil(() => caller.ended, 200_000);
  expect(caller.heard.join(' ')).toContain('the claim was paid');
  expect(caller.heard.join(' ')).not.toContain('claim number is');
  expect(payor.calls()[0]?.endedBy).toBe('dropped');
});

test('a caller who stays silent is asked for and then left', async () => {
  const { payor, caller, clock } = await call('claim-paid-check', throughTheMenu);
  await clock.advanceUntil(() => caller.ended, 200_000);
  expect(caller.heard.join(' ')).toContain('hello are you there');
  expect(payor.calls()[0]?.endedBy).toBe('payor');
});

test('words that are talked over stop where they are', async () => {
  const { payor, caller, clock } = await call('claim-paid-check', throughTheMenu);
  await clock.advanceUntil(() => payor.calls()[0]?.phases.at(-1)?.phase === 'verification', 60_000);
  await clock.advance(1500);
  await caller.say('sorry to talk over you but i am in a hurry here');
  await clock.advanceUntil(() => (payor.calls()[0]?.heard.length ?? 0) > 0);
  expect(payor.calls()[0]?.said.at(-1)).toMatchObject({ interrupted: true });
});

test('a busy line rejects, an unknown number fails, and scenarios can be exchanged while it runs', async () => {
  const { payor, caller, clock } = await call('closed', []);
  await clock.advanceUntil(() => caller.ended, 60_000);
  const closed = await loadScenario('fixtures/scenarios/closed.yaml');
  const paid = await loadScenario('fixtures/scenarios/claim-paid-check.yaml');
  const busy = { ...closed, line: { ...closed.line, answer: 'busy' as const } };
  const response = await fetch(`${payor.url}/scenarios`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([busy]),
  });
  expect(response.status).toBe(200);
  payor.load(paid);
  const speech = await makeSpeechEngine({ mode: 'text' });
  const dial = (to: string) => callPayor({ trunkUrl: payor.trunkUrl, clock, speech, to, cues: [] });
  const engaged = dial(closed.payor.phoneNumber);
  const unknown = dial('+13035550199');
  await clock.advanceUntil(() => engaged.ended && unknown.ended);
  expect(engaged.signals).toEqual(['ringing', 'reject']);
  expect(unknown.signals).toEqual(['reject']);
  engaged.close();
  unknown.close();
  const verdicts: unknown = await (await fetch(`${payor.url}/calls`)).json();
  expect(verdicts).toMatchObject([{ endedBy: 'payor' }, { endedBy: 'rejected' }]);
});
