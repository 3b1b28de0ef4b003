import type { Draw } from './draw.ts';
import type { Case } from './facts.ts';
import type { Person } from './draft.ts';

const greetings = [
  'Thank you for calling {payor}. My name is {name}. How can I help you?',
  '{payor}, this is {name}. How may I help you today?',
  'Hi, this is {name} with {payor}. Who am I speaking with?',
  'Thank you for holding. This is {name}, how can I help?',
  'Good morning, {payor} provider line, {name} speaking.',
  'Thank you for calling {payor} provider services, my name is {name}. May I have your name please?',
  'Provider services, how may I help you?',
  'Hello, thanks for waiting. How can I assist you today?',
] as const;

/** A cooperative representative: how it greets, verifies, and tells what is true. */
export function representative(draw: Draw, about: Case, name: string): Person {
  const some = draw.some(
    Object.keys(about.fields).filter((field) => isVolunteered(field, about.unasked)),
    draw.pick([0, 0, 0.2, 0.5]),
  );
  // What is known in three ways is told in all of them: who has heard two asks no more.
  const said = [
    ...some,
    ...(about.together ?? []).filter((group) => group.some((one) => some.includes(one))).flat(),
  ];
  const first = statusOf(about.fields);
  const volunteers = [
    ...new Set([...(said.length > 0 && first !== undefined ? [first] : []), ...said, ...about.unasked]),
  ];
  return {
    name,
    greeting: draw.pick(greetings),
    verification: verification(draw, about.callType),
    volunteers,
    together: disjoint([...(about.together ?? []), ...draw.some(about.groups, 0.6)]),
    manner: {
      patienceMs: draw.int(5, 11) * 100,
      thinkMs: draw.int(3, 60) * 100,
      yields: draw.chance(0.85),
      money: isShortPlain(about.fields) && draw.chance(0.5) ? 'short' : 'full',
      dates: yearIsPlain(about.fields) && draw.chance(0.4) ? 'no-year' : 'year',
      letters: draw.pick(['nato', 'nato', 'plain']),
      rate: draw.pick([0.9, 1, 1, 1.1, 1.2]),
    },
  };
}

function statusOf(fields: Case['fields']): string | undefined {
  return ['status', 'coverageStatus'].find((field) => fields[field] !== undefined);
}

/** The rest is told where it is asked for: nobody volunteers a reference number first thing. */
function isVolunteered(field: string, unasked: readonly string[]): boolean {
  return field !== 'callReference' && field !== 'repName' && !unasked.includes(field);
}

/** A field is told in one group only. */
function disjoint(groups: readonly (readonly string[])[]): string[][] {
  const taken = new Set<string>();
  return groups.flatMap((group) => {
    const free = group.filter((field) => !taken.has(field));
    if (free.length < 2) return [];
    for (const field of free) taken.add(field);
    return [free];
  });
}

/** Without the year a date must mean the same to everybody: the last eleven months, or the next. */
export function yearIsPlain(fields: Case['fields']): boolean {
  return Object.values(fields).every(
    (value) =>
      typeof value !== 'string' ||
      !/^\d{4}-\d\d-\d\d$/.test(value) ||
      (value > '2026-01-15' && value < '2026-11-10'),
  );
}

/** "Five hundred thirty four" is five hundred thirty-four dollars to everybody, never 500.34. */
export function isShortPlain(fields: Case['fields']): boolean {
  return Object.values(fields).every(
    (value) => typeof value !== 'number' || value % 100 === 0 || Math.floor(value / 100) % 100 !== 0,
  );
}

function verification(draw: Draw, callType: string): NonNullable<Person['verification']> {
  if (callType === 'credentialing_status')
    return draw.pick([
      ['npi'],
      ['npi', 'taxId'],
      ['practiceName', 'npi'],
      [{ ask: ['npi', 'taxId'], any: false }],
    ]);
  const practice = draw.pick([
    ['npi'],
    ['taxId'],
    [{ ask: ['npi', 'taxId'], any: true }],
    [],
    ['practiceName', 'npi'],
    ['callerName', 'taxId'],
  ]);
  const member = draw.pick([
    ['memberId', 'patientDateOfBirth'],
    ['memberId', { ask: ['patientName', 'patientDateOfBirth'], any: false }],
    [{ ask: ['memberId', 'patientDateOfBirth'], any: false }],
    ['memberId'],
    ['patientName', 'patientDateOfBirth', 'memberId'],
  ]);
  const about =
    callType === 'claim_status'
      ? draw.pick([
          ['dateOfService'],
          ['dateOfService', 'billedAmount'],
          [{ ask: ['dateOfService', 'billedAmount'], any: false }],
          [],
        ])
      : [];
  return [...practice, ...member, ...about];
}
