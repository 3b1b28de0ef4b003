import { z } from 'zod';
import type { AuditReader } from '../kernel/identity.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { pageOf, pageQuery } from './schemas.ts';

interface AuditRoutesOptions {
  reader: AuditReader;
  audit: AuditTrail;
}

const time = z.iso.datetime({ offset: true });
const name = z.string().min(1).max(100);

const entry = z.object({
  id: z.string(),
  at: time,
  actor: z.string().describe('Id of a key or a person; `unknown` for a sign-in that failed'),
  action: z.string().describe('Such as task.read, key.rotate, session.begin.refused'),
  subject: z.string().describe('Id of the record'),
  requestId: z.string().nullable(),
  address: z.string().nullable().describe('From where'),
});

const querystring = z.object({
  ...pageQuery,
  actor: name.optional(),
  action: name.optional().describe('One action, or all under a name: `task.*`'),
  subject: name.optional(),
  from: time.optional().describe('Included'),
  to: time.optional().describe('Not included'),
});

/** Who saw and changed what. Looking at the record is itself on record. */
export function makeAuditRoutes({ reader, audit }: AuditRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/audit',
      {
        config: { access: 'audit:read' },
        schema: {
          tags: ['Audit'],
          summary: 'Read who saw and changed what',
          description: 'Newest first. Identifiers only; nobody changes or removes an entry.',
          operationId: 'readAudit',
          querystring,
          response: { 200: pageOf(entry) },
        },
      },
      async (request) => {
        await recordAccess(audit, request, 'audit.read', request.principal.organizationId);
        const { limit, cursor, ...filter } = request.query;
        return reader.read(request.principal, filter, { limit, cursor });
      },
    );
  };
}
