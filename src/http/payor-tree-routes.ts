import { z } from 'zod';
import type { PayorDesk } from '../kernel/payor-desk.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { phoneTreeSchema } from '../kernel/phone-tree-schema.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

const tags = ['Payors'];
const params = z.object({ payorId: idOf('payor'), lineId: idOf('line') });
const revision = z
  .int()
  .min(0)
  .describe('Counts changes, by calls and by people; 0 where no call has met the line');

const treeView = z.object({
  lineId: z.string(),
  phoneNumber: z.string(),
  revision,
  tree: phoneTreeSchema,
  editedBy: z.string().nullable().describe('Key or person; null where only calls have changed it'),
  updatedAt: z.iso.datetime({ offset: true }).nullable(),
});

const summary = z.object({
  phoneNumber: z.string(),
  payor: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('Null for a number that is in no directory'),
  lineId: z.string().nullable(),
  prompts: z.int().describe('Known of the menus behind the line'),
  drifted: z.int().describe('Of these, those that were found changed and have to prove themselves again'),
  edited: z.int().describe('Of these, those that a person has edited'),
  revision,
  editedBy: z.string().nullable().describe('Key or person; null where only calls have changed it'),
  updatedAt: z.iso.datetime({ offset: true }),
});

const edited = z.strictObject({
  revision: revision.describe('Of the tree that you read: where it has changed since, nothing is written'),
  tree: phoneTreeSchema,
});

export interface PayorTreeRoutesOptions {
  desk: Pick<PayorDesk, 'phoneTrees' | 'phoneTree' | 'savePhoneTree'>;
  audit: AuditTrail;
}

/** What calls have learned of the menus behind a line, for people to read and to put right. */
export function makePayorTreeRoutes({ desk, audit }: PayorTreeRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/phone-trees',
      {
        config: { access: 'payors:read' },
        schema: {
          tags,
          summary: 'List the phone trees',
          operationId: 'listPhoneTrees',
          description:
            'Of every line that calls have met or people have described, the latest changed first.',
          response: { 200: z.object({ data: z.array(summary).readonly() }) },
        },
      },
      async (request) => ({ data: await desk.phoneTrees(request.principal) }),
    );

    app.get(
      '/v1/payors/:payorId/lines/:lineId/phone-tree',
      {
        config: { access: 'payors:read' },
        schema: { tags, summary: 'See the phone tree of a line', params, response: { 200: treeView } },
      },
      (request) => desk.phoneTree(request.principal, request.params.payorId, request.params.lineId),
    );

    app.put(
      '/v1/payors/:payorId/lines/:lineId/phone-tree',
      {
        config: { access: 'payors:write' },
        schema: {
          tags,
          summary: 'Edit the phone tree of a line',
          description: 'Calls rely on edited prompts at once, until one finds them changed.',
          params,
          body: edited,
          response: { 200: treeView },
        },
      },
      async (request) => {
        const { payorId, lineId } = request.params;
        const saved = await desk.savePhoneTree(request.principal, payorId, lineId, request.body);
        await recordAccess(audit, request, 'payor.phone_tree.change', lineId);
        return saved;
      },
    );
  };
}
