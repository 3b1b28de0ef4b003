import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { scopes } from '../kernel/access.ts';
import { problemKinds, problemPage } from './problem-catalogue.ts';
import { guide } from './reference-guide.ts';
import type { Access } from './route.ts';

const problemSchema: OpenAPIV3_1.SchemaObject = {
  type: 'object',
  description: 'RFC 9457, with `code` for programs and `errors` naming each bad member.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors'],
  properties: {
    type: { type: 'string', description: 'Leads to the page that explains the code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'Id of the request, also in the header x-request-id' },
    code: { type: 'string', enum: Object.keys(problemKinds) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    currentVersion: {
      type: 'integer',
      description: 'Where the request was based on an older version of the record: the one that is there now',
    },
  },
};

/** Collects the schemas of all routes registered after it into an OpenAPI 3.1 document: /openapi.json and /docs. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Holdfast',
        version: '1',
        description: guide,
      },
      components: {
        securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
        schemas: { Problem: problemSchema },
      },
      security: [{ apiKey: [] }],
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const access = document.route.config?.access;
      if (access === undefined && !url.startsWith('/auth/')) return { schema: { hide: true }, url };
      return { schema: { ...schema, ...forReaders(schema, access) }, url };
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'",
    uiConfig: {
      deepLinking: true,
      displayRequestDuration: true,
      persistAuthorization: false,
      validatorUrl: null,
    },
    theme: {
      title: 'Holdfast API',
      // The bar on top asks for the address of another document.
      css: [{ filename: 'holdfast.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  });
  app.get('/openapi.json', () => app.swagger());
  app.get('/problems', (_request, reply) => reply.type('text/html; charset=utf-8').send(problemPage()));
}

interface Described {
  description?: string;
  response?: unknown;
}

/** What holds for every route: the scope that it needs, and how it refuses. */
function forReaders({ description, response }: Described, access: Access | undefined) {
  return {
    ...(access === undefined && { security: [] }),
    description: [description, needOf(access)].filter((part) => part !== undefined).join('\n\n'),
    response: {
      ...(response ?? { '2xx': { description: 'Done', type: 'null' } }),
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function needOf(access: Access | undefined): string {
  if (access === undefined) return 'For browsers: needs no key and works by cookies.';
  return access === 'any' ? 'Any valid key will do.' : `Needs the scope \`${access}\` (${scopes[access]}).`;
}
