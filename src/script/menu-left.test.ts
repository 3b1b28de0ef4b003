import { describe, expect, it } from 'vitest';
import { callAbout, doneAbout, waiting } from './testing/entrances.ts';
import type { Call } from './testing/entrances.ts';

const does = (about: Call, turn: string) => doneAbout(callAbout(about), turn);

describe('a menu in which nothing is plainly ours', () => {
  it.each<[Call, string, string]>([
    ['claim', 'For finance, press one. For membership, press two.', 'key 1'],
    ['benefits', 'For finance, press one. For membership, press two.', 'key 2'],
    ['claim', 'For pharmacy, press one. For sales, press two. For outreach, press three.', 'key 3'],
    ['claim', 'Unless you are a member, press one now.', 'key 1'],
    ['benefits', 'If this is not about a claim, press one. Otherwise, press two.', 'key 1'],
    ['claim', 'If this is not about a claim, press one. Otherwise, press two.', 'key 2'],
  ])('about a %s: "%s" %s', (about, heard, key) => {
    expect(does(about, heard)).toBe(key);
  });

  it.each<[Call, string]>([
    ['claim', 'For sales, press one. For pharmacy, press two.'],
    ['claim', 'To set up autopay, press one. To pay your premium, press two.'],
    ['benefits', 'Unless you are a provider, press one now.'],
  ])('about a %s: of "%s" nothing is chosen', (about, heard) => {
    expect(does(about, heard)).toBe('waits');
  });
});

describe('a choice for having something done', () => {
  it.each<[Call, string, string]>([
    ['auth', 'To stop an authorization, press one. To hear about one, press two.', 'key 2'],
    ['claim', 'To order claim forms, press one. To ask about a claim, press two.', 'key 2'],
    ['claim', 'To update your provider information, press one. To ask about a patient, press two.', 'key 2'],
    ['claim', 'To check a claim, press one. To hear these choices again, press two.', 'key 1'],
  ])('about a %s: "%s" %s', (about, heard, key) => {
    expect(does(about, heard)).toBe(key);
  });
});

describe('a menu that is for others as a whole', () => {
  it('is left the way one came', () => {
    const menu = 'For dental benefits press one. To go back to the main menu press star.';
    expect(does('benefits', `You have reached our dental benefits line. ${menu}`)).toBe('key *');
  });

  it('is left, though something could be done in it', () => {
    const call = callAbout('claim');
    const first = 'For billing press one. For all else press two.';
    expect(doneAbout(call, first)).toBe('key 1');
    const second = 'To pay by card press one. To return to the main menu press star.';
    expect(doneAbout(call, `You have reached premium billing. ${second}`)).toBe('key *');
  });
});

it.each([
  'To learn about our new wellness program, press one.',
  'For questions, press one.',
  'To hear about billing options, press one.',
  'If you do not wish to hear music, press one.',
  'Rather not wait? Press seven and we will ring you back when it is your turn.',
])('what is offered in a queue is let pass: "%s"', (heard) => {
  for (const sound of ['music', 'silence'] as const) expect(doneAbout(waiting(sound), heard)).toBe('waits');
});
