import { describe, expect, it } from 'vitest';
import { inquiring, scriptOf } from './testing/conversation.ts';
import { askedFields } from './facts.ts';
import { itemsNamed } from './named-items.ts';
import { hear } from './words.ts';

/** A claim of which allowed, paid and patient's amounts are about to be confirmed. */
function summarised() {
  const call = inquiring();
  call.hears('the claim was paid on march third twenty twenty six and received on february tenth');
  call.hears('the allowed amount is two hundred dollars we paid one hundred fifty');
  call.hears('the patient responsibility is fifty five dollars');
  for (let turn = 0; turn < 12; turn++) {
    const { pending } = call.state.talk;
    if (pending?.kind === 'read_back' && pending.items.includes('allowed')) break;
    call.hears(pending?.kind === 'read_back' ? 'yes that is right' : 'i do not have that information');
  }
  return call;
}

describe('a read-back that gets neither yes nor no', () => {
  it.each([
    "the rest is right but i can't say for certain about the allowed amount",
    "everything else is correct i'm just not a hundred percent sure on the allowed",
    'other than the allowed amount yes, that one i could not tell you for certain',
  ])('leaves what is named in doubt and confirms the rest: %s', (reply) => {
    const call = summarised();
    const readBack = call.state.talk.pending;
    call.hears(reply);
    expect(call.answer('allowed')).toMatchObject({ value: 20_000, status: 'doubtful' });
    expect(call.answer('paid')).toMatchObject({ value: 15_000, status: 'answered', confirmed: true });
    expect(call.state.talk.pending).not.toEqual(readBack);
    call.hears('yes that is right');
    expect(call.state.talk.pending).not.toMatchObject({ kind: 'read_back', items: ['allowed'] });
  });

  it('leaves all of it in doubt where nothing is named', () => {
    const call = summarised();
    call.hears("i couldn't tell you for sure to be honest i'm not a hundred percent positive");
    for (const field of ['allowed', 'paid'] as const)
      expect(call.answer(field)).toMatchObject({ status: 'doubtful', confirmed: false });
  });

  it('confirms by a plain yes as ever', () => {
    const call = summarised();
    call.hears('yes for sure that is all correct');
    expect(call.answer('allowed')).toMatchObject({ status: 'answered', confirmed: true });
  });
});

describe('a value that is denied with the same words again', () => {
  it('stays in doubt and is not read back a third time', () => {
    const call = summarised();
    call.hears('no, the allowed amount is two hundred dollars');
    expect(askedFields(call.state.talk.pending)).toEqual(['allowed']);
    call.hears('the allowed amount is two hundred dollars');
    expect(askedFields(call.state.talk.pending)).toContain('allowed');
    call.hears('no, the allowed amount is two hundred dollars');
    expect(askedFields(call.state.talk.pending)).not.toContain('allowed');
    expect(askedFields(call.state.talk.pending)).toContain('paid');
    expect(call.answer('allowed')).toMatchObject({ value: 20_000, status: 'doubtful' });
  });
});

describe('which values are named', () => {
  const eligibility = scriptOf('eligibility');
  const amounts = [
    'deductible.individual.total',
    'deductible.individual.remaining',
    'outOfPocketMax.individual.total',
  ];

  it.each([
    ['the individual deductible remaining', ['deductible.individual.remaining']],
    ['the out of pocket', ['outOfPocketMax.individual.total']],
    ['the effective date', []],
  ])('tells amounts of one topic apart: %s', (words, named) => {
    expect(itemsNamed(eligibility, amounts, hear(words))).toEqual(named);
  });

  it('tells dates apart by the longer of their words', () => {
    const approval = scriptOf('prior-auth');
    const items = ['approvedFrom', 'approvedTo', 'lines.1.approved'];
    expect(itemsNamed(approval, items, hear('not about the end date'))).toEqual(['approvedTo']);
  });

  it('takes a whole name before words of it', () => {
    const approval = scriptOf('prior-auth');
    const items = ['approvedFrom', 'approvedTo', 'lines.1.approved'];
    expect(itemsNamed(approval, items, hear('I cannot be sure about the approved amount'))).toEqual([
      'lines.1.approved',
    ]);
    expect(itemsNamed(approval, items, hear('the last approved date is wrong'))).toEqual(['approvedTo']);
    const met = ['deductible.individual.total', 'deductible.individual.met'];
    expect(itemsNamed(eligibility, met, hear('the individual deductible met'))).toEqual([
      'deductible.individual.met',
    ]);
  });

  it('knows a field by its label or its own words', () => {
    const items = ['effectiveDate', 'planType', 'planName'];
    expect(itemsNamed(eligibility, items, hear('not the effective date'))).toEqual(['effectiveDate']);
  });
});

describe('a no to several values at once', () => {
  it('has them read one at a time where nobody says which is wrong', () => {
    const call = summarised();
    const said = call.hears('no that is not right');
    expect(said.match(/amount is/g)).toHaveLength(1);
    expect(call.state.talk.pending).toMatchObject({ kind: 'read_back', items: ['allowed'] });
  });

  it('asks for the one that is named and keeps the rest', () => {
    const call = summarised();
    call.hears('no the paid amount is wrong everything else is right');
    expect(call.state.talk.pending).toMatchObject({ fields: ['paid'] });
    expect(call.answer('allowed')).toMatchObject({ status: 'answered', confirmed: true });
    expect(call.answer('paid')).toMatchObject({ status: 'doubtful' });
  });

  it('takes a summary apart that they want repeated twice', () => {
    const call = summarised();
    call.hears('could you repeat that');
    call.hears("i'm sorry could you repeat that");
    expect(call.state.talk.pending).toMatchObject({ kind: 'read_back', items: ['allowed'] });
  });
});

describe('a no to a choice that is said again beside another', () => {
  it('confirms nothing', () => {
    const call = inquiring();
    const both =
      "I've got two. The second one's denied as a duplicate. The first one, the original, that's paid.";
    call.hears(both);
    call.hears(`No, ${both}`);
    expect(call.answer('status')).toMatchObject({ status: 'doubtful', confirmed: false });
  });
});

describe('a text that is denied', () => {
  it('is read back with its subject where the same words are said again', () => {
    const reason = 'the claim lacks the name of the ordering physician';
    const call = inquiring();
    call.hears('the claim was denied');
    const isAbout = (kind: 'fields' | 'read_back') =>
      call.state.talk.pending?.kind === kind &&
      askedFields(call.state.talk.pending).includes('denials.1.reason');
    for (let turn = 0; turn < 20 && !isAbout('fields'); turn++) call.hears('i do not have that information');
    call.hears(`it says ${reason}`);
    expect(call.value('denials.1.reason')).toBe('lacks the name of the ordering physician');
    for (let turn = 0; turn < 20 && !isAbout('read_back'); turn++)
      call.hears('i do not have that information');

    expect(call.hears(`No, it says ${reason}.`)).toContain(reason);
    call.hears('yes that is right');
    expect(call.answer('denials.1.reason')).toMatchObject({ value: reason, confirmed: true });
  });
});

describe('a value that was denied', () => {
  it('is given up where they then have none', () => {
    const call = summarised();
    call.hears('no the paid amount is wrong everything else is right');
    expect(call.answer('paid')).toMatchObject({ status: 'doubtful' });
    call.hears('i do not have that information');
    expect(call.answer('paid')).toMatchObject({ value: null, status: 'not_available' });
  });
});

describe('what was confirmed', () => {
  it('is read back again, not replaced, by a contradiction that nobody asked for', () => {
    const call = summarised();
    call.hears('yes that is right');
    call.hears('the allowed amount is three hundred dollars');
    expect(call.answer('allowed')).toMatchObject({ value: 20_000, status: 'doubtful' });
  });

  it('gives way to what puts it right', () => {
    const call = summarised();
    call.hears('yes that is right');
    call.hears('sorry i misspoke the allowed amount is three hundred dollars');
    expect(call.value('allowed')).toBe(30_000);
  });
});

describe('counts of an authorization that are said again behind a no', () => {
  const counted = () => {
    const call = inquiring({ script: scriptOf('prior-auth') });
    call.hears('okay the authorization was approved');
    call.hears('twelve visits were approved and four have been used', { hardly: ['twelve', 'four'] });
    for (let turn = 0; turn < 20; turn++) {
      const { pending } = call.state.talk;
      if (pending?.kind === 'read_back' && pending.items.includes('lines.1.used')) break;
      call.hears(pending?.kind === 'read_back' ? 'yes' : 'i do not have that');
    }
    return call;
  };

  it('stay those of the one entry', () => {
    const call = counted();
    call.hears('no twelve that claire approved and four have been used');
    expect(call.value('lines.1.approved')).toBe(12);
    expect(call.value('lines.1.used')).toBe(4);
    call.hears('no the butler approved and four have been used four have been used');
    expect(call.answer('lines.2.approved')).toBeUndefined();
    expect(call.answer('lines.2.used')).toBeUndefined();
  });
});
