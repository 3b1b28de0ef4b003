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
  { hears: /provider press two/iu, press: '2' },
  { hears: /claims press two/iu, press: '2' },
];
const identified: Cue[] = [
  {
    hears: /how can i help/iu,
    say: 'hello this is an automated assistant calling for maple street family medicine about the status of a claim',
  },
  {
    hears: /n p i or the tax i d/iu,
    say: 'the n p i is one two three , four five six , seven eight nine three',
  },
  {
    hears: /member i d/iu,
    say: 'w as in whiskey g as in golf h as in hotel four eight two nine one five',
  },
  { hears: /name and the date of birth/iu, say: 'jordan sample june twelfth nineteen eighty four' },
  { hears: /date of service/iu, say: 'the date of service is march fifth twenty twenty six' },
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
  expect(verdict?.disclosures).toEqual([
    { identifier: 'npi', asked: true },
    { identifier: 'memberId', asked: true },
    { identifier: 'patientName', asked: true },
    { identifier: 'patientDateOfBirth', asked: true },
    { identifier: 'dateOfService', asked: true },
  ]);
  const told = caller.heard.join(' ');
  expect(told).toContain('one hundred forty two dollars and fifty cents');
  expect(told).toContain('zero zero four four seven one nine');
  expect(told).toContain('march twenty fourth twenty twenty six');
  expect(verdict?.keys.map(({ digit }) => digit)).toEqual(['2', '2']);
  expect(verdict?.endedBy).toBe('caller');
});
