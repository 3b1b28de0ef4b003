import { describe, expect, it } from 'vitest';
import { refusalOfNumber } from './number-policy.ts';

describe('the number policy', () => {
  it.each(['+13035550142', '+18005550100', '+14165550100', '+17875550100'])('lets %s be dialed', (number) => {
    expect(refusalOfNumber(number)).toBeUndefined();
  });

  it.each(['3035550142', '+1 303 555 0142', '+13035550142;ext=1', '', '+1303555014x'])(
    'wants E.164 instead of %j',
    (number) => {
      expect(refusalOfNumber(number)).toMatch(/E\.164/);
    },
  );

  it.each(['+442079460000', '+11035550142', '+13031550142', '+19115550100', '+13039110100', '+130355501423'])(
    'refuses %s, which is not North American',
    (number) => {
      expect(refusalOfNumber(number)).toMatch(/North American/);
    },
  );

  it.each(['+18765550100', '+14415550100', '+18095550100'])(
    'refuses %s, which is billed as abroad',
    (number) => {
      expect(refusalOfNumber(number)).toMatch(/international/);
    },
  );

  it.each(['+19005550100', '+13039760100', '+15005550100', '+13035551212'])(
    'refuses %s, which costs more than a call',
    (number) => {
      expect(refusalOfNumber(number)).toMatch(/premium/);
    },
  );
});
