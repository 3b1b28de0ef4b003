import { isAPIError } from 'better-auth/api';
import { ProblemError } from '../kernel/errors.ts';

export type LibraryAnswer<Response> =
  | { kind: 'done'; response: Response; cookies: readonly string[] }
  /** Wrong password or code, or a challenge that is gone. */
  | { kind: 'refused' }
  /** The library itself says that there were too many tries. */
  | { kind: 'too_many' };

/** Calls the library, and makes values of its refusals. What is neither throws. */
export async function askLibrary<Response>(
  call: Promise<{ headers: Headers; response: Response }>,
): Promise<LibraryAnswer<Response>> {
  try {
    const { headers, response } = await call;
    return { kind: 'done', response, cookies: headers.getSetCookie() };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const code = error.body?.code;
    if (error.statusCode === 429 || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
      return { kind: 'too_many' };
    if (error.statusCode >= 500) throw error;
    if (code === 'TOTP_ALREADY_ENABLED')
      throw new ProblemError('conflict', 409, 'You have a second factor already; end it first.');
    if (code === 'TOTP_NOT_ENABLED' || code === 'TWO_FACTOR_NOT_ENABLED')
      throw new ProblemError('conflict', 409, 'You have no second factor; begin with one first.');
    return { kind: 'refused' };
  }
}
