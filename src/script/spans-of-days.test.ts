import { describe, expect, it } from 'vitest';
import { claimStatus, scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const priorAuth = scriptOf('prior-auth');
const approved = ['lines.1.approved', 'lines.1.unitType'];
const days = ['expectedDays', 'dayType'];

describe('The time in which there may be so many', () => {
  it.each([
    'Eight visits within ninety days.',
    'They gave you eight visits over sixty days.',
    'Eight visits in a ninety day period.',
    'It is eight visits, to be used within the next sixty days.',
    'Eight sessions every thirty days.',
  ])('is no number of them: %s', (text) => {
    const found = readTurn(priorAuth, text, approved);
    expect(String(found['lines.1.approved'])).toMatch(/^8\??$/);
    expect(found['lines.1.unitType']).toBe('visits');
  });

  it.each([
    ['Ninety days were approved.', 90, 'days'],
    ['They approved five inpatient days.', 5, 'days'],
    ['Eight visits.', 8, 'visits'],
  ])('is told from days that were approved: %s', (text, number, unit) => {
    const found = readTurn(priorAuth, text, approved);
    expect(String(found['lines.1.approved']).replace('?', '')).toBe(String(number));
    expect(found['lines.1.unitType']).toBe(unit);
  });
});

describe('The same time in another unit', () => {
  it.each([
    ['Twenty calendar days, business days would be about fourteen.', 20, 'calendar'],
    ['Thirty calendar days, so about four weeks.', 30, 'calendar'],
    ["Ten business days, that's two weeks.", 10, 'business'],
    ['Fifteen business days, which is roughly three weeks.', 15, 'business'],
  ])('is what was told first: %s', (text, number, type) => {
    const found = readTurn(claimStatus, text, days);
    expect(String(found.expectedDays).replace('?', '')).toBe(String(number));
    expect(found.dayType).toBe(type);
  });

  it.each([
    ['Ten to fifteen business days.', 15],
    ['Thirty days, no, forty five days.', 45],
    ['Two weeks.', 14],
  ])('is told from other times: %s', (text, number) => {
    expect(String(readTurn(claimStatus, text, days).expectedDays).replace('?', '')).toBe(String(number));
  });
});

describe('The deadline of another appeal', () => {
  it.each([
    'March thirtieth twenty twenty seven. Expedited appeals are seventy two hours.',
    'March thirtieth twenty twenty seven. For an urgent appeal it is seventy two hours.',
    'March thirtieth twenty twenty seven. Member appeals have one hundred eighty days.',
    'March thirtieth twenty twenty seven. External reviews get four months.',
  ])('is none of ours: %s', (text) => {
    expect(readTurn(priorAuth, text, ['appealDeadline']).appealDeadline).toBe('2027-03-30');
  });

  it.each([
    'The appeal deadline is march thirtieth twenty twenty seven.',
    'You have until march thirtieth twenty twenty seven.',
  ])('is told from ours: %s', (text) => {
    expect(readTurn(priorAuth, text, ['appealDeadline']).appealDeadline).toBe('2027-03-30');
  });
});

describe('A day whose month nobody said', () => {
  const due = (text: string) => readTurn(priorAuth, text, ['decisionDue']).decisionDue;

  it('is a guess', () => {
    expect(String(due('It is due the eighteenth.'))).toMatch(/-18\?$/);
    expect(String(due('On the fourth.'))).toMatch(/-04\?$/);
  });

  it.each([
    'November twenty third twenty twenty six. It was due the eighteenth.',
    'November twenty third twenty twenty six. The first one was due on the eighteenth.',
    'The decision is due November twenty third twenty twenty six. Before that it was due the fifth.',
  ])('takes the place of no whole date: %s', (text) => {
    expect(due(text)).toBe('2026-11-23');
  });

  it('has the month that was said before it', () => {
    expect(due('November twenty third twenty twenty six, sorry, the twenty fourth.')).toBe('2026-11-24');
  });
});

describe('A span and the day on which it ends', () => {
  const deadline = (text: string) => readTurn(claimStatus, text, ['appealDeadline']).appealDeadline;

  it.each([
    "You've got a hundred and eighty days, so that takes you to march thirtieth twenty twenty seven.",
    'One hundred eighty days, which is march thirtieth twenty twenty seven.',
    'Until march thirtieth twenty twenty seven, that is one hundred eighty days.',
    'One eighty days, that would be through march thirtieth twenty twenty seven.',
  ])('are that day: %s', (text) => {
    expect(deadline(text)).toBe('2027-03-30');
  });

  it.each([
    'Sixty days, and the denial went out by mail on May first twenty twenty six.',
    'Sixty days and you got the letter on May first twenty twenty six.',
    'Sixty days of the denial dated May first twenty twenty six.',
    'It was denied May first twenty twenty six, so you have sixty days.',
    "It was denied on May first twenty twenty six, so that's sixty days to appeal.",
    'It is sixty days. It was denied on May first twenty twenty six.',
  ])('are no such day where something else was then: %s', (text) => {
    expect(deadline(text)).toEqual({ n: 60, unit: 'days' });
  });
});

describe('What was not so until a day', () => {
  it.each([
    'It was not approved until March tenth twenty twenty six.',
    'It was not valid until March tenth twenty twenty six.',
    'It never started until March tenth twenty twenty six.',
  ])('did not end then, and was not denied: %s', (text) => {
    expect(readTurn(priorAuth, text, ['approvedTo'])).toEqual({});
  });
});
