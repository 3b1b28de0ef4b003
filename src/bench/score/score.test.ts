import { describe, expect, it } from 'vitest';
import type { CallTypeContract } from '../../kernel/call-type.ts';
import type { Answer, AnswerStatus, FieldValue, Outcome } from '../../kernel/outcome.ts';
import type { Subject } from './score.ts';
import { noFigures, scoreCall } from './score.ts';
import { totalsOf } from './totals.ts';

const contract: CallTypeContract = {
  callType: 'claim_status',
  title: 'Claim status',
  inputs: [],
  fields: [
    { name: 'status', label: 'status', type: 'enum', requirement: 'required' },
    { name: 'paid', label: 'paid', type: 'money', requirement: 'optional' },
    { name: 'reason', label: 'reason', type: 'text', requirement: 'optional' },
  ],
  checks: [],
};

function answer(value: FieldValue | null, status: AnswerStatus = 'answered'): Answer {
  return { value, status, evidence: null, confirmed: false };
}

function outcome(fields: Record<string, Answer>, more: Partial<Outcome> = {}): Outcome {
  return {
    taskId: 't',
    callId: 'c',
    callType: 'claim_status',
    state: 'completed',
    fields,
    missingFields: [],
    failure: null,
    checks: [],
    needsReview: false,
    finishedAt: '2026-11-16',
    ...more,
  };
}

const subject = (fields: Record<string, unknown>, absent: string[] = []): Subject => ({
  name: 'one',
  file: 'one.yaml',
  callType: 'claim_status',
  cooperative: true,
  cases: [{ truth: { state: 'completed', fields, reason: undefined }, absent }],
});

const score = (its: Subject, ...outcomes: (Outcome | 'deferred')[]) =>
  scoreCall(
    its,
    outcomes.map((one) =>
      one === 'deferred' ? { outcome: undefined, deferred: true } : { outcome: one, deferred: false },
    ),
    contract,
    { figures: noFigures, violations: [], problem: undefined },
  );

describe('a score', () => {
  it('is a success only where everything is exact', () => {
    const fields = { status: answer('paid'), paid: answer(12000) };
    expect(score(subject({ status: 'paid', paid: 12000 }), outcome(fields)).success).toBe(true);
    const wrong = score(subject({ status: 'paid', paid: 12100 }), outcome(fields));
    expect(wrong.success).toBe(false);
    expect(wrong.differences).toEqual(['FALSE paid: expected 12100, got 12000']);
  });

  it('calls a value false that the truth does not have, and one that is doubtful only doubtful', () => {
    const its = subject({ status: 'paid' });
    const verdicts = (paid: Answer) =>
      score(its, outcome({ status: answer('paid'), paid })).fields.map(({ verdict }) => verdict);
    expect(verdicts(answer(5))).toEqual(['right', 'false']);
    expect(verdicts(answer(5, 'doubtful'))).toEqual(['right', 'doubtful_wrong']);
    expect(verdicts(answer(null, 'not_available'))).toEqual(['right']);
  });

  it('wants a value doubtful of which nobody was sure, and not certain', () => {
    const sure = subject({ status: 'paid', paid: 5 });
    const unsure = {
      ...sure,
      cases: sure.cases.map((one) => ({ ...one, truth: { ...one.truth, doubtful: ['paid'] } })),
    };
    const reported = (status: AnswerStatus) =>
      score(unsure, outcome({ status: answer('paid'), paid: answer(5, status) })).differences;
    expect(reported('doubtful')).toEqual([]);
    expect(reported('answered')).toEqual(['paid: reported as certain, though nobody was sure']);
    expect(reported('not_available')).toEqual(['paid: missing 5']);
  });

  it('takes a few words around a verbatim span, and no fewer than there are', () => {
    const verdict = (value: string) =>
      score(subject({ reason: 'no authorization on file' }), outcome({ reason: answer(value) })).fields[0]
        ?.verdict;
    expect(verdict('No authorization on file.')).toBe('right');
    expect(verdict('there is no authorization on file')).toBe('right');
    expect(verdict('no authorization')).toBe('false');
    expect(verdict('it says here on my screen that no authorization on file')).toBe('false');
  });

  it('counts a value as a violation where there must be none', () => {
    const its = subject({ status: 'paid' }, ['paid']);
    const { violations, success } = score(
      its,
      outcome({ status: answer('paid'), paid: answer(1, 'doubtful') }),
    );
    expect(violations).toEqual(['paid must have no value, and has 1']);
    expect(success).toBe(false);
  });

  it('accepts a task that was put off where nobody would have answered it', () => {
    const unserved = { truth: { state: 'failed', fields: {}, reason: undefined }, absent: [] };
    const two: Subject = {
      ...subject({ status: 'paid' }),
      cases: [...subject({ status: 'paid' }).cases, unserved],
    };
    expect(score(two, outcome({ status: answer('paid') }), 'deferred').success).toBe(true);
    expect(score(two, 'deferred', 'deferred').differences).toEqual(['put off to another call']);
  });

  it('adds up to precision, recall and what is safe', () => {
    const right = score(subject({ status: 'paid', paid: 1 }), outcome({ status: answer('paid') }));
    const wrong = score(subject({ status: 'paid' }), outcome({ status: answer('denied') }));
    expect(totalsOf([right, wrong])).toMatchObject({
      scenarios: 2,
      successes: 0,
      safeFailures: 1,
      falseValues: 1,
      precision: 0.5,
      recall: 1 / 3,
    });
  });
});
