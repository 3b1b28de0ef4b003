import { describe, expect, it } from 'vitest';
import { normalisePayorName } from './payor-name.ts';

describe('a payor name', () => {
  it.each([
    ['Summit Ridge Health', 'summit ridge health'],
    ['  SUMMIT   RIDGE-Health, Inc. ', 'summit ridge health'],
    ['The Blue Harbor Plan Co., LLC', 'blue harbor plan'],
    ['Peak & Valley', 'peak and valley'],
    ['Prévoyance Santé', 'prevoyance sante'],
    ["St. Aldo's Plan", 'st aldos plan'],
    ['Inc', 'inc'],
    ['The', 'the'],
    ['—', ''],
  ])('%j is looked up as %j', (name, normalised) => {
    expect(normalisePayorName(name)).toBe(normalised);
  });
});
