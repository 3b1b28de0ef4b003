import { describe, expect, it } from 'vitest';
import { claimStatus, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const priorAuth = scriptOf('prior-auth');
const total = 'deductible.individual.total';
const met = 'deductible.individual.met';
const remaining = 'deductible.individual.remaining';
const deductible = [total, met, remaining];
const read = (text: string, asked: readonly string[] = deductible) => readTurn(eligibility, text, asked);

describe('An amount of which nobody says whether it is all, what was met or what is left', () => {
  it.each(['Three hundred and twenty.', "It's nine hundred dollars.", 'Okay, that one is twelve fifty.'])(
    'is a guess: %s',
    (text) => {
      expect(String(read(text)[total])).toMatch(/\?$/);
    },
  );

  it.each([
    ['Twelve fifty with seven hundred remaining.', { [total]: 125000, [remaining]: 70000 }],
    ['Fifteen hundred. She has paid four hundred toward it.', { [total]: 150000, [met]: 40000 }],
    ['The deductible is nine hundred dollars.', { [total]: 90000 }],
  ])('is all of it where others are told apart or it is named: %s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it('is what was asked for where nothing else was', () => {
    expect(read('Three hundred and twenty.', [met])).toEqual({ [met]: 32000 });
    expect(read('Three hundred and twenty.', [met, remaining])).toEqual({ [met]: 32000 });
  });
});

describe('Parts of a whole', () => {
  it('are what was asked for, or a guess where several kinds were', () => {
    expect(read("It's at eleven hundred of fourteen hundred.")).toEqual({
      [met]: '110000?',
      [total]: 140000,
    });
    expect(read('Four of twenty.', ['visitLimit.max', 'visitLimit.used'])).toMatchObject({
      'visitLimit.used': 4,
      'visitLimit.max': 20,
    });
    expect(read('Two hundred met of his nine hundred.')).toEqual({ [met]: 20000, [total]: 90000 });
  });

  it.each(['We approved eight of sixteen visits.', 'They authorized eight out of the sixteen visits.'])(
    'make nothing of the whole: %s',
    (text) => {
      expect(readTurn(priorAuth, text, ['lines.1.approved'])['lines.1.approved']).toBe(8);
    },
  );

  it.each([
    'We paid eighty percent of one fifty.',
    'We paid half of three hundred.',
    'Eighty percent of the one fifty.',
  ])('are no amounts that shares are taken of: %s', (text) => {
    expect(readTurn(claimStatus, text, ['paid'])).not.toHaveProperty('paid');
  });

  it('may be all that is ours of a sum', () => {
    const said = 'The check was for nine hundred twelve but yours was one oh six of that.';
    expect(readTurn(claimStatus, said, ['paid']).paid).toBe('91200?');
  });
});

describe('What goes on from an earlier value', () => {
  it('is in doubt behind a person where the family was spoken of last', () => {
    expect(read('The family is four thousand, and she has met three hundred.')['deductible.family.met']).toBe(
      '30000?',
    );
    expect(read('Her family deductible is four thousand with three hundred met.')).toMatchObject({
      'deductible.family.met': 30000,
    });
  });

  it('is in doubt behind a value in doubt', () => {
    expect(read('The pharmacy deductible is a hundred, and so far fifty has been met.')[met]).toBe('5000?');
  });

  it('is not what is only included in it', () => {
    const said =
      'Out of pocket is six thousand, including the deductible of two thousand, and eleven hundred is met.';
    expect(read(said, ['outOfPocketMax.individual.total', 'outOfPocketMax.individual.met'])).toMatchObject({
      'outOfPocketMax.individual.met': 110000,
    });
  });

  it.each([
    ["Individual's met two hundred and family four hundred.", 'deductible.family.total'],
    ['She has met two hundred in copays and four hundred in deductible.', total],
  ])('may be more of the same: %s', (text, field) => {
    expect(read(text)[field]).toBe('40000?');
  });
});

describe('Words behind a value that begin something new', () => {
  it.each([
    ['Four thousand one hundred, and the deductible counts toward it.', total],
    ['Nine one fifty, and then family is double that.', 'deductible.family.total'],
  ])('are of it only perhaps: %s', (text, field) => {
    expect(String(read(text, [])[field])).toMatch(/\?$|undefined/);
  });
});

describe('What is told from what it seemed', () => {
  it.each(["Six thousand, but that's tier two.", 'Six thousand dollars, only that was with the rider.'])(
    'is a guess: %s',
    (text) => {
      expect(read(text, [total])[total]).toBe('600000?');
    },
  );

  it("is none behind words that end the matter: Six thousand, and that's all.", () => {
    expect(read("Six thousand, and that's all.", [total])[total]).toBe(600000);
  });
});

describe('The same words', () => {
  it('are a date before they are a number', () => {
    const said = 'The group started with us on one one twenty twenty.';
    expect(read(said, ['effectiveDate'])).not.toHaveProperty('groupNumber');
  });

  it('are the deadline that was asked for before they are the end of something else', () => {
    expect(readTurn(priorAuth, 'Till November thirtieth to schedule one.', ['peerToPeer.deadline'])).toEqual({
      'peerToPeer.deadline': '2026-11-30?',
    });
    expect(readTurn(priorAuth, 'Good through November thirtieth.', ['approvedTo'])).toEqual({
      approvedTo: '2026-11-30',
    });
  });
});

describe('Letters beside an amount', () => {
  it.each([
    ["It's a fifty dollar E R copay.", 'copay.emergency', 5000],
    ['A twenty P C P copay.', 'copay.primaryCare', 2000],
    ['Fifty for the e r copay.', 'copay.emergency', 5000],
  ])('spell none of it: %s', (text, field, value) => {
    expect(read(text, [])).toMatchObject({ [field]: value });
  });
});

describe('Behind talk of another claim', () => {
  it.each([
    'There was a payment on another claim. The paid amount was two hundred dollars.',
    'I see the other claim. Paid amount is two hundred.',
  ])('what was asked for is a guess: %s', (text) => {
    expect(readTurn(claimStatus, text, ['paid']).paid).toBe('20000?');
  });

  it.each([
    "There's another claim for that day. That one paid two hundred.",
    'I see the other claim. It paid two hundred.',
  ])('what goes on about it is none: %s', (text) => {
    expect(readTurn(claimStatus, text, ['paid'])).not.toHaveProperty('paid');
  });
});

describe('A share that is told of single services', () => {
  it.each([
    'Twenty percent for imaging, ten for labs.',
    'Coinsurance is twenty percent for imaging and ten percent for labs.',
    'For labs it is ten percent coinsurance.',
  ])('is none of everything: %s', (text) => {
    expect(read(text, ['coinsurancePct']).coinsurancePct ?? '?').toMatch(/\?$/);
  });

  it.each(['Twenty percent coinsurance for most services.', 'The coinsurance is twenty percent.'])(
    'counts where nothing is set apart: %s',
    (text) => {
      expect(read(text, ['coinsurancePct'])).toMatchObject({ coinsurancePct: 20 });
    },
  );
});
