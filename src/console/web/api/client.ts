import { ApiProblem, asProblem } from './problem.ts';
import { sessionEnded, sessionGoesOn } from './session-state.ts';

export interface Asked {
  signal?: AbortSignal | undefined;
  /** True for what the page asks by itself: it keeps no session from running out. */
  background?: boolean | undefined;
}

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An address of the API with its query; what is null, undefined or empty is left out. */
export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function ask<Answer>(method: string, path: string, body: unknown, asked: Asked): Promise<Answer> {
  const isForSignIn = path.startsWith('/auth/');
  if (!isForSignIn && !sessionGoesOn()) throw endedProblem();
  const response = await send(method, path, body, asked);
  if (response.ok) return (await readAnswer(response)) as Answer;
  const problem = await asProblem(response);
  if (response.status === 401 && !isForSignIn) sessionEnded();
  throw problem;
}

async function send(method: string, path: string, body: unknown, asked: Asked): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(asked.background === true && { 'x-asked-by': 'page' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(asked.signal !== undefined && { signal: asked.signal }),
    });
  } catch (error) {
    if (asked.signal?.aborted === true) throw error;
    throw new ApiProblem({
      status: 0,
      code: 'unreachable',
      title: 'No connection',
      detail: 'The server cannot be reached. Check your connection and try again.',
    });
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

const endedProblem = () =>
  new ApiProblem({
    status: 401,
    code: 'unauthorized',
    title: 'Signed out',
    detail: 'Your session has ended.',
  });

/** The API as the page uses it. Every refusal is thrown as an {@link ApiProblem}. */
export const api = {
  get: <Answer>(path: string, asked: Asked = {}) => ask<Answer>('GET', path, undefined, asked),
  post: <Answer>(path: string, body: unknown = {}, asked: Asked = {}) =>
    ask<Answer>('POST', path, body, asked),
  put: <Answer>(path: string, body: unknown, asked: Asked = {}) => ask<Answer>('PUT', path, body, asked),
  patch: <Answer>(path: string, body: unknown, asked: Asked = {}) => ask<Answer>('PATCH', path, body, asked),
  delete: <Answer>(path: string, asked: Asked = {}) => ask<Answer>('DELETE', path, undefined, asked),
};
