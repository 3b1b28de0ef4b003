import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError, ZodObject, type z } from 'zod';
import { plainWords, problemsOf } from '../kernel/plain-words.ts';
import {
  describeError,
  ProblemError,
  VersionConflict,
  type FieldProblem,
  type ProblemCode,
} from '../kernel/errors.ts';
import { problemKinds } from './problem-catalogue.ts';

/** RFC 9457, with `code` for programs and `errors` naming each bad member by JSON pointer. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ProblemCode;
  errors: readonly FieldProblem[];
  /** Where the request was based on an older version of the record: the one that is there now. */
  currentVersion?: number | undefined;
}

/** Every refusal leaves as problem+json, what nobody foresaw as a 500 that tells nothing of its cause. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) => {
    // A filter that is misspelled would show everything.
    const checked =
      httpPart === 'querystring' && schema instanceof ZodObject ? schema.strict() : (schema as z.ZodType);
    return (data: unknown) => {
      const read = checked.safeParse(data, { error: plainWords });
      return read.success ? { value: read.data } : { error: read.error };
    };
  });
  takeEmptyBodies(app);
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error, request);
    if (problem.code === 'internal_error' || problem.code === 'unavailable')
      request.log.error(describeError(error), 'request failed');
    return send(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    send(request, reply, new ProblemError('not_found', 404, 'There is nothing at this address.')),
  );
}

function send(request: FastifyRequest, reply: FastifyReply, problem: ProblemError): FastifyReply {
  const document: ProblemDocument = {
    type: `/problems#${problem.code}`,
    title: problemKinds[problem.code].title,
    status: problem.status,
    detail: problem.message,
    instance: request.id,
    code: problem.code,
    errors: problem.problems,
    ...(problem instanceof VersionConflict ? { currentVersion: problem.currentVersion } : {}),
  };
  if (problem.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(problem.retryAfterSeconds));
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(document));
}

/** Many programs name the type of a body also where they send none. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
}

function asProblem(error: unknown, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof ZodError)
    return new ProblemError(
      'invalid_request',
      400,
      'The request is not valid.',
      error.issues.flatMap((issue) => problemsOf(issue, placeOf(error))),
    );
  if (isPassing(error))
    return new ProblemError(
      'unavailable',
      503,
      'The database does not answer in time; ask again.',
      [],
      retrySeconds,
    );
  const status = statusOf(error) ?? 500;
  switch (status) {
    case 400:
      return new ProblemError(
        'invalid_request',
        400,
        'The request could not be read; its body must be JSON.',
      );
    case 413:
      return new ProblemError(
        'payload_too_large',
        413,
        `The body is too large: this address takes ${request.routeOptions.bodyLimit} bytes.`,
      );
    case 415:
      return new ProblemError('unsupported_media_type', 415, 'The body must be application/json.');
    case 429:
      return new ProblemError('rate_limited', 429, 'Too many requests; see the header retry-after.');
    default:
      if (status >= 400 && status < 500)
        return new ProblemError('invalid_request', status, 'The request could not be processed.');
      return new ProblemError('internal_error', 500, 'Something went wrong on our side.');
  }
}

/** How long whoever finds the database away waits before they ask again. */
const retrySeconds = 5;

/** A statement that was ended (57014), a server that stops, starts or is full (57P, 53), a connection that broke (08). */
const passingCode = /^(?:57014|57P\d\d|53\w{3}|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE)$/;
/** What the pool says where no connection was to be had; it gives these errors no code. */
const noConnection = /^(?:timeout exceeded when trying to connect|Connection terminated)/;

/** The database is away, or too busy to answer in time. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    noConnection.test(error.message) ||
    ('code' in error && typeof error.code === 'string' && passingCode.test(error.code))
  );
}

/** Members of the body are named from its root; those of the address begin with the part that they stand in. */
function placeOf(error: object): readonly string[] {
  const place = 'validationContext' in error ? error.validationContext : undefined;
  return place === 'querystring' ? ['query'] : place === 'params' ? ['path'] : [];
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
