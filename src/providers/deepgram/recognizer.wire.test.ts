import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManualClock } from '../../kernel/clock.ts';
import { makeManualClock } from '../../kernel/clock.ts';
import { silentLogger } from '../../kernel/logger.ts';
import type { RecognitionEvent } from '../../kernel/speech.ts';
import type { SocketServer } from '../testing/socket-server.ts';
import { startSocketServer } from '../testing/socket-server.ts';
import { until } from '../testing/until.ts';
import { makeRecognizer } from './recognizer.ts';

const second = 8_000;

/** A result as the vendor writes it; seconds since that socket's first sample. */
function result(
  start: number,
  duration: number,
  words: readonly (readonly [text: string, start: number, end: number])[],
  flags: { final?: boolean; speechFinal?: boolean; fromFinalize?: boolean } = {},
): object {
  return {
    type: 'Results',
    channel_index: [0, 1],
    start,
    duration,
    is_final: flags.final ?? false,
    speech_final: flags.speechFinal ?? false,
    from_finalize: flags.fromFinalize ?? false,
    channel: {
      alternatives: [
        {
          transcript: words.map(([text]) => text).join(' '),
          confidence: 0.9,
          words: words.map(([word, from, to]) => ({ word, start: from, end: to, confidence: 0.9 })),
        },
      ],
    },
  };
}

describe('live recognition', () => {
  let server: SocketServer;
  let clock: ManualClock;
  let events: RecognitionEvent[];
  let abort: AbortController;

  beforeEach(async () => {
    server = await startSocketServer();
    clock = makeManualClock();
    events = [];
    abort = new AbortController();
  });
  afterEach(async () => {
    abort.abort();
    await server.close();
  });

  const open = (keyterms: readonly string[] = []) =>
    makeRecognizer({
      apiKey: 'secret',
      baseUrl: server.baseUrl,
      model: 'nova-3',
      clock,
      logger: silentLogger,
    }).open({ keyterms, endpointingMs: 300 }, (event) => events.push(event), abort.signal);
  const connection = (index: number) => {
    const found = server.connections[index];
    if (found === undefined) throw new Error('No such connection.');
    return found;
  };
  const finals = () => events.filter((event) => event.type === 'final').map((event) => event.text);
  const connected = (count: number) => until(() => server.connections.length === count, 'a socket is open');
  const received = (index: number, bytes: number) =>
    until(() => connection(index).audio.length >= bytes, 'the audio has arrived');
  const lost = () =>
    until(() => events.some((event) => event.type === 'reconnecting'), 'the loss is noticed');

  it('asks for telephone audio with words as they were spoken, and never for training', async () => {
    const stream = open(['Jane Example', 'C12345']);
    stream.send(new Uint8Array(160));
    await connected(1);
    const { url, authorization } = connection(0);
    expect(authorization).toBe('Token secret');
    expect(url.pathname).toBe('/v1/listen');
    expect(url.search).toContain('keyterm=Jane%20Example&keyterm=C12345');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      encoding: 'mulaw',
      sample_rate: '8000',
      punctuate: 'true',
      smart_format: 'false',
      numerals: 'false',
      interim_results: 'true',
      endpointing: '300',
      utterance_end_ms: '1000',
      mip_opt_out: 'true',
    });
  });

  it('hands over the audio that came before the socket was open, byte for byte', async () => {
    const stream = open();
    const audio = Uint8Array.from({ length: 480 }, (_, i) => i % 251);
    stream.send(audio.subarray(0, 160));
    stream.send(audio.subarray(160));
    await connected(1);
    await received(0, 480);
    expect(connection(0).audio).toEqual(Buffer.from(audio));
  });

  it('replays after a drop what no final result covered, on one axis and without telling anything twice', async () => {
    const stream = open();
    stream.send(new Uint8Array(second).fill(1));
    await connected(1);
    await clock.advance(1_000);
    await received(0, second);
    connection(0).say(result(0, 0.6, [['hello', 0.1, 0.5]], { final: true }));
    connection(0).say(result(0.6, 0.4, [['your', 0.7, 0.9]]));
    await until(() => events.length === 2, 'both results are told');
    connection(0).socket.terminate();
    await lost();
    stream.send(new Uint8Array(second / 2).fill(2));
    await clock.advance(250);
    await connected(2);
    await clock.advance(1_000);
    await received(1, 0.4 * second + second / 2);
    expect(connection(1).audio).toEqual(
      Buffer.concat([Buffer.alloc(0.4 * second, 1), Buffer.alloc(second / 2, 2)]),
    );
    expect(events).toContainEqual({ type: 'reconnected', replayedMs: 400, skippedMs: 0 });
    connection(1).say(
      result(
        0,
        0.9,
        [
          ['your', 0.1, 0.3],
          ['name', 0.5, 0.8],
        ],
        { final: true, speechFinal: true },
      ),
    );
    await until(() => finals().length === 2, 'the second final is told');
    expect(finals()).toEqual(['hello', 'your name']);
    const last = events.at(-1);
    expect(last).toMatchObject({ startMs: 600, endMs: 1_500, endOfUtterance: true });
    expect(last?.type === 'final' && last.words.map((word) => word.startMs)).toEqual([700, 1_100]);
  });

  it('catches up faster than real time but not in one flood, and tells what was too old to be replayed', async () => {
    const stream = open();
    stream.send(new Uint8Array(160));
    await connected(1);
    await received(0, 160);
    connection(0).socket.terminate();
    await lost();
    for (let i = 0; i < 40; i += 1) stream.send(new Uint8Array(second).fill(i));
    await clock.advance(250);
    await connected(2);
    await until(() => events.some((event) => event.type === 'reconnected'), 'it is back');
    expect(events.at(-1)).toEqual({ type: 'reconnected', replayedMs: 0, skippedMs: 10_020 });
    await clock.advance(950);
    await received(1, 10 * 0.4 * second);
    expect(connection(1).audio.length).toBe(10 * 0.4 * second);
    connection(1).say(result(0, 1, []));
    await clock.advance(8_000);
    await received(1, 30 * second);
    expect(connection(1).audio.length).toBe(30 * second);
    // The new socket's zero is where the replay began.
    connection(1).say(result(0, 1, [['later', 0.2, 0.6]], { final: true }));
    await until(() => finals().length === 1, 'the final is told');
    expect(events.at(-1)).toMatchObject({ startMs: 10_020 });
  });

  it('keeps a quiet socket alive with a text frame', async () => {
    const stream = open();
    stream.send(new Uint8Array(160));
    await connected(1);
    await received(0, 160);
    connection(0).say(result(0, 0.02, []));
    await clock.advance(5_000);
    await until(() => connection(0).texts.length > 0, 'a text frame came');
    expect(connection(0).texts).toEqual([{ type: 'KeepAlive' }]);
  });

  it('notices a connection that swallows audio and answers nothing', async () => {
    const stream = open();
    stream.send(new Uint8Array(160));
    await connected(1);
    await received(0, 160);
    for (let i = 0; i < 11; i += 1) {
      stream.send(new Uint8Array(160));
      await clock.advance(1_000);
    }
    await lost();
    await clock.advance(300);
    await connected(2);
    expect(server.connections.length).toBe(2);
  });

  it('takes the last interim words as final where a finalize is not answered, and not twice when it is after all', async () => {
    const stream = open();
    stream.send(new Uint8Array(second));
    await connected(1);
    await clock.advance(500);
    await received(0, second);
    connection(0).say(
      result(0, 1, [
        ['one', 0.1, 0.3],
        ['two', 0.4, 0.6],
      ]),
    );
    await until(() => events.length === 1, 'the interim is told');
    stream.finalize();
    await until(() => connection(0).texts.length === 1, 'Finalize came');
    await clock.advance(1_000);
    expect(finals()).toEqual(['one two']);
    connection(0).say(
      result(
        0,
        1,
        [
          ['one', 0.1, 0.3],
          ['two', 0.4, 0.6],
          ['three', 0.7, 0.9],
        ],
        { final: true },
      ),
    );
    await until(() => finals().length === 2, 'the rest is told');
    expect(finals()).toEqual(['one two', 'three']);
  });

  it('fails at once where the key is refused', async () => {
    server.refuseWith = 401;
    open().send(new Uint8Array(160));
    await until(() => events.length > 0, 'something is told');
    expect(events).toEqual([{ type: 'failed', reason: 'unauthorized' }]);
  });

  it('fails clearly after its attempts are used up, and not before', async () => {
    server.refuseWith = 503;
    open().send(new Uint8Array(160));
    for (let i = 0; i < 400 && events.length === 0; i += 1) {
      await clock.advance(100);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    expect(events).toEqual([{ type: 'failed', reason: 'unreachable' }]);
    expect(clock.now()).toBeGreaterThan(10_000);
  });

  it('closes in order: the last result is still told', async () => {
    const stream = open();
    stream.send(new Uint8Array(second / 4));
    await connected(1);
    await received(0, second / 4);
    const closed = stream.close();
    await until(
      () => connection(0).texts.some((message) => message.type === 'CloseStream'),
      'CloseStream came',
    );
    connection(0).say(result(0, 0.25, [['bye', 0.1, 0.2]], { final: true }));
    connection(0).socket.close(1000);
    await closed;
    expect(finals()).toEqual(['bye']);
  });
});
