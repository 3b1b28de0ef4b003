import { describe, expect, it } from 'vitest';
import type { Answer } from '../kernel/outcome.ts';
import { placeEntries } from './entries.ts';
import { groundTurn } from './ground.ts';
import type { Finding } from './found.ts';
import { exampleTask, scriptOf } from './testing/conversation.ts';

const priorAuth = scriptOf('prior-auth');

const answered = (value: number): Answer => ({
  value,
  status: 'doubtful',
  evidence: null,
  confirmed: false,
});

/** Where the number in the text goes that is said of how many were approved, with 1,200 approved so far. */
function placeOf(text: string, word: string, value: number, asked: readonly string[]): string[] {
  const start = text.indexOf(word);
  const finding: Finding = {
    field: 'lines.1.approved',
    value,
    quote: word,
    start,
    end: start + word.length,
    hedged: false,
    corrected: false,
    by: 'cue',
  };
  const placed = placeEntries([finding], {
    script: priorAuth,
    task: {
      task: exampleTask,
      answers: { 'lines.1.approved': answered(1_200) },
      progress: {},
      done: false,
      deferred: false,
    },
    turn: { id: 't', text, words: [], startMs: 0, endMs: 0, confidence: 0.9, overlapped: false },
    asked,
    repairs: false,
    denies: false,
  });
  return placed.map(({ field }) => field);
}

describe('a count of a list', () => {
  it('replaces the one that was read back, also behind an "and"', () => {
    const text = 'no twelve claire approved and four have been used';
    expect(placeOf(text, 'four', 4, ['lines.1.approved'])).toEqual(['lines.1.approved']);
  });

  it('stays with the entry that is there where nothing names another', () => {
    expect(placeOf('twelve were approved', 'twelve', 12, [])).toEqual(['lines.1.approved']);
  });

  it('begins another entry where somebody says that there is one more', () => {
    expect(placeOf('another eight units were approved', 'eight', 8, [])).toEqual(['lines.2.approved']);
  });
});

describe('values under the key of an entry', () => {
  const claim = scriptOf('claim-status');

  /** Lines and codes of denials that a turn tells, by entry, with nothing known before. */
  function denialsOf(text: string): Record<string, unknown> {
    const findings = groundTurn(text, {
      script: claim,
      today: '2026-06-01',
      asked: ['denials.1.code'],
      open: ({ aside, suggests }) => !aside && suggests === undefined,
    });
    const placed = placeEntries(findings, {
      script: claim,
      task: { task: exampleTask, answers: {}, progress: {}, done: false, deferred: false },
      turn: { id: 't', text, words: [], startMs: 0, endMs: 0, confidence: 0.9, overlapped: false },
      asked: ['denials.1.code'],
      repairs: false,
      denies: false,
    });
    return Object.fromEntries(placed.map(({ field, value }) => [field, value]));
  }

  const both = {
    'denials.1.line': 1,
    'denials.1.code': 'CO-50',
    'denials.2.line': 4,
    'denials.2.code': 'PR-204',
  };

  it('go to the entry that was named before them', () => {
    expect(denialsOf('There are two. Line one is C O fifty. Line four is P R two oh four.')).toEqual(both);
  });

  it('go to the entry that is named behind them', () => {
    expect(denialsOf('That is C O fifty on line one. And P R two oh four on line four.')).toEqual(both);
  });
});
