import { z } from 'zod';
import { insightGroupings, type InsightsDesk } from '../kernel/insights.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import { insights } from './insight-schemas.ts';
import type { Routes } from './route.ts';

export interface InsightRoutesOptions {
  desk: InsightsDesk;
  audit: AuditTrail;
}

const day = z.iso.date({ error: 'must be a day, such as 2026-03-02' });

const query = z.object({
  from: day.describe("First day, by the organization's own clock"),
  to: day.describe('Last day, counted too; within 400 days of the first'),
  by: z.enum(insightGroupings).default('day').describe('What `rows` are; `state` is where the practice is'),
  payorId: z
    .string()
    .max(60)
    .optional()
    .describe('Of a payor that is in no directory its number, as in the key of its row'),
  practiceId: z.string().max(60).optional(),
  callType: z.string().max(60).optional(),
  state: z.string().length(2).toUpperCase().optional().describe("Postal code of the practice's state"),
});

const tags = ['Insights'];

/** How the work goes: rates, lengths, costs, corrections. Numbers alone; none of it is PHI. */
export function makeInsightRoutes({ desk, audit }: InsightRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/insights',
      {
        config: { access: 'results:read' },
        schema: {
          tags,
          summary: 'See how the work goes',
          operationId: 'getInsights',
          description:
            'Success, failures by reason, first-call completion, time on hold, cost and corrections of a span of days: as a whole, day by day, and by whatever `by` names. A key limited to practices is told of these alone. Each figure is defined in docs/insights.md.',
          querystring: query,
          response: { 200: insights },
        },
      },
      (request) => {
        const { by, ...filter } = request.query;
        return desk.insights(request.principal, filter, by);
      },
    );

    app.get(
      '/v1/insights/export',
      {
        config: { access: 'results:read' },
        schema: {
          tags,
          summary: 'Export the rows of insights as CSV',
          description:
            'The `rows` of the same query. Rates are shares of one, lengths in seconds, money in cents.',
          querystring: query,
        },
      },
      async (request, reply) => {
        const { by, ...filter } = request.query;
        const csv = await desk.exportCsv(request.principal, filter, by);
        await recordAccess(audit, request, 'insights.export', by);
        return reply
          .type('text/csv; charset=utf-8; header=present')
          .header(
            'content-disposition',
            `attachment; filename="insights-by-${by}-${filter.from}-${filter.to}.csv"`,
          )
          .send(csv);
      },
    );
  };
}
