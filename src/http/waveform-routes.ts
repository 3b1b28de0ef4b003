import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import type { ResultsDesk } from '../kernel/result.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

export interface WaveformRoutesOptions {
  results: Pick<ResultsDesk, 'waveform'>;
  audit: AuditTrail;
}

const milliseconds = z.coerce.number().int().min(0).max(86_400_000);

const query = z.object({
  points: z.coerce.number().int().min(1).max(50_000).default(2_000).describe('Peaks of each side at most'),
  fromMs: milliseconds.optional().describe('Beginning of the stretch; that of the recording if left out'),
  toMs: milliseconds.optional().describe('End of the stretch; that of the recording if left out'),
});

const side = z.object({
  speaker: z.enum(['payor', 'agent']),
  peaks: z.array(z.number()).readonly().describe('Each 0 to 1'),
});
const stretch = z.object({ startMs: z.number(), endMs: z.number() });

const waveform = z.object({
  durationMs: z.number().describe('Of the whole recording; 0 where nothing was recorded'),
  fromMs: z.number().describe('What the peaks span, each an equal part of it'),
  toMs: z.number(),
  channels: z.array(side).readonly(),
  silences: z
    .array(stretch)
    .readonly()
    .describe(
      'Stretches of 1.5 seconds and more in which neither side is heard; music on hold is no silence',
    ),
});

/** How loud a call is: what a page draws of a recording without loading its sound. */
export function makeWaveformRoutes({ results, audit }: WaveformRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/calls/:callId/waveform',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Results'],
          summary: 'See how loud a call is',
          description:
            'The loudest sample of each equal part of the recording, for either side, as fine as ten milliseconds. Times are those of the recording.',
          params: z.object({ callId: idOf('call') }),
          querystring: query,
          response: { 200: waveform },
        },
      },
      async (request) => {
        const { callId } = request.params;
        const found = await results.waveform(request.principal, callId, request.query);
        if (found === undefined) throw new ProblemError('not_found', 404, 'There is no such call.');
        await recordAccess(audit, request, 'call.waveform.read', callId);
        return found;
      },
    );
  };
}
