import { describe, expect, it } from 'vitest';
import { connected } from '../testing/conversation.ts';

describe('somebody who reads back', () => {
  const asked = () => {
    const call = connected();
    call.hears('can i have the member i d please');
    return call;
  };

  it('is told yes, or what is right', () => {
    expect(asked().hears("so that's w x y one two three four five six")).toBe('Yes, that is correct.');
    expect(asked().hears('w x y one two three four five six')).toBe('Yes, that is correct.');
    expect(asked().hears('w x y one two three five five six')).toMatch(/^No, it is W as in Whiskey/);
    expect(asked().hears('did you say w x y one two')).toBe('Yes, that is correct.');
  });

  it('is told so of dates and names, too', () => {
    const call = connected();
    call.hears('patient name and date of birth');
    expect(call.hears('was that march fourth nineteen eighty')).toBe('Yes, that is correct.');
    expect(call.hears('did you say march fifth nineteen eighty')).toBe(
      'No, it is March fourth, nineteen eighty.',
    );
    expect(call.hears('is that w h i t l o w')).toBe('Yes, that is correct.');
    expect(call.hears('is that w h i t l a w')).toMatch(/^No, it is Dana Whitlow\. D as in Delta/);
  });

  it('is told so of what was given before, too, where it is named', () => {
    const call = asked();
    call.hears("I'm not finding anything under that. Do you have the patient's name?");
    expect(call.hears('So the member I D is W X Y, one two three, four six five. Is that right?')).toMatch(
      /^No, it is W as in Whiskey/,
    );
    expect(call.hears('And the patient is Dana Whitlow, correct?')).toBe('Yes, that is correct.');
  });

  it('is told what is right however far it is off, where they ask', () => {
    expect(
      asked().hears('So the member I D is five zero four, four one seven, six five two. Is that right?'),
    ).toMatch(/^No, it is W as in Whiskey/);
  });

  it('asks for the next thing in letters: that is no name said back', () => {
    const call = connected();
    call.hears("can i have the patient's name");
    expect(call.hears('can i have the n p i please')).toMatch(/^The N P I is/);
    call.hears("can i have the patient's name");
    expect(call.hears('n p i')).toMatch(/^The N P I is/);
  });

  it('hears it digit by digit, or one group a turn, where wanted', () => {
    const call = asked();
    expect(call.hears('slower please')).toContain('one. two. three.');
    const other = asked();
    expect(other.hears('can you give me that one group at a time')).toMatch(/Yankee\.$/);
    expect(other.hears('okay')).toBe('one, two, three.');
  });

  it.each([
    'Bear with me, the system is a little slow today.',
    'One moment, it has been acting up since yesterday.',
    'They updated our system two weeks ago.',
  ])('is said no date back: "%s"', (text) => {
    const call = connected();
    call.hears('date of birth');
    expect(call.hears(text)).not.toContain('No, it is');
  });
});
