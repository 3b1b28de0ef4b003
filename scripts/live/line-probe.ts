import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { makeTelephony } from '../../src/providers/twilio/telephony.ts';
import { makeCarrierVerifier } from '../../src/providers/twilio/verifier.ts';
import type { Findings } from './findings.ts';

const overrides = '#ct=3000&rt=8000&rc=1&rp=all';
/** Name and value together stay just under the limit that is assumed. */
const padding = 'x'.repeat(490);
const limitSeconds = 60;

export interface LineOptions {
  to: string;
  from: string;
  accountSid: string;
  authToken: string;
  apiBaseUrl: string;
  /** Where the carrier reaches this machine's `port`. */
  publicBaseUrl: string;
  host: string;
  port: number;
  greeting: Uint8Array;
}

interface Frame {
  event: string;
  sequenceNumber?: unknown;
  start?: { customParameters?: Record<string, string>; tracks?: string[] };
  media?: { track?: string; timestamp?: unknown; chunk?: unknown; payload: string };
  mark?: { name: string };
  streamSid?: string;
}

/** Places one call and watches everything that the carrier does with it. */
export async function probeLine(options: LineOptions, findings: Findings): Promise<void> {
  const probe = new LineProbe(options, findings);
  await probe.run();
}

class LineProbe {
  readonly #options: LineOptions;
  readonly #findings: Findings;
  readonly #base: string;
  readonly #callbacks: { kind: string; form: URLSearchParams }[] = [];
  readonly #earTimes: number[] = [];
  #signatures = { right: 0, wrong: 0 };
  #mouthClosedAt: number | undefined;
  #ended: () => void = () => undefined;

  constructor(options: LineOptions, findings: Findings) {
    this.#options = options;
    this.#findings = findings;
    this.#base = options.publicBaseUrl.replace(/\/+$/, '');
  }

  async run(): Promise<void> {
    const { host, port, accountSid, authToken, apiBaseUrl } = this.#options;
    const server = createServer((request, response) => void this.#serve(request, response));
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket, request) => this.#socket(socket, request));
    server.listen(port, host);
    await once(server, 'listening');
    const telephony = makeTelephony({ accountSid, authToken, baseUrl: apiBaseUrl, timeoutMs: 10_000 });
    const over = new Promise<void>((resolve) => (this.#ended = resolve));
    let sid: string | undefined;
    try {
      sid = await this.#place();
      console.error(`Call ${sid} is being placed.`);
      await Promise.race([over, sleep((limitSeconds + 60) * 1_000, undefined, { ref: false })]);
      // Late callbacks.
      await sleep(3_000);
    } finally {
      if (sid !== undefined)
        await telephony.hangUp(sid).catch(() => console.error('The call could not be hung up.'));
      sockets.close();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    }
    this.#conclude();
  }

  /** By hand, since answering-machine detection is nothing that the product asks for. */
  async #place(): Promise<string> {
    const { accountSid, authToken, apiBaseUrl, to, from } = this.#options;
    const form = new URLSearchParams({
      To: to,
      From: from,
      Url: `${this.#base}/next/0${overrides}`,
      StatusCallback: `${this.#base}/status`,
      Timeout: '30',
      TimeLimit: String(limitSeconds),
      MachineDetection: 'Enable',
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: `${this.#base}/amd`,
    });
    for (const event of ['initiated', 'ringing', 'answered', 'completed'])
      form.append('StatusCallbackEvent', event);
    const response = await fetch(`${apiBaseUrl}/2010-04-01/Accounts/${accountSid}/Calls.json`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    });
    const body = (await response.json()) as { sid?: string; code?: number };
    if (body.sid === undefined)
      throw new Error(`The carrier refused the call: HTTP ${response.status}, code ${body.code}.`);
    return body.sid;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const path = request.url ?? '/';
    this.#checkSignature(request, `${this.#base}${path}`, Object.fromEntries(form));
    this.#callbacks.push({ kind: path.slice(1), form });
    if (path === '/status' && form.get('CallStatus') === 'completed') this.#ended();
    if (path === '/next/1' && this.#mouthClosedAt !== undefined) {
      const ms = Math.round(performance.now() - this.#mouthClosedAt);
      this.#findings.note('redirect-after-close', true, `asked ${ms} ms after the socket was closed`);
    }
    const document = path === '/next/0' ? this.#first() : path === '/next/1' ? last : undefined;
    response.writeHead(document === undefined ? 204 : 200, { 'content-type': 'text/xml' });
    response.end(document);
  }

  #first(): string {
    const sockets = this.#base.replace(/^http/, 'ws');
    const next = `${this.#base}/next/1${overrides}`.replaceAll('&', '&amp;');
    return (
      `<Response><Start><Stream name="ear" url="${sockets}/ear" track="inbound_track" statusCallback="${this.#base}/streams">` +
      `<Parameter name="padding" value="${padding}"/></Stream></Start>` +
      `<Connect><Stream name="mouth" url="${sockets}/mouth" statusCallback="${this.#base}/streams"/></Connect>` +
      `<Redirect method="POST">${next}</Redirect></Response>`
    );
  }

  #checkSignature(request: IncomingMessage, url: string, form: Record<string, string>): boolean {
    const header = request.headers['x-twilio-signature'];
    const verifier = makeCarrierVerifier({ authToken: this.#options.authToken });
    const right = typeof header === 'string' && verifier.verify(header, url, form);
    this.#signatures[right ? 'right' : 'wrong'] += 1;
    return right;
  }

  #socket(socket: WebSocket, request: IncomingMessage): void {
    const path = request.url ?? '/';
    const right = this.#checkSignature(request, `${this.#base.replace(/^http/, 'ws')}${path}`, {});
    const header = request.headers['x-twilio-signature'] === undefined ? 'no signature' : 'a signature';
    this.#findings.note('socket-signature', right, `${path}: ${header}`);
    socket.on('error', () => socket.terminate());
    if (path === '/ear') this.#ear(socket);
    else if (path === '/mouth') this.#mouth(socket);
    else socket.close();
  }

  #ear(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      if (frame.event === 'start') {
        const arrived = frame.start?.customParameters?.padding;
        this.#findings.note(
          'parameter-length',
          arrived === padding,
          `${arrived?.length ?? 0} of ${padding.length} characters`,
        );
      }
      if (frame.media === undefined) return;
      this.#earTimes.push(Number(frame.media.timestamp));
      const types = [frame.sequenceNumber, frame.media.timestamp, frame.media.chunk].map(
        (value) => typeof value,
      );
      const bytes = Buffer.from(frame.media.payload, 'base64').length;
      this.#findings.note(
        'string-counters',
        types.every((type) => type === 'string') && bytes === 160,
        `${types.join(', ')}; ${bytes} bytes`,
      );
    });
  }

  #mouth(socket: WebSocket): void {
    const tracks = new Set<string>();
    const marks = new Map<string, () => void>();
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      if (frame.media?.track !== undefined) tracks.add(frame.media.track);
      if (frame.mark !== undefined) marks.get(frame.mark.name)?.();
      if (frame.event !== 'start' || frame.streamSid === undefined) return;
      const { streamSid } = frame;
      const send = (message: object) => socket.send(JSON.stringify({ ...message, streamSid }));
      const mark = (name: string) => {
        const echoed = new Promise<void>((resolve) => marks.set(name, resolve));
        send({ event: 'mark', mark: { name } });
        return Promise.race([echoed.then(() => true), sleep(20_000).then(() => false)]);
      };
      void this.#speak(send, mark).then(() => {
        this.#findings.note(
          'inbound-only',
          [...tracks].join() === 'inbound',
          `tracks: ${[...tracks].join(', ')}`,
        );
        this.#mouthClosedAt = performance.now();
        socket.close();
      });
    });
  }

  async #speak(send: (message: object) => void, mark: (name: string) => Promise<boolean>): Promise<void> {
    const media = (audio: Uint8Array) =>
      send({ event: 'media', media: { payload: Buffer.from(audio).toString('base64') } });
    const { greeting } = this.#options;
    const startedAt = performance.now();
    // Lengths that are no multiple of anything, all at once.
    const sizes = [37, 12_345, 1, 801];
    for (let at = 0, i = 0; at < greeting.length; i += 1) {
      const size = sizes[i % sizes.length] ?? 800;
      media(greeting.subarray(at, at + size));
      at += size;
    }
    const heard = await mark('greeting');
    const tookMs = Math.round(performance.now() - startedAt);
    const lengthMs = Math.round(greeting.length / 8);
    this.#findings.note(
      'any-payload',
      heard && Math.abs(tookMs - lengthMs) < 1_000,
      heard ? `${lengthMs} ms of audio, its mark after ${tookMs} ms` : 'the mark never came back',
    );
    media(new Uint8Array(4 * 8_000).fill(0xff));
    const clearedAt = performance.now();
    const pending = mark('cleared');
    await sleep(500);
    send({ event: 'clear' });
    const echoed = await pending;
    const echoMs = Math.round(performance.now() - clearedAt - 500);
    this.#findings.note(
      'clear-echoes',
      echoed && echoMs < 1_000,
      echoed ? `${echoMs} ms after the clear` : 'never',
    );
  }

  #conclude(): void {
    const { right, wrong } = this.#signatures;
    this.#findings.note('request-signature', right > 0 && wrong === 0, `${right} right, ${wrong} wrong`);
    const statuses = this.#callbacks
      .filter((callback) => callback.kind === 'status')
      .map((callback) => callback.form);
    const told = statuses.map(
      (form) => `${form.get('SequenceNumber') ?? '-'} ${form.get('CallStatus') ?? '-'}`,
    );
    if (told.length > 0) {
      this.#findings.note(
        'status-sequence',
        statuses.some((form) => form.get('SequenceNumber') === '0'),
        told.join(', '),
      );
      const names = statuses.map((form) => form.get('CallStatus'));
      this.#findings.note(
        'status-names',
        names.includes('initiated') && names.includes('in-progress'),
        told.join(', '),
      );
    }
    const streams = this.#callbacks.filter((callback) => callback.kind === 'streams');
    if (streams.length > 0) {
      const events = streams.map(({ form }) => form.get('StreamEvent') ?? '-');
      const known = events.every((event) => /^(stream-)?(start(ed)?|stop(ped)?|error)$/.test(event));
      this.#findings.note('stream-events', known, events.join(', '));
    }
    const amd = this.#callbacks.find((callback) => callback.kind === 'amd')?.form;
    if (amd !== undefined) {
      const fields = [...amd.keys()];
      const wanted = ['CallSid', 'AccountSid', 'AnsweredBy', 'MachineDetectionDuration'];
      this.#findings.note(
        'amd-callback',
        wanted.every((name) => fields.includes(name)),
        fields.join(', '),
      );
      const by = amd.get('AnsweredBy') ?? '';
      this.#findings.note('amd-answered-by', /^(human|fax|unknown|machine_start)$/.test(by), by);
    }
    if (this.#earTimes.length > 1) {
      const gaps = this.#earTimes.map((time, i) => time - (this.#earTimes[i - 1] ?? time));
      const longest = Math.max(...gaps);
      this.#findings.note(
        'ear-survives',
        longest <= 60,
        `${this.#earTimes.length} frames, longest gap ${longest} ms`,
      );
    }
  }
}

const last = '<Response><Pause length="1"/><Play digits="1"/><Pause length="1"/><Hangup/></Response>';
