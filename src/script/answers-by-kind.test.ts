import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const claims = scriptOf('claim-status');
const auths = scriptOf('prior-auth');
const [total, met, remaining] = ['total', 'met', 'remaining'].map(
  (part) => `deductible.individual.${part}`,
) as [string, string, string];
const amounts = [total, met, remaining];
const copays = ['copay.primaryCare', 'copay.specialist'];

const kinds: readonly [string, typeof eligibility, readonly string[], string, Record<string, unknown>][] = [
  [
    'words that open the next statement',
    eligibility,
    amounts,
    'two thousand so far she has met four hundred',
    { [total]: 200000, [met]: 40000 },
  ],
  [
    'the same words behind their amount',
    eligibility,
    amounts,
    'fifteen hundred with three hundred met so far',
    { [total]: 150000, [met]: 30000 },
  ],
  [
    'how many nobody can see',
    eligibility,
    ['visitLimit.max', 'visitLimit.used'],
    "forty visits I have no idea how many he's used",
    { 'visitLimit.max': 40, 'visitLimit.unit': 'visits' },
  ],
  ['how much it is', eligibility, [met], 'four hundred is how much she has met', { [met]: 40000 }],
  [
    'two amounts that could be one',
    eligibility,
    amounts,
    'two thousand and five hundred has been met',
    { [met]: '250000?' },
  ],
  [
    'no maximum is no zero',
    eligibility,
    ['outOfPocketMax.individual.total'],
    'there is no out of pocket maximum',
    {},
  ],
  ['no deductible is zero', eligibility, amounts, 'there is no deductible', { [total]: 0 }],
  [
    'no deductible on a copay',
    eligibility,
    ['copay.specialist'],
    "it's a thirty five dollar copay no deductible",
    { 'copay.specialist': 3500 },
  ],
  [
    'all of it met',
    eligibility,
    amounts,
    'fifteen hundred and she has met that',
    { [total]: 150000, [remaining]: 0 },
  ],
  ['not yet met', eligibility, amounts, 'fifteen hundred and she has not met that', { [total]: 150000 }],
  [
    'once it is met',
    eligibility,
    ['coinsurancePct'],
    'twenty percent once she has met her deductible',
    { coinsurancePct: 20 },
  ],
  [
    'what it leaves',
    eligibility,
    amounts,
    'two thousand met five hundred which leaves fifteen hundred',
    { [total]: 200000, [met]: 50000, [remaining]: 150000 },
  ],
  [
    'what does not add up',
    eligibility,
    amounts,
    'two thousand met five hundred remaining sixteen hundred',
    { [total]: 200000, [met]: '50000?', [remaining]: '160000?' },
  ],
  [
    'each behind its own',
    eligibility,
    copays,
    'primary care is fifteen specialist is thirty urgent care is fifty',
    { 'copay.primaryCare': 1500, 'copay.specialist': 3000, 'copay.urgentCare': 5000 },
  ],
  [
    'each before its own',
    eligibility,
    copays,
    'fifteen for primary care thirty for a specialist',
    { 'copay.primaryCare': 1500, 'copay.specialist': 3000 },
  ],
  [
    'none of one service',
    eligibility,
    copays,
    'no copay for the pcp forty for specialists',
    { 'copay.primaryCare': 0, 'copay.specialist': 4000 },
  ],
  [
    'up to a number of visits',
    eligibility,
    ['authRequired.1'],
    'no for the first ten then yes',
    { 'authRequired.1': 'no?' },
  ],
  [
    'a limit of visits',
    eligibility,
    ['visitLimit.max'],
    'they get twenty visits a year',
    { 'visitLimit.max': 20, 'visitLimit.unit': 'visits' },
  ],
  [
    'they cover: whoever they are',
    eligibility,
    ['coinsurancePct'],
    'they cover ninety percent',
    { coinsurancePct: '10?' },
  ],
  ['nothing was paid', claims, ['paid'], 'nothing was paid', { paid: 0 }],
  [
    'what follows on nothing',
    claims,
    ['status'],
    'nothing was paid it all went to the deductible',
    { status: 'zero_paid', paid: 0 },
  ],
  [
    'its own next step',
    claims,
    ['infoRequested'],
    "we're waiting for the next check run",
    { status: 'approved_to_pay' },
  ],
  [
    'a part that is all',
    claims,
    ['patientResponsibility'],
    'thirty dollars all copay',
    { patientResponsibility: 3000, 'patientShare.copay': 3000 },
  ],
  [
    'a part that may be all',
    claims,
    ['patientResponsibility'],
    'thirty dollars coinsurance',
    { patientResponsibility: '3000?', 'patientShare.coinsurance': 3000 },
  ],
  [
    'counted from',
    claims,
    ['correctedClaimDeadline'],
    'ninety days from the date of service',
    { correctedClaimDeadline: { n: 90, unit: 'days' } },
  ],
  [
    'figures that are a date',
    claims,
    ['receivedDate'],
    'oh two oh three twenty six',
    { receivedDate: '2026-02-03' },
  ],
  ['figures that are none', claims, ['receivedDate'], 'forty forty twenty six', {}],
  [
    'expired in the past',
    auths,
    ['status'],
    'it expired on march thirty first',
    { status: 'expired', approvedTo: '2026-03-31' },
  ],
  [
    'expires in the future',
    auths,
    ['approvedTo'],
    'it expires on march thirty first',
    { approvedTo: '2027-03-31' },
  ],
  [
    'days of a deadline',
    auths,
    ['appealDeadline'],
    'sixty days',
    { appealDeadline: { n: 60, unit: 'days' } },
  ],
  [
    'days that were approved',
    auths,
    ['lines.1.approved', 'lines.1.unitType'],
    'ten days',
    { 'lines.1.approved': 10, 'lines.1.unitType': 'days' },
  ],
  [
    'fewer than asked for',
    auths,
    ['lines.1.approved'],
    'twelve were requested but we approved six',
    { status: 'partial', 'lines.1.approved': 6 },
  ],
  [
    'a letter before figures',
    auths,
    ['authNumber'],
    'the number is a two two eight zero nine',
    { authNumber: 'A22809' },
  ],
  [
    'an article before figures',
    auths,
    ['authNumber'],
    "there's a two two eight zero nine",
    { authNumber: '22809' },
  ],
  [
    'a row beside what they have not',
    auths,
    ['callReference'],
    "it's just k i m one one one six we don't have fancy numbers",
    { callReference: 'KIM1116' },
  ],
  [
    'a name beside its initial',
    auths,
    ['repName'],
    "it's tamika last initial r",
    { repName: 'Tamika', repInitial: 'R' },
  ],
];

describe('answers by their kind', () => {
  it.each(kinds)('%s', (_kind, script, asked, said, means) => {
    expect(readTurn(script, said, asked, { procedureCode: '97110' })).toEqual(means);
  });
});
