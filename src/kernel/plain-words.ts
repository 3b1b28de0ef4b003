import type { z } from 'zod';
import type { FieldProblem } from './errors.ts';

/** zod's sentences where they could quote what came in, in words that say what to do instead. */
export function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return 'is required';
      const wanted = `must be ${articled(issue.expected)}`;
      return issue.input === null ? `${wanted}; leave it out where there is none` : wanted;
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be ${sized(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must be ${sized(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_union':
      return 'must have one of the forms that the reference shows';
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined;
  }
}

function articled(expected: string): string {
  if (expected === 'int') return 'a whole number';
  return `${/^[aeio]/.test(expected) ? 'an' : 'a'} ${expected}`;
}

function sized(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `${bound} ${limit} characters long`;
  if (origin === 'array' || origin === 'set') return `a list of ${bound} ${limit}`;
  return `${bound} ${limit}`;
}

/** A member that is not known becomes one problem of its own. */
export function problemsOf(
  issue: z.core.$ZodIssue,
  before: readonly string[] = [],
  unknownMember = 'is not a known member; take it out',
): FieldProblem[] {
  const path = [...before, ...issue.path.map(String)];
  // Of several forms the one that was missed by least says what to do.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [nearest = []] = issue.errors.toSorted((a, b) => a.length - b.length);
    return nearest.flatMap((inner) => problemsOf(inner, path, unknownMember));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), detail: unknownMember }));
  return [{ pointer: pointerOf(path), detail: issue.message }];
}

/** RFC 6901. */
export function pointerOf(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
