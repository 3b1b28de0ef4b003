import formbody from '@fastify/formbody';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LiveCall } from './call.ts';
import { apiVersion, rfc2822, toResource } from './call-record.ts';
import type { CallRecord } from './call-record.ts';
import { listCalls } from './call-list.ts';
import {
  formSchema,
  readCallParams,
  readDocument,
  readFallback,
  readStreamParams,
  textOf,
} from './create-params.ts';
import type { CallParams, Form } from './create-params.ts';
import type { Faults } from './faults.ts';
import type { MediaStream } from './media-stream.ts';
import { badRequest, notFound, restError } from './rest-errors.ts';
import type { RestError } from './rest-errors.ts';
import type { CarrierSwitches } from './switches.ts';

/** The account behind the API. */
export interface RestAccount {
  accountSid: string;
  authToken: string;
  switches: CarrierSwitches;
  faults: Faults;
  now(): number;
  records(): readonly CallRecord[];
  findCall(sid: string): LiveCall | undefined;
  /** Creates the call and puts it into the dialing queue. */
  createCall(params: CallParams): LiveCall;
}

const callPathSchema = z.object({ call: z.string() });
const streamPathSchema = z.object({ call: z.string(), stream: z.string() });

/** Twilio's REST interface for calls and their streams, form in and JSON out. */
export function makeRestApp(account: RestAccount): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  app.register(formbody);
  app.setNotFoundHandler((request, reply) => fail(reply, notFound(pathOf(request))));
  const base = `/${apiVersion}/Accounts/${account.accountSid}`;

  app.register((api, _options, done) => {
    api.addHook('onRequest', async (request, reply) => {
      if (!isAuthorized(request, account)) await fail(reply, restError(401, 20003, 'Authenticate'));
    });

    api.post(`${base}/Calls.json`, async (request, reply) => {
      const params = readCallParams(formOf(request), !account.switches.malformedEventsAreSilent);
      if (!params.ok) return fail(reply, params.error);
      const fault = account.faults.takeCreateFault();
      if (fault) {
        if (fault.placeCall) account.createCall(params.value);
        if (fault.kind === 'hang') return reply.hijack();
        return fail(reply, restError(fault.status, fault.status === 429 ? 20429 : 20500, 'Fault on demand'));
      }
      return reply.code(201).send(toResource(account.createCall(params.value).record));
    });

    api.get(`${base}/Calls.json`, (request, reply) => {
      const page = listCalls(account.records(), account.accountSid, request.query);
      return page ? reply.send(page) : fail(reply, badRequest(20001, 'Invalid query'));
    });

    api.get(`${base}/Calls/:call.json`, (request, reply) => {
      const sid = callPathSchema.parse(request.params).call;
      const record = account.records().find((each) => each.sid === sid);
      return record ? reply.send(toResource(record)) : fail(reply, notFound(pathOf(request)));
    });

    api.post(`${base}/Calls/:call.json`, (request, reply) => {
      const call = account.findCall(callPathSchema.parse(request.params).call);
      if (!call) return fail(reply, notFound(pathOf(request)));
      const problem = updateCall(call, formOf(request));
      return problem ? fail(reply, problem) : reply.send(toResource(call.record));
    });

    api.post(`${base}/Calls/:call/Streams.json`, (request, reply) => {
      const call = account.findCall(callPathSchema.parse(request.params).call);
      if (!call) return fail(reply, notFound(pathOf(request)));
      const spec = readStreamParams(formOf(request));
      if (!spec.ok) return fail(reply, spec.error);
      const started = call.media.startStream(spec.value);
      if (started.ok) return reply.code(201).send(streamResource(started.stream, call, account));
      switch (started.reason) {
        case 'not-in-progress':
          return fail(reply, badRequest(21220, 'Call is not in-progress. Cannot start a stream.'));
        case 'bad-url':
          return fail(reply, badRequest(31940, 'Stream - Invalid url'));
        case 'name-in-use':
        case 'parameter-too-long':
        case 'second-bidirectional':
          return fail(reply, badRequest(20001, `Stream refused: ${started.reason}`));
      }
    });

    api.post(`${base}/Calls/:call/Streams/:stream.json`, (request, reply) => {
      const path = streamPathSchema.parse(request.params);
      const call = account.findCall(path.call);
      const stream = call?.media.findStream(path.stream);
      if (!call || !stream) return fail(reply, notFound(pathOf(request)));
      if (textOf(formOf(request), 'Status') !== 'stopped')
        return fail(reply, badRequest(20001, 'Invalid Status'));
      stream.stop();
      return reply.send(streamResource(stream, call, account));
    });
    done();
  });
  return app;
}

/** Status ends the call; Url or Twiml redirects it. Returns what is wrong, if anything. */
function updateCall(call: LiveCall, form: Form): RestError | undefined {
  const status = textOf(form, 'Status');
  const wrongState = badRequest(21220, 'Call is not in-progress. Cannot redirect.');
  if (status !== undefined) {
    if (status !== 'completed' && status !== 'canceled')
      return badRequest(21218, `Invalid Status: ${status}`);
    return call.finish(status) ? undefined : wrongState;
  }
  const document = readDocument(form);
  if (!document.ok) return document.error;
  if (!document.value) return badRequest(21205, 'Url parameter is required.');
  return call.redirect(document.value, readFallback(form)) ? undefined : wrongState;
}

function streamResource(stream: MediaStream, call: LiveCall, account: RestAccount): Record<string, unknown> {
  const path = `/${apiVersion}/Accounts/${account.accountSid}/Calls/${call.record.sid}/Streams/${stream.sid}.json`;
  const ended = stream.state === 'stopped' || stream.state === 'error';
  return {
    sid: stream.sid,
    account_sid: account.accountSid,
    call_sid: call.record.sid,
    name: stream.name,
    status: ended ? 'stopped' : 'in-progress',
    date_updated: rfc2822(account.now()),
    uri: path,
  };
}

function fail(reply: FastifyReply, error: RestError): FastifyReply {
  return reply.code(error.status).send(error);
}

function formOf(request: FastifyRequest): Form {
  const parsed = formSchema.safeParse(request.body ?? {});
  return parsed.success ? parsed.data : {};
}

function pathOf(request: FastifyRequest): string {
  return request.url.replace(/\?.*$/, '');
}

function isAuthorized(request: FastifyRequest, account: RestAccount): boolean {
  const expected = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64');
  return request.headers.authorization === `Basic ${expected}`;
}
