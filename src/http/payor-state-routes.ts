import { z } from 'zod';
import type { AuditTrail } from '../kernel/phi.ts';
import { stateChanges, stateCode, type StateRuleDesk } from '../kernel/state-rules.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';

const tags = ['State rules'];
const params = z.object({ state: stateCode });

const rule = z.object({
  state: stateCode,
  consent: z.enum(['one_party', 'all_party']).describe('Who must agree to a recording, as commonly listed'),
  recording: z
    .enum(['allowed', 'announce', 'forbidden'])
    .describe("A call goes by this or by its payor's rule, whichever is stricter"),
  disclosure: z.string().nullable().describe("The call's first sentence; null for the script's own words"),
  note: z.string().nullable(),
  overridden: z.array(z.string()).readonly().describe('Members that your organization changed'),
});

export interface PayorStateRoutesOptions {
  desk: StateRuleDesk;
  audit: AuditTrail;
}

/** What states ask of recorded and automated calls, and how an organization reads them. */
export function makePayorStateRoutes({ desk, audit }: PayorStateRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/state-rules',
      {
        config: { access: 'payors:read' },
        schema: {
          tags,
          summary: 'List the rules by state',
          description: 'Counsel must confirm them: they are how states are commonly listed.',
          response: { 200: z.object({ data: z.array(rule), nextCursor: z.null() }) },
        },
      },
      async (request) => ({ data: [...(await desk.list(request.principal))], nextCursor: null }),
    );

    app.put(
      '/v1/state-rules/:state',
      {
        config: { access: 'payors:write' },
        schema: {
          tags,
          summary: 'Read a state otherwise',
          description: 'For your organization. What is null or left out follows the list.',
          params,
          body: stateChanges,
          response: { 200: rule },
        },
      },
      async (request) => {
        const { state } = request.params;
        const changed = await desk.change(request.principal, state, request.body);
        await recordAccess(audit, request, 'state_rule.change', state);
        return changed;
      },
    );

    app.delete(
      '/v1/state-rules/:state',
      {
        config: { access: 'payors:write' },
        schema: { tags, summary: 'Return to the list', params, response: { 200: rule } },
      },
      async (request) => {
        const { state } = request.params;
        const back = await desk.reset(request.principal, state);
        await recordAccess(audit, request, 'state_rule.change', state);
        return back;
      },
    );
  };
}
