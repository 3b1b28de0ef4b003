import { expect, test } from 'vitest';
import type { ScenarioInput } from './scenario.ts';
import { makeTextCall } from './text-call.ts';
import { converse, quickScenario, texts } from './testing/text-caller.ts';
import type { Cue } from './testing/text-caller.ts';

type Steps = NonNullable<NonNullable<ScenarioInput['line']>['steps']>;

async function through(steps: Steps, cues: readonly Cue[], limitMs = 300_000) {
  const call = makeTextCall(await quickScenario({ scenario: { line: { steps } } }));
  const events = await converse(call, [...cues, { hears: /My name is/u, hangUp: true }], limitMs);
  const said = texts(events);
  return { said, events, verdict: call.verdict, met: said.some((text) => text.includes('My name is')) };
}

const menu = {
  say: 'For claims press one, or say claims.',
  choices: [
    { key: '1', words: ['claims'] },
    { key: '9', repeat: true },
  ],
};

test('a menu takes a key or words, says itself again, and calls others invalid', async () => {
  const { said, met } = await through(
    [{ menu }],
    [
      { hears: /For claims/u, press: '9' },
      { hears: /For claims/u, press: '7' },
      { hears: /invalid entry/u, say: 'my claims please' },
    ],
  );
  expect(said.filter((text) => text === menu.say)).toHaveLength(3);
  expect(met).toBe(true);
});

test('silence says a menu again, and then leads on where it should', async () => {
  const otherwise = [{ say: 'Please hold for an operator.' }];
  const { said, met } = await through([{ menu: { ...menu, times: 2, otherwise } }], []);
  expect(said.slice(0, 3)).toEqual([menu.say, menu.say, 'Please hold for an operator.']);
  expect(met).toBe(true);
  const left = await through([{ menu }], []);
  expect(left.said.at(-1)).toContain('try your call again later');
});

test('a jump leads back to its mark, and a caller in circles is left', async () => {
  const loop: Steps = [
    { mark: 'main' },
    { menu: { ...menu, choices: [{ key: '1', steps: [{ goTo: 'main' }] }, { key: '2' }] } },
  ];
  const { said, met } = await through(loop, [
    { hears: /For claims/u, press: '1' },
    { hears: /For claims/u, press: '2' },
  ]);
  expect(said.filter((text) => text === menu.say)).toHaveLength(2);
  expect(met).toBe(true);
  const round = await through(loop, Array<Cue>(30).fill({ hears: /For claims/u, press: '1' }));
  expect(round.met).toBe(false);
});

test.each([
  [{ field: 'taxId', last: 5 }, '56730#'],
  [{ field: 'memberId' }, '944482915#'],
  [{ field: 'memberId', first: 3 }, '944#'],
  [{ field: 'patientDateOfBirth' }, '06121984#'],
  [{ field: 'patientDateOfBirth', date: 'MMDDYY' as const }, '061284#'],
  [{ field: 'npi', pound: 'none' as const }, '1234567893'],
])('%j is entered as %s', async (entry, press) => {
  const { verdict, met } = await through(
    [{ enter: { ...entry, readBack: false } }],
    [{ hears: /Please enter/u, press }],
  );
  expect(verdict.entered).toMatchObject([{ field: entry.field, right: true }]);
  expect(met).toBe(true);
});

test('what a menu asks for is not disclosed unasked; what is keyed elsewhere is', async () => {
  const asked = await through(
    [{ enter: { field: 'memberId', readBack: false } }],
    [{ hears: /enter/u, press: '944482915#' }],
  );
  expect(asked.verdict.disclosures).toMatchObject([{ identifier: 'memberId', asked: true, by: 'keys' }]);
  const unasked = await through(
    [{ menu: { ...menu, times: 1 } }],
    [{ hears: /claims/u, press: '944482915' }],
  );
  expect(unasked.verdict.disclosures).toMatchObject([{ identifier: 'memberId', asked: false, by: 'keys' }]);
});

test('an entry may be led around', async () => {
  const choices = [{ key: '*', words: ["don't have"], steps: [{ say: 'All right.' }] }];
  const { said, met } = await through(
    [{ enter: { field: 'claimNumber', choices } }],
    [{ hears: /Please enter/u, say: "I don't have it" }],
  );
  expect(said).toContain('All right.');
  expect(met).toBe(true);
});

test('the machine itself tells facts, with a confirmation number, and again on request', async () => {
  const { said } = await through(
    [{ answer: { fields: ['status', 'paid', 'callReference'], repeatKey: '9' } }],
    [{ hears: /confirmation number/u, press: '9' }],
  );
  expect(said[0]).toBe(
    'The claim was paid. The paid amount is one hundred twenty dollars. Your confirmation number is seven seven three, zero four one eight.',
  );
  expect(said[1]).toBe(said[0]);
});

test('an offer may be taken or let pass', async () => {
  const offer = {
    say: 'Press one for a callback.',
    key: '1',
    steps: [{ say: 'We will call. Goodbye.' }, { hangup: true as const }],
  };
  const taken = await through([{ offer }], [{ hears: /callback/u, press: '1' }]);
  expect(taken.said.at(-1)).toBe('We will call. Goodbye.');
  expect((await through([{ offer }], [])).met).toBe(true);
});

test('whoever does not say that it is still there is hung up on', async () => {
  const hold = { ms: 120_000, check: { afterMs: 60_000 } };
  const there = await through([{ hold }], [{ hears: /stay on the line/u, press: '1' }]);
  expect(there.met).toBe(true);
  const gone = await through([{ hold }], []);
  expect(gone.met).toBe(false);
  expect(gone.verdict.endedBy).toBe('payor');
});

test('a callback that is offered on hold may be taken', async () => {
  const offer = {
    say: 'Press two to keep your place.',
    key: '2',
    afterMs: 30_000,
    steps: [{ hangup: true as const }],
  };
  const { met } = await through(
    [{ hold: { ms: 90_000, offer } }],
    [{ hears: /keep your place/u, press: '2' }],
  );
  expect(met).toBe(false);
});

test('a voicemail beeps and records, a fax screeches', async () => {
  const mail = await through([{ voicemail: { say: 'Please leave a message.' } }], []);
  expect(mail.verdict.sounds.map(({ sound }) => sound)).toEqual(['beep', 'silence']);
  const fax = await through([{ fax: {} }], []);
  expect(fax.verdict.sounds.map(({ sound }) => sound)).toEqual(['fax', 'silence']);
  expect(fax.events.some((event) => event.type === 'sound' && event.sound === 'fax')).toBe(true);
});

test.each(['music', 'silence', 'ringback'] as const)('a hold may be %s', async (sound) => {
  const { events, met } = await through([{ hold: { ms: 30_000, sound } }], []);
  expect(events).toContainEqual(expect.objectContaining({ type: 'sound', sound }));
  expect(met).toBe(true);
});
