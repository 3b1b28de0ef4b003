import { expect, test } from 'vitest';
import type { LineHours } from '../kernel/opening-hours.ts';
import { explainWaiting, type WaitFacts } from './wait-reasons.ts';

/** Wednesday, ten in the morning in Denver. */
const at = '2026-06-03T16:00:00.000Z';
const ms = (time: string) => Date.parse(time);
const none = { callsAtOnce: null, minutesPerDay: null, centsPerDay: null, centsPerMinute: 0 };
const usage = {
  day: '2026-06-03',
  timeZone: 'America/New_York',
  minutes: 60,
  cents: 90,
  until: '2026-06-04T04:00:00.000Z',
};

const free: WaitFacts = {
  atMs: ms(at),
  notBeforeMs: ms('2026-06-01T00:00:00Z'),
  nextAttemptMs: null,
  lastReason: null,
  dueByMs: null,
  hours: null,
  refusesAutomation: false,
  pauses: [],
  line: { running: 0, limit: null },
  payor: { running: 0, limit: null, lastMinute: 0, perMinute: null },
  organization: { running: 0, limits: none, usage },
  server: { running: 0, limit: 10 },
  ahead: 3,
};

function opens(days: Record<string, [from: string, to: string]>): LineHours {
  return {
    timeZone: 'America/Denver',
    hours: Object.fromEntries(Object.entries(days).map(([day, [from, to]]) => [day, [{ from, to }]])),
    holidays: [],
    closedOn: [],
  };
}
const afternoons = opens({ wednesday: ['13:00', '17:00'], thursday: ['13:00', '17:00'] });

/** Codes with their ends, and the next try. */
function explained(facts: Partial<WaitFacts>) {
  const { reasons, nextTryAt } = explainWaiting({ ...free, ...facts });
  return [...reasons.map(({ code, until }) => (until === null ? code : `${code} ${until}`)), nextTryAt];
}

const capped = { running: 0, limits: { ...none, minutesPerDay: 60 }, usage };

test.each<[string, Partial<WaitFacts>, (string | null)[]]>([
  [
    'before its time',
    { notBeforeMs: ms('2026-06-03T18:00:00Z') },
    ['not_before 2026-06-03T18:00:00.000Z', '2026-06-03T18:00:00.000Z'],
  ],
  [
    'after a busy line',
    { nextAttemptMs: ms('2026-06-03T16:05:00Z'), lastReason: 'busy' },
    ['retry_later 2026-06-03T16:05:00.000Z', '2026-06-03T16:05:00.000Z'],
  ],
  [
    'at a closed line',
    { hours: afternoons },
    ['payor_closed 2026-06-03T19:00:00.000Z', '2026-06-03T19:00:00.000Z'],
  ],
  ['at a line that never opens', { hours: opens({}) }, ['payor_closed', null]],
  ['while dialing is paused', { pauses: [{ scope: 'line', reason: 'Flood' }] }, ['paused', null]],
  ['for a payor that refuses machines', { refusesAutomation: true }, ['refuses_automation', null]],
  ['where the line is full', { line: { running: 2, limit: 2 } }, ['payor_limit', at]],
  ['where the payor is full', { payor: { ...free.payor, running: 2, limit: 2 } }, ['payor_limit', at]],
  [
    'where the payor had its calls of the minute',
    { payor: { ...free.payor, lastMinute: 5, perMinute: 5 } },
    ['payor_limit', at],
  ],
  [
    'where the organization is full',
    { organization: { ...free.organization, running: 1, limits: { ...none, callsAtOnce: 1 } } },
    ['organization_limit', at],
  ],
  ['where the server is full', { server: { running: 10, limit: 10 } }, ['server_limit', at]],
  [
    'where the minutes of the day are used up',
    { organization: capped },
    ['daily_cap 2026-06-04T04:00:00.000Z', '2026-06-04T04:00:00.000Z'],
  ],
  [
    'where the money of the day is spent',
    { organization: { ...capped, limits: { ...none, centsPerDay: 90 } } },
    ['daily_cap 2026-06-04T04:00:00.000Z', '2026-06-04T04:00:00.000Z'],
  ],
  ['where nothing holds it back', {}, ['in_line', at]],
])('a task waits %s', (_name, facts, expected) => {
  expect(explained(facts)).toEqual(expected);
});

test('what lasts longest comes first, and the next try is when all of it is over', () => {
  expect(
    explained({
      notBeforeMs: ms('2026-06-03T17:00:00Z'),
      server: { running: 10, limit: 10 },
      organization: capped,
    }),
  ).toEqual([
    'daily_cap 2026-06-04T04:00:00.000Z',
    'not_before 2026-06-03T17:00:00.000Z',
    'server_limit',
    '2026-06-04T04:00:00.000Z',
  ]);
});

test('the next try is at a time at which the line is open', () => {
  expect(explained({ hours: afternoons, notBeforeMs: ms('2026-06-04T01:00:00Z') }).at(-1)).toBe(
    '2026-06-04T19:00:00.000Z',
  );
});

test('what a person has to end leaves no next try, nor does an end before it', () => {
  expect(explained({ pauses: [{ scope: 'organization', reason: 'Audit' }], hours: afternoons })).toEqual([
    'paused',
    'payor_closed 2026-06-03T19:00:00.000Z',
    null,
  ]);
  expect(explained({ hours: afternoons, dueByMs: ms('2026-06-03T19:00:00Z') }).at(-1)).toBeNull();
});

test('a sentence says what happened and how many are before it', () => {
  const details = (facts: Partial<WaitFacts>) =>
    explainWaiting({ ...free, ...facts }).reasons.map(({ detail }) => detail);
  expect(details({})[0]).toContain('before it on its line: 3.');
  expect(details({ nextAttemptMs: ms('2026-06-03T17:00:00Z'), lastReason: 'busy' })[0]).toContain('busy');
  expect(details({ pauses: [{ scope: 'line', reason: 'Flood' }] })[0]).toContain('Flood');
});
