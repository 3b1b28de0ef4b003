export type Provider = 'twilio' | 'deepgram' | 'openai';

/**
 * `timeout`: no answer in time, so the request may or may not have taken effect. `unavailable`: refused, reset or
 * 5xx. `rate_limited`: 429. `rejected`: the vendor understood and said no (4xx). `unauthorized`: credentials.
 * `protocol`: an answer that makes no sense. `aborted`: we gave up ourselves.
 */
export type ProviderErrorCategory =
  'timeout' | 'unavailable' | 'rate_limited' | 'rejected' | 'unauthorized' | 'protocol' | 'aborted';

/** A vendor's failure, mapped once in its adapter. The message is a constant sentence and never holds PHI. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly provider: Provider;
  readonly category: ProviderErrorCategory;
  readonly retryable: boolean;
  /** The vendor's own code (HTTP status, Twilio error code, websocket close code), for the log. */
  readonly vendorCode: number | undefined;

  constructor(
    provider: Provider,
    category: ProviderErrorCategory,
    message: string,
    details: { vendorCode?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.provider = provider;
    this.category = category;
    this.vendorCode = details.vendorCode;
    this.retryable = category === 'timeout' || category === 'unavailable' || category === 'rate_limited';
  }
}

/** One thing wrong with a request: where (JSON pointer) and what to do about it. Never repeats the value. */
export interface FieldProblem {
  pointer: string;
  detail: string;
  /** The column of a file that gave it, by its header. */
  column?: string | undefined;
}

export type ProblemCode =
  | 'invalid_request'
  | 'unauthorized'
  | 'forbidden'
  | 'second_factor_required'
  | 'not_found'
  | 'conflict'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'internal_error'
  | 'unavailable';

/** A refusal that the API shows to its caller as RFC 9457 problem+json. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly problems: readonly FieldProblem[];
  /** When to come back, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    status: number,
    detail: string,
    problems: readonly FieldProblem[] = [],
    retryAfterSeconds?: number,
  ) {
    super(detail);
    this.retryAfterSeconds = retryAfterSeconds;
    this.code = code;
    this.status = status;
    this.problems = problems;
  }
}

/** What was asked is based on an older version of the record: somebody else came first, and nothing was changed. */
export class VersionConflict extends ProblemError {
  /** The version that is there now. */
  readonly currentVersion: number;

  constructor(currentVersion: number) {
    super('conflict', 409, 'Somebody else has changed this meanwhile. Look at it again, then decide.', [
      { pointer: '/version', detail: `is ${currentVersion} by now` },
    ]);
    this.currentVersion = currentVersion;
  }
}

/**
 * What a log may tell of an error that nobody foresaw: name, code and place. Messages of foreign errors may quote data (a
 * database names the row, a parser what it read).
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame));
  return {
    error: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    at: frames.slice(0, 5).map((frame) => frame.trim()),
  };
}
