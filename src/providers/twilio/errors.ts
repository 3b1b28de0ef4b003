import type { ProviderErrorCategory } from '../../kernel/errors.ts';
import { ProviderError } from '../../kernel/errors.ts';

/** Codes of connections that were never made, so that nothing can have happened at the other end. */
const neverConnected: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];
const ranOut: readonly string[] = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

const sentences: Readonly<Record<ProviderErrorCategory, string>> = {
  timeout: 'The carrier did not answer in time; the request may have taken effect.',
  unavailable: 'The carrier could not be reached or failed.',
  rate_limited: 'The carrier asks us to slow down.',
  rejected: 'The carrier refused the request.',
  unauthorized: 'The carrier did not accept our credentials.',
  protocol: 'The carrier answered something that makes no sense.',
  aborted: 'The request to the carrier was given up.',
};

/**
 * Maps what the SDK throws. The original is not kept as `cause`: it holds the request with its numbers and our
 * credentials. With `mayHaveHappened` (placing a call: nothing makes it safe to ask twice) whatever leaves the
 * result open, a reset or a 5xx too, counts as a timeout.
 */
export function carrierError(thrown: unknown, options: { mayHaveHappened: boolean }): ProviderError {
  if (thrown instanceof ProviderError) return thrown;
  const { category, vendorCode } = classify(thrown, options.mayHaveHappened);
  return new ProviderError('twilio', category, sentences[category], { vendorCode });
}

function classify(
  thrown: unknown,
  mayHaveHappened: boolean,
): { category: ProviderErrorCategory; vendorCode?: number | undefined } {
  const status = numberOf(thrown, 'status');
  const open = mayHaveHappened ? 'timeout' : 'unavailable';
  if (status !== undefined) {
    const vendorCode = numberOf(thrown, 'code') ?? status;
    if (status === 401 || status === 403) return { category: 'unauthorized', vendorCode };
    if (status === 429) return { category: 'rate_limited', vendorCode };
    if (status >= 500) return { category: open, vendorCode };
    return { category: status >= 400 ? 'rejected' : 'protocol', vendorCode };
  }
  const code = textOf(thrown, 'code');
  if (code === undefined) return { category: 'protocol' };
  if (ranOut.includes(code)) return { category: 'timeout' };
  return { category: neverConnected.includes(code) ? 'unavailable' : open };
}

/** The HTTP status of a refusal, where there was an answer at all. */
export function statusOf(thrown: unknown): number | undefined {
  return numberOf(thrown, 'status');
}

function propertyOf(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null
    ? (thrown as Record<string, unknown>)[name]
    : undefined;
}

function numberOf(thrown: unknown, name: string): number | undefined {
  const value = propertyOf(thrown, name);
  return typeof value === 'number' ? value : undefined;
}

function textOf(thrown: unknown, name: string): string | undefined {
  const value = propertyOf(thrown, name);
  return typeof value === 'string' ? value : undefined;
}
