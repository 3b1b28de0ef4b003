import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallTypeDescription } from '../kernel/call-type.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { Routes } from './route.ts';

const params = z.object({ callType: z.string().max(60) });

/** They change only with a release, and hold nothing of anybody: callers may keep them for a while. */
const cacheControl = 'private, max-age=300';

/** A document that stays the same while the process lives, with the tag by which callers know it again. */
interface Document {
  body: string;
  tag: string;
}

/** What can be asked, with JSON Schemas of what goes in and what comes out. Any valid key may read it. */
export function makeCallTypeRoutes(callTypes: readonly CallTypeDescription[]): Routes {
  const list = documentOf({
    callTypes: callTypes.map(({ callType, title }) => ({
      callType,
      title,
      url: `/v1/call-types/${callType}`,
    })),
  });
  const documents = new Map(callTypes.map((description) => [description.callType, documentOf(description)]));

  return async (app) => {
    const all = {
      config: { access: 'any' },
      schema: { tags: ['Call types'], summary: 'List what can be asked' },
    } as const;
    app.get('/v1/call-types', all, (request, reply) => answer(request, reply, list));

    const one = {
      config: { access: 'any' },
      schema: { tags: ['Call types'], summary: 'See what a call type needs and answers', params },
    } as const;
    app.get('/v1/call-types/:callType', one, (request, reply) => {
      const document = documents.get(request.params.callType);
      if (document !== undefined) return answer(request, reply, document);
      throw new ProblemError(
        'not_found',
        404,
        `There is no such call type. There are: ${[...documents.keys()].join(', ')}.`,
      );
    });
  };
}

function documentOf(content: unknown): Document {
  const body = JSON.stringify(content);
  return { body, tag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"` };
}

function answer(request: FastifyRequest, reply: FastifyReply, { body, tag }: Document): FastifyReply {
  void reply.header('etag', tag).header('cache-control', cacheControl);
  if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}

/** RFC 9110, 13.1.2: a list of tags, weak ones as good as strong ones, or a star. */
function isKnown(header: string | undefined, tag: string): boolean {
  const tags = (header ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(tag);
}
