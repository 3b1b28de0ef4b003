import { expect } from 'vitest';
import { groundTurn } from '../ground.ts';
import type { CallScript } from '../call-script.ts';
import type { InputValue } from '../../kernel/call-task.ts';

/**
 * What a turn says, by field: the value, with "?" behind it where it was said as a guess. What is read back merely for
 * the unknown words beside it has none.
 */
export function readTurn(
  script: CallScript,
  text: string,
  asked: readonly string[] = [],
  inputs: Readonly<Record<string, InputValue>> = {},
): Record<string, unknown> {
  const findings = groundTurn(text, {
    script,
    today: '2026-06-01',
    asked,
    inputs,
    open: ({ aside }) => !aside,
  });
  return Object.fromEntries(
    findings.map(({ field, value, hedged, beside }) => [
      field,
      hedged && beside !== true
        ? `${typeof value === 'object' ? JSON.stringify(value) : String(value)}?`
        : value,
    ]),
  );
}

/** Expects what a turn that answers the question for a field says of it. */
export function expectRead(script: CallScript, field: string, text: string, value: unknown): void {
  expect(readTurn(script, text, [field])[field]).toEqual(value);
}
