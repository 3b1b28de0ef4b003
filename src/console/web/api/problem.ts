interface FieldProblem {
  pointer: string;
  detail: string;
}

interface Problem {
  status: number;
  /** Of the server's catalogue at /problems, or `unreachable` where there was no answer. */
  code: string;
  title: string;
  detail: string;
  errors?: readonly FieldProblem[];
  /** Of the request, for whoever looks into it. */
  instance?: string;
}

/** A refusal of the API (RFC 9457), or that there was no answer (status 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly FieldProblem[];
  readonly instance: string | undefined;

  constructor({ status, code, title, detail, errors = [], instance }: Problem) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = errors;
    this.instance = instance;
  }
}

/** What an answer that is no success says, also where something between page and server gave it. */
export async function asProblem(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  return new ApiProblem({
    status: response.status,
    code: body?.code ?? 'internal_error',
    title: body?.title ?? 'Something went wrong',
    detail: body?.detail ?? `The server answered with ${response.status}.`,
    errors: body?.errors ?? [],
    ...(body?.instance !== undefined && { instance: body.instance }),
  });
}

/** One sentence for people: the detail, and what is wrong with which member. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong on this page.';
  const members = error.errors.map(({ pointer, detail }) => `${nameIn(pointer)}: ${detail}`);
  return members.length === 0 ? error.message : `${error.message} ${members.join('; ')}`;
}

/** `/changes/0/value` is about `value`. */
const nameIn = (pointer: string) => pointer.split('/').at(-1) ?? pointer;
