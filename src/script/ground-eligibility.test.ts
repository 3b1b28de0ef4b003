import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const read = (text: string, asked: string[] = [], inputs = {}) => readTurn(eligibility, text, asked, inputs);
const deductible = ['deductible.individual.total', 'deductible.individual.met'];

describe('amounts, by what they are of', () => {
  it.each([
    ["deductible's fifteen hundred, eight twenty-five met", 150000, 82500, undefined],
    [
      'the individual deductible is fifteen hundred, and eight twenty-five has been met',
      150000,
      82500,
      undefined,
    ],
    ["individual deductible's $1,500, $825 met, $675 left", 150000, 82500, 67500],
    ['fifteen hundred deductible, they have met eight twenty-five', 150000, 82500, undefined],
    ['he has met eight twenty five of his fifteen hundred deductible', 150000, 82500, undefined],
    ['the deductible is three thousand with twelve hundred met', 300000, 120000, undefined],
    ['the deductible is five thousand with two thousand met', 500000, 200000, undefined],
    [
      'total deductible fifteen hundred, met eight twenty-five, remaining six seventy-five',
      150000,
      82500,
      67500,
    ],
    ['there is six seventy-five remaining on the deductible', undefined, undefined, 67500],
    ['$825 of the individual deductible has been met.', undefined, 82500, undefined],
    ['nothing has been met on the deductible', undefined, 0, undefined],
    ['there is no deductible', 0, undefined, undefined],
  ])('deductible: "%s"', (text, total, met, remaining) => {
    const said = read(text);
    expect([
      said['deductible.individual.total'],
      said['deductible.individual.met'],
      said['deductible.individual.remaining'],
    ]).toEqual([total, met, remaining]);
  });

  it('takes what was asked for as what goes without saying', () => {
    expect(read('fifteen hundred, eight twenty-five met', deductible)).toEqual({
      'deductible.individual.total': 150000,
      'deductible.individual.met': 82500,
    });
    expect(read("there's six seventy-five remaining", deductible)).toEqual({
      'deductible.individual.remaining': 67500,
    });
    expect(read("there's six seventy-five remaining")).toEqual({});
  });

  it('never takes an amount of the family or of another network for the one that was asked for', () => {
    expect(read('the family deductible is three thousand', deductible)).toEqual({
      'deductible.family.total': 300000,
    });
    expect(read('the out of network deductible is three thousand', deductible)).toEqual({});
    expect(read('in network it is fifteen hundred, out of network it is three thousand', deductible)).toEqual(
      {
        'deductible.individual.total': 150000,
      },
    );
    expect(read('the family deductible is three thousand. the out of pocket max is five thousand')).toEqual({
      'deductible.family.total': 300000,
    });
  });

  it.each([
    ['the primary care copay is twenty five dollars, and a specialist is forty dollars', 2500, 4000],
    ["it's twenty five dollar copay for primary care and forty for a specialist", 2500, 4000],
    ['p c p copay twenty, specialist copay fifty', 2000, 5000],
    ['no copay for primary care', 0, undefined],
    ['specialist visits are a $40 copay', undefined, 4000],
    ['the copay for urgent care is fifty dollars', undefined, undefined],
    ['the out of network specialist copay is eighty dollars', undefined, undefined],
    ['the telehealth copay is ten dollars', undefined, undefined],
  ])('copays: "%s"', (text, primary, specialist) => {
    const said = read(text);
    expect([said['copay.primaryCare'], said['copay.specialist']]).toEqual([primary, specialist]);
  });

  it('takes two bare amounts in the order in which they were asked for, as guesses', () => {
    expect(read('twenty five and forty', ['copay.primaryCare', 'copay.specialist'])).toEqual({
      'copay.primaryCare': '2500?',
      'copay.specialist': '4000?',
    });
  });
});

describe("the patient's share", () => {
  it.each([
    ['the coinsurance is twenty percent', 20],
    ["it's covered at eighty percent", 20],
    ['covered at 100 percent', 0],
    ['plan pays eighty', 20],
    ['we pay seventy percent', 30],
    ['the plan pays 80 percent and the member pays 20', 20],
    ['the member is responsible for twenty percent', 20],
    ['twenty percent coinsurance', 20],
    ['coinsurance is twenty percent after the deductible', 20],
    ['after the deductible the plan pays ninety percent', 10],
    ['benefits are payable at ninety percent', 10],
    ['in network it is covered at eighty, out of network at sixty percent', 20],
    ['out of network it is covered at sixty percent', undefined],
  ])('"%s"', (text, share) => {
    expect(read(text).coinsurancePct).toBe(share);
  });

  it('takes a large share that nobody is said to pay for a guess', () => {
    expect(read('eighty percent', ['coinsurancePct']).coinsurancePct).toBe('80?');
    expect(read('twenty percent', ['coinsurancePct']).coinsurancePct).toBe(20);
    expect(read('eighty twenty', ['coinsurancePct']).coinsurancePct).toBe(20);
    expect(read('patient owes twenty', ['coinsurancePct']).coinsurancePct).toBe(20);
  });
});

describe('whether the coverage is active', () => {
  it.each([
    ['the coverage is active', 'active'],
    ["it's active", 'active'],
    ['I show active coverage', 'active'],
    ['the member is eligible', 'active'],
    ['she is currently covered', 'active'],
    ['yes they have current coverage', 'active'],
    ['the policy is in force', 'active'],
    ['the coverage is inactive', 'inactive'],
    ["no, it's not active", 'inactive'],
    ['it is no longer active', 'inactive'],
    ['it termed end of last month', 'inactive'],
    ['the policy was terminated on march first', 'inactive'],
    ['that policy was cancelled', 'inactive'],
    ['the coverage has lapsed', 'inactive'],
    ['coverage ended on april thirtieth', 'inactive'],
    ['they do not have active coverage', 'inactive'],
    ["it's pending, not active yet", 'pending'],
    ['the enrollment is still pending', 'pending'],
    ['I cannot find that member', 'not_found'],
    ["That person isn't in our system", 'not_found'],
    ["she isn't anywhere in our records", 'not_found'],
    ["that number isn't on file", 'not_found'],
    ["that code isn't in our system", undefined],
    ["it isn't on file that they have other coverage", undefined],
    ['no member on file with that I D', 'not_found'],
    ["i'm not finding a member with that information", 'not_found'],
    ["I do see coverage, it's current, no lapse", 'active'],
    ['we still see coverage', 'active'],
    ['I see coverage that ended in March', undefined],
    ['I see coverage through another carrier', undefined],
    ['let me see if I see coverage', undefined],
    ['I do not see coverage', undefined],
    ['it might be active, I think', 'active?'],
    ['if it is active you would see it on the portal', undefined],
    ['is it active?', undefined],
    ["her husband's policy is active", undefined],
    ["I don't have the group number", undefined],
    ['it is covered at eighty percent', undefined],
  ])('"%s" is %s', (text, status) => {
    expect(read(text).coverageStatus).toBe(status);
  });

  it('takes a plain yes or no to the question, and no mere sound of hearing', () => {
    expect(read('yes it is', ['coverageStatus']).coverageStatus).toBe('active');
    expect(read('no it is not', ['coverageStatus']).coverageStatus).toBe('inactive');
    expect(read('okay', ['coverageStatus']).coverageStatus).toBeUndefined();
    expect(read('yes, one moment please', ['coverageStatus']).coverageStatus).toBeUndefined();
    expect(read('yes', ['effectiveDate']).coverageStatus).toBeUndefined();
  });

  it('takes a date for what it is of', () => {
    expect(read('effective january first twenty twenty six')).toEqual({ effectiveDate: '2026-01-01' });
    expect(read('it termed end of last month').termDate).toBe('2026-05-31');
    expect(read('active since march first twenty twenty four').effectiveDate).toBe('2024-03-01');
    expect(read('the date of birth is march fourth nineteen eighty', ['effectiveDate'])).toEqual({});
  });
});

describe('plan, network and order', () => {
  it.each([
    ['it is an h m o', 'HMO'],
    ["it's a P P O plan", 'PPO'],
    ['a ppo', 'PPO'],
    ['health maintenance organization', 'HMO'],
    ["it's an E P O", 'EPO'],
    ['point of service plan', 'POS'],
    ['a high deductible health plan', 'HDHP'],
    ["it's an H D H P", 'HDHP'],
    ['traditional indemnity plan', 'Indemnity'],
    ["it's a medicare advantage plan", 'MA'],
    ['medicare advantage h m o', 'MA'],
    ["it's medicaid", 'Medicaid'],
    ["it's a P P O, not an H M O", 'PPO'],
    ["it's not an H M O", undefined],
    ['the other insurance is medicaid', undefined],
    ['is that a P P O?', undefined],
  ])('plan type: "%s" is %s', (text, type) => {
    expect(read(text).planType).toBe(type);
  });

  it.each([
    ['the provider is in network', 'in'],
    ["you're in network", 'in'],
    ['yes, in network', 'in'],
    ['the provider is participating', 'in'],
    ['they are contracted', 'in'],
    ['he is par with that plan', 'in'],
    ['that provider does participate', 'in'],
    ['the provider is out of network', 'out'],
    ["you're out of network", 'out'],
    ['not in network', 'out'],
    ['the provider is not participating', 'out'],
    ["they don't participate", 'out'],
    ['non participating', 'out'],
    ["that provider's not participating, so out of network", 'out'],
    ["I can't tell whether the provider is in network", 'unknown'],
    ['the in network deductible is fifteen hundred', undefined],
    ['out of network the deductible is three thousand', undefined],
    ['if you are in network the copay is twenty', undefined],
    ['are you in network or out of network?', undefined],
  ])('network: "%s" is %s', (text, status) => {
    expect(read(text).networkStatus).toBe(status);
  });

  it.each([
    ['we are primary', 'primary'],
    ['this plan is primary', 'primary'],
    ["we're the primary", 'primary'],
    ['there is no other insurance on file', 'primary'],
    ['this plan is secondary', 'secondary'],
    ["medicare is primary and we're secondary", 'secondary'],
    ['we are tertiary', 'tertiary'],
    ['medicare is primary', undefined],
    ['the primary care copay is twenty', undefined],
  ])('order: "%s" is %s', (text, order) => {
    expect(read(text)['cob.order']).toBe(order);
  });

  it('takes a plan name without the words around it, and no other talk', () => {
    expect(read("they're on Choice Plus", ['planName']).planName).toBe('Choice Plus');
    expect(read('the plan name is Open Access').planName).toBe('Open Access');
    expect(read("it's called Plan B Journeyman").planName).toBe('Plan B Journeyman');
    expect(read("it's called the plan Bronze").planName).toBe('Bronze');
    expect(read('Wait. Are you a real person?', ['planName']).planName).toBeUndefined();
    expect(read('one moment please', ['planName']).planName).toBeUndefined();
    expect(read("I don't have that", ['planName']).planName).toBeUndefined();
  });
});

describe('authorizations and referrals', () => {
  const inputs = { procedureCode: '97110', procedureCode2: '97140' };

  it.each([
    ['no auth needed', 'no'],
    ['no authorization is required', 'no'],
    ['authorization is not required', 'no'],
    ['no prior cert needed', 'no'],
    ["that one doesn't need prior authorization", 'no'],
    ["it's not required", 'no'],
    ['no it does not', 'no'],
    ['no', 'no'],
    ['prior authorization is required', 'yes'],
    ['yes, it does require prior auth', 'yes'],
    ['you will need an authorization', 'yes'],
    ['that needs precert', 'yes'],
    ['yes', 'yes'],
    ["I can't see whether that needs authorization", 'unknown'],
    ['it would be required if it were inpatient', undefined],
    ['is authorization required?', undefined],
    ["I'm not sure", undefined],
  ])('asked for a code: "%s" is %s', (text, required) => {
    const said = read(text, ['authRequired.1'], inputs)['authRequired.1'];
    expect(said === 'no?' || said === 'yes?' ? undefined : said).toBe(required);
  });

  it('keeps two codes apart', () => {
    expect(read("97110 needs auth but 97140 doesn't", [], inputs)).toEqual({
      'authRequired.1': 'yes',
      'authRequired.2': 'no',
    });
    expect(read('no auth needed for 97140', ['authRequired.1'], inputs)).toEqual({ 'authRequired.2': 'no' });
    expect(read('97140 does need one', ['authRequired.2'], inputs)).toEqual({ 'authRequired.2': 'yes' });
    expect(read('both need auth', [], inputs)).toEqual({ 'authRequired.1': 'yes', 'authRequired.2': 'yes' });
    expect(read("the first one does and the second one doesn't", ['authRequired.1'], inputs)).toEqual({
      'authRequired.1': 'yes',
      'authRequired.2': 'no',
    });
    expect(read("nope that second code doesn't need one", ['authRequired.2'], inputs)).toEqual({
      'authRequired.2': 'no',
    });
    expect(read('neither one of those codes requires authorization', [], inputs)).toEqual({
      'authRequired.1': 'no',
      'authRequired.2': 'no',
    });
    expect(read('auth is required for 99999', ['authRequired.1'], inputs)).toEqual({});
    expect(read('auth is required', [], inputs)).toEqual({});
  });

  it.each([
    ['a referral is required', 'yes'],
    ['they do need a referral', 'yes'],
    ['no referral needed', 'no'],
    ['referrals are not required', 'no'],
    ["they can't see you without a referral from the primary", 'yes'],
    ['no specialist will see her without a referral', 'yes'],
    ["he can't go to a specialist without a referral", 'yes'],
    ['she can see a specialist without a referral', 'no'],
    ['you can go without any referral', 'no'],
    ["they don't need one, they can go without a referral", 'no'],
    ["it's not needed, he may see anybody without a referral", 'no'],
    ["they don't need a referral", 'no'],
  ])('referral: "%s" is %s', (text, required) => {
    expect(read(text).referralRequired).toBe(required);
  });

  it('knows limits, their use and what they are no limit of', () => {
    expect(read('thirty visits per year, twelve used')).toEqual({
      'visitLimit.max': 30,
      'visitLimit.used': 12,
      'visitLimit.unit': 'visits',
    });
    expect(read('you have 90 days from the date of service to file')).toEqual({ timelyFilingDays: 90 });
    expect(read('their p c p is doctor wells').pcpName).toBe('Doctor Wells');
  });
});

describe('words that look like a no, a name or the wrong side of a pause', () => {
  it('takes no "no" that only answers for a zero', () => {
    const told =
      'No, out of pocket limit, just her, four thousand two hundred dollars, remaining there is three thousand ten dollars.';
    expect(read(told)).toEqual({
      'outOfPocketMax.individual.total': 420000,
      'outOfPocketMax.individual.remaining': 301000,
    });
    expect(read('No, deductible is five hundred dollars.')).toEqual({ 'deductible.individual.total': 50000 });
    expect(read('There is no deductible.')).toEqual({ 'deductible.individual.total': 0 });
  });

  it.each([
    ['The plan name is Market Square.', 'Market Square'],
    ['They market it as Choice Plus.', 'Choice Plus'],
    ['We call it Bay Options.', 'Bay Options'],
  ])('the plan of "%s" is %s', (text, name) => {
    expect(read(text, ['planName']).planName).toBe(name);
  });

  it.each([
    'I tried every way and no such member is coming up on my side.',
    'No patient shows up.',
    'No matching subscriber is showing up here.',
  ])('"%s" is nobody on file', (text) => {
    expect(read(text, ['coverageStatus']).coverageStatus).toBe('not_found');
  });

  it('knows what is still ahead of somebody, and what is in', () => {
    expect(
      read('deductible is eight hundred dollars, three hundred dollars of that still ahead of her'),
    ).toEqual({
      'deductible.individual.total': 80000,
      'deductible.individual.remaining': 30000,
    });
    expect(
      read('family deductible two thousand dollars, the family has eight hundred dollars in so far'),
    ).toEqual({
      'deductible.family.total': 200000,
      'deductible.family.met': 80000,
    });
  });
});

describe('what people say of amounts beside each other', () => {
  const copays = ['copay.primaryCare', 'copay.specialist'];
  const share = ['coinsurancePct'];
  const limits = ['outOfPocketMax.individual.total', 'outOfPocketMax.individual.met'];

  it.each<[string, string[], Record<string, unknown>]>([
    // The network that a "no" is said of.
    [
      "primary care is twenty in network, out of network there's no copay.",
      copays,
      { 'copay.primaryCare': 2000 },
    ],
    ["out of network there's no copay", copays, {}],
    [
      "in network specialist is forty, out of network there's no copay, just coinsurance.",
      copays,
      { 'copay.specialist': 4000 },
    ],
    ["there's no copay in network.", copays, { 'copay.primaryCare': 0, 'copay.specialist': 0 }],
    // A "no" is said of the noun behind it, and of no other.
    ["there's no copay, just coinsurance.", copays, { 'copay.primaryCare': 0, 'copay.specialist': 0 }],
    ['no coinsurance, just copays.', copays, { coinsurancePct: 0 }],
    ["there isn't a copay, it's twenty percent.", share, { coinsurancePct: 20 }],
    ["he doesn't have coinsurance, just copays.", share, { coinsurancePct: 0 }],
    ["he doesn't have any coinsurance for preventive.", share, {}],
    ["we don't have any coinsurance showing.", share, {}],
    // All of it, and how much that is behind it.
    [
      "it's one thousand individual and two thousand family, she's met all of her individual, one thousand.",
      deductible,
      {
        'deductible.individual.total': 100000,
        'deductible.family.total': 200000,
        'deductible.individual.met': 100000,
      },
    ],
    [
      "he has a thousand individual, two thousand family, and he's met the whole individual, one thousand.",
      deductible,
      {
        'deductible.individual.total': 100000,
        'deductible.family.total': 200000,
        'deductible.individual.met': 100000,
      },
    ],
    // What is left.
    [
      "his deductible is two thousand, he's met five hundred, that leaves fifteen hundred.",
      deductible,
      {
        'deductible.individual.total': 200000,
        'deductible.individual.met': 50000,
        'deductible.individual.remaining': 150000,
      },
    ],
    [
      'five hundred met, which leaves her with a thousand.',
      deductible,
      { 'deductible.individual.met': 50000, 'deductible.individual.remaining': 100000 },
    ],
    ['that leaves thirty visits.', ['visitLimit.used'], { 'visitLimit.unit': 'visits' }],
    // Whose share.
    ["after the deductible it's eighty percent us, twenty percent him.", share, { coinsurancePct: 20 }],
    ["it's ninety us, ten them.", share, { coinsurancePct: 10 }],
    ["we're eighty, she's twenty.", share, { coinsurancePct: 20 }],
    ['there are two for her, which one?', share, {}],
    ["she's twenty years old.", share, {}],
    ['seventy percent plan, thirty percent patient.', share, { coinsurancePct: 30 }],
    ["it's twenty percent for the plan year.", share, { coinsurancePct: 20 }],
    ["it's a ninety ten plan, so ten percent is the member's.", share, { coinsurancePct: 10 }],
    [
      'once the deductible is met we pay eighty five and she pays fifteen percent.',
      share,
      { coinsurancePct: 15 },
    ],
    // Where it ends is the whole.
    [
      'out of pocket stops at five thousand. same amount, eight hundred.',
      limits,
      { 'outOfPocketMax.individual.total': 500000 },
    ],
    ['the out of pocket caps at six thousand.', limits, { 'outOfPocketMax.individual.total': 600000 }],
    // What was so last year is put right in the next sentence.
    [
      'primary care is twenty dollars. specialist is thirty, wait, no, that was last year. specialist is forty dollars.',
      copays,
      { 'copay.primaryCare': 2000, 'copay.specialist': 4000 },
    ],
    ['last year specialist was thirty. specialist is forty this year.', copays, { 'copay.specialist': 4000 }],
    ['last year the specialist copay was thirty.', copays, {}],
    [
      "primary is twenty, oops, that's last year's. primary is twenty five.",
      copays,
      { 'copay.primaryCare': 2500 },
    ],
    // When something is so is no amount that was met.
    [
      "deductible is five hundred, once it's met we pay eighty percent.",
      deductible,
      { 'deductible.individual.total': 50000 },
    ],
    [
      "the deductible is five hundred, after it's met it's eighty twenty.",
      deductible,
      { 'deductible.individual.total': 50000 },
    ],
    [
      'once the five hundred deductible is met we pay eighty.',
      deductible,
      { 'deductible.individual.total': 50000, coinsurancePct: 20 },
    ],
    ["he has two hundred left until it's met.", deductible, { 'deductible.individual.remaining': 20000 }],
    [
      "the deductible is five hundred and it's met.",
      deductible,
      { 'deductible.individual.total': 50000, 'deductible.individual.remaining': 0 },
    ],
    ['the member pays nothing once the deductible is met.', share, {}],
    [
      'out of pocket is five thousand which includes the deductible, met is eleven hundred.',
      limits,
      { 'outOfPocketMax.individual.total': '500000?', 'outOfPocketMax.individual.met': '110000?' },
    ],
    [
      'out of pocket is six thousand, that includes the deductible of one thousand.',
      limits,
      { 'outOfPocketMax.individual.total': 600000, 'deductible.individual.total': 100000 },
    ],
    // A relative's plan, a day's visits and another kind of visit.
    ["birthday rule applies, so dad's plan is primary.", ['cob.order'], {}],
    ["her husband's coverage is secondary.", ['cob.order'], {}],
    ["our plan is primary, dad's plan is secondary.", ['cob.order'], { 'cob.order': 'primary' }],
    [
      'one visit per day, thirty days per year.',
      ['visitLimit.max'],
      { 'visitLimit.unit': 'days?', 'visitLimit.max': 30 },
    ],
    ['mental health office visits are a twenty dollar copay.', copays, {}],
    ['behavioral health visits are thirty, primary care is twenty.', copays, { 'copay.primaryCare': 2000 }],
    // Names, and numbers in place of numbers.
    ["he's got basic option.", ['planName'], { planName: 'basic option' }],
    ['the plan is under wheeler manufacturing.', ['planName'], { planName: 'wheeler manufacturing' }],
    [
      "we don't have fancy numbers, it's just k i m one one one six.",
      ['callReference'],
      { callReference: 'KIM1116' },
    ],
    ["we don't have any coinsurance, it's just twenty five dollars.", share, {}],
  ])('"%s", asked for %j', (text, asked, found) => {
    expect(read(text, asked)).toEqual(found);
  });
});
