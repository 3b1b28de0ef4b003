import type { ProblemCode } from '../kernel/errors.ts';

interface ProblemKind {
  title: string;
  /** What happened, and what to do about it. */
  remedy: string;
}

/** Every code that a problem document may carry. Codes are never renamed and never mean something else later. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid_request: {
    title: 'Invalid request',
    remedy: 'Something in the request is not as it must be. `errors` names each place and what to do there.',
  },
  unauthorized: {
    title: 'Unauthorized',
    remedy: 'The request carries no key or session that is valid at this moment.',
  },
  forbidden: {
    title: 'Forbidden',
    remedy: 'The key or the person may not do this. `detail` names the scope that is missing.',
  },
  second_factor_required: {
    title: 'Second factor required',
    remedy:
      'The organization lets people in only with a second factor. Set one up under /auth/second-factor; until then only /v1/me answers.',
  },
  not_found: {
    title: 'Not found',
    remedy: 'There is no such thing, or it is not yours to see: the two look the same on purpose.',
  },
  conflict: {
    title: 'Conflict',
    remedy: 'The request does not fit what is there. `detail` says what; read the record again and decide.',
  },
  payload_too_large: {
    title: 'Payload too large',
    remedy: 'The body is larger than this address takes. Send less at once, or use the import.',
  },
  unsupported_media_type: {
    title: 'Unsupported media type',
    remedy: 'The body has another type than this address takes; see its Content-Type in the reference.',
  },
  rate_limited: {
    title: 'Too many requests',
    remedy:
      'Wait as many seconds as the header retry-after says; batches and the event stream need fewer requests.',
  },
  internal_error: {
    title: 'Internal error',
    remedy:
      'Something went wrong on our side. Requests that queue work may be repeated safely. Quote `instance` to us.',
  },
  unavailable: {
    title: 'Unavailable',
    remedy: 'Something that this needs does not work at the moment. Repeat later.',
  },
};

/** The page at /problems: every code under its own anchor, to which the `type` of a problem document leads. */
export function problemPage(): string {
  const entries = Object.entries(problemKinds).map(
    ([code, { title, remedy }]) =>
      `<section id="${code}"><h2><code>${code}</code> ${title}</h2><p>${escaped(remedy)}</p></section>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Holdfast: problems</title>
<body><h1>Problems</h1>
<p>Every refusal is a document of type <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is one of these.</p>
${entries.join('\n')}
</body></html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}
