import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { AudioFile } from '../kernel/live.ts';
import { answerStatuses } from '../kernel/outcome.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { transcriptFormats, type ResultsDesk } from '../kernel/result.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';
import { writeTranscript } from './transcript-formats.ts';

export interface ResultRoutesOptions {
  results: ResultsDesk;
  audit: AuditTrail;
  /** Under which links are handed out. */
  publicBaseUrl: string;
}

const longestLinkSeconds = 3_600;

const call = z.object({ callId: idOf('call') });
const task = z.object({ taskId: idOf('task') });

const time = z.iso.datetime({
  offset: true,
  error: 'must be a time with its offset, such as 2026-03-02T00:00:00Z',
});

const fieldEvidence = z.object({
  field: z.string(),
  value: z.unknown(),
  status: z.enum(answerStatuses),
  confirmed: z.boolean().describe('True after a clear yes to a read-back of exactly this value'),
  callId: z.string(),
  turn: z.string().describe('The utterance of the transcript'),
  speaker: z.enum(['representative', 'menu']),
  quote: z.string().describe('The words that the value rests on'),
  atSeconds: z.number().describe('Second of the recording'),
  confidence: z.number().describe('Of recognition, 0 to 1'),
  transcript: z.string().describe('Address of the transcript'),
  recording: z.string().describe('Address of the recording at that second (a media fragment)'),
});

/** What calls brought: transcripts, recordings, the place of every value, links that expire, and exports. */
export function makeResultRoutes({ results, audit, publicBaseUrl }: ResultRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/calls/:callId/transcript',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Results'],
          summary: 'Read what was said on a call',
          description:
            'As plain text, as JSON with each word and its time, or as WebVTT for a player. Times are those of the recording; those of our own words are estimated.',
          params: call,
          querystring: z.object({ format: z.enum(transcriptFormats).default('json') }),
        },
      },
      async (request, reply) => {
        const { callId } = request.params;
        const transcript = await results.transcript(request.principal, callId);
        if (transcript === undefined) throw noCall();
        await recordAccess(audit, request, 'call.transcript.read', callId);
        const { type, body } = writeTranscript(transcript, request.query.format);
        return reply.type(type).send(body);
      },
    );

    app.get(
      '/v1/calls/:callId/recording',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Results'],
          summary: 'Listen to a call',
          description:
            'WAV, 16 bit, 8 kHz, left what was heard and right what was said, from the moment the call was placed. Ranges are answered.',
          params: call,
          headers: z.object({ range: z.string().max(200).optional() }),
        },
      },
      async (request, reply) => {
        const { callId } = request.params;
        const file = await results.recording(request.principal, callId);
        if (file === undefined) throw noCall();
        await recordAccess(audit, request, 'call.recording.read', callId);
        return sendAudio(request, reply, file, callId);
      },
    );

    app.get(
      '/v1/tasks/:taskId/evidence',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Results'],
          summary: 'See where each value was said',
          description:
            'Every value of the outcome with its words, its turn in the transcript and its second in the recording.',
          params: task,
          response: { 200: z.object({ data: z.array(fieldEvidence) }) },
        },
      },
      async (request) => {
        const { taskId } = request.params;
        const evidence = await results.evidence(request.principal, taskId);
        if (evidence === undefined)
          throw new ProblemError('not_found', 404, 'There is no such task, or it has no outcome yet.');
        await recordAccess(audit, request, 'task.evidence.read', taskId);
        return {
          data: evidence.map((one) => ({
            ...one,
            transcript: `/v1/calls/${one.callId}/transcript`,
            recording: `/v1/calls/${one.callId}/recording#t=${one.atSeconds}`,
          })),
        };
      },
    );

    app.post(
      '/v1/calls/:callId/links',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Results'],
          summary: 'Make a link that shows a recording or a transcript for a while',
          description:
            'Whoever follows the link needs no key until it expires. Making and following it are audited.',
          params: call,
          body: z.strictObject({
            shows: z
              .enum(['recording', ...transcriptFormats])
              .describe('The recording, or the transcript in this form'),
            seconds: z
              .number()
              .int()
              .min(1)
              .max(longestLinkSeconds)
              .default(300)
              .describe('How long it holds'),
          }),
          response: { 201: z.object({ url: z.string(), expiresAt: z.string() }) },
        },
      },
      async (request, reply) => {
        const { organizationId, actorId } = request.principal;
        const { callId } = request.params;
        const { shows, seconds } = request.body;
        const target = { organizationId, madeBy: actorId, callId, shows };
        const link = await results.link(request.principal, target, seconds);
        if (link === undefined) throw noCall();
        await recordAccess(audit, request, 'call.link.make', callId);
        return reply
          .code(201)
          .send({ url: `${publicBaseUrl}/links/${link.token}`, expiresAt: link.expiresAt });
      },
    );

    app.get(
      '/links/:token',
      { schema: { params: z.object({ token: z.string().max(1_000) }) } },
      async (request, reply) => {
        const target = results.openLink(request.params.token);
        const gone = new ProblemError('not_found', 404, 'This link has expired or was never made.');
        if (target === undefined) throw gone;
        const { organizationId, callId, shows, madeBy } = target;
        const scope = { organizationId, practiceIds: null };
        await audit.record({
          organizationId,
          actor: madeBy,
          action: `call.link.${shows === 'recording' ? 'recording' : 'transcript'}.read`,
          subject: callId,
          requestId: request.id,
          address: request.ip,
        });
        void reply.header('cache-control', 'private, no-store');
        if (shows === 'recording') {
          const file = await results.recording(scope, callId);
          if (file === undefined) throw gone;
          return sendAudio(request, reply, file, callId);
        }
        const transcript = await results.transcript(scope, callId);
        if (transcript === undefined) throw gone;
        const { type, body } = writeTranscript(transcript, shows);
        return reply.type(type).send(body);
      },
    );

    app.get(
      '/v1/outcomes/export',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Results'],
          summary: 'Export outcomes as CSV',
          description:
            'A row a task, oldest end first; each field has two columns, its value and its status. Money is in cents. Sent as it is read, so an export may be long.',
          querystring: z.object({
            callType: z.string().max(60),
            from: time.describe('Ended at or after it'),
            to: time.describe('Ended before it'),
            practiceId: z.string().max(60).optional(),
            payorId: z.string().max(60).optional(),
            state: z.enum(['completed', 'partial', 'failed']).optional(),
          }),
        },
      },
      async (request, reply) => {
        const { callType } = request.query;
        const lines = results.exportCsv(request.principal, request.query);
        if (lines === undefined)
          throw new ProblemError('invalid_request', 400, 'The request is not valid.', [
            { pointer: '/query/callType', detail: 'is not a call type; GET /v1/call-types lists them' },
          ]);
        await recordAccess(audit, request, 'outcomes.export', callType);
        return reply
          .type('text/csv; charset=utf-8; header=present')
          .header('content-disposition', `attachment; filename="outcomes-${callType}.csv"`)
          .send(Readable.from(lines));
      },
    );
  };
}

const noCall = () => new ProblemError('not_found', 404, 'There is no such call.');

/** The whole file, or the one range that was asked for (RFC 9110, 14); several ranges are answered with the whole. */
function sendAudio(
  request: FastifyRequest,
  reply: FastifyReply,
  file: AudioFile,
  callId: string,
): FastifyReply {
  const ranges = request.headers.range === undefined ? -2 : parseRange(file.bytes, request.headers.range);
  void reply
    .type('audio/wav')
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `inline; filename="${callId}.wav"`);
  if (ranges === -1) {
    void reply.header('content-range', `bytes */${file.bytes}`);
    throw new ProblemError('invalid_request', 416, 'The recording is shorter than that.');
  }
  const [range] = typeof ranges === 'number' || ranges.type !== 'bytes' || ranges.length !== 1 ? [] : ranges;
  const { from, to } =
    range === undefined ? { from: 0, to: file.bytes } : { from: range.start, to: range.end + 1 };
  if (range !== undefined)
    void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  return reply.header('content-length', to - from).send(Readable.from(file.read(from, to)));
}
