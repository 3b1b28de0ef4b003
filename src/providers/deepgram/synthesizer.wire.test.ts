import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManualClock } from '../../kernel/clock.ts';
import { makeManualClock } from '../../kernel/clock.ts';
import { silentLogger } from '../../kernel/logger.ts';
import type { Connection, SocketServer } from '../testing/socket-server.ts';
import { startSocketServer } from '../testing/socket-server.ts';
import { until } from '../testing/until.ts';
import { makeSynthesizer } from './synthesizer.ts';

describe('streaming synthesis', () => {
  let server: SocketServer;
  let clock: ManualClock;
  let answer: (connection: Connection, message: { type: string; text?: string }) => void;

  beforeEach(async () => {
    clock = makeManualClock();
    answer = speakBack;
    server = await startSocketServer({ onText: (connection, message) => answer(connection, message) });
  });
  afterEach(() => server.close());

  /** Audio of a text: its characters, in two frames, then Flushed. */
  const speakBack: typeof answer = (connection, message) => {
    if (message.type === 'Flush') {
      const text = connection.texts.findLast((sent) => sent.type === 'Speak')?.text ?? '';
      connection.socket.send(Buffer.from(text.slice(0, 3)));
      connection.socket.send(Buffer.from(text.slice(3)));
      connection.say({ type: 'Flushed', sequence_id: 0 });
    }
    if (message.type === 'Clear') connection.say({ type: 'Cleared', sequence_id: 0 });
  };
  const make = () =>
    makeSynthesizer({
      apiKey: 'secret',
      baseUrl: server.baseUrl,
      voice: 'aura-2-test-en',
      clock,
      logger: silentLogger,
    });
  const never = new AbortController().signal;

  async function whole(audio: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of audio) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  it('delivers the audio in order and ends at Flushed', async () => {
    expect(await whole(make().speak('good morning', never))).toBe('good morning');
    const url = server.connections[0]?.url;
    expect(url?.pathname).toBe('/v1/speak');
    expect(url?.searchParams.get('encoding')).toBe('mulaw');
    expect(url?.searchParams.get('sample_rate')).toBe('8000');
  });

  it('uses one socket for requests after each other and several for requests at once', async () => {
    const synthesizer = make();
    await whole(synthesizer.speak('first', never));
    await whole(synthesizer.speak('second', never));
    expect(server.connections.length).toBe(1);
    const both = await Promise.all([
      whole(synthesizer.speak('third', never)),
      whole(synthesizer.speak('fourth', never)),
    ]);
    expect(both).toEqual(['third', 'fourth']);
    expect(server.connections.length).toBe(2);
  });

  it('stays below the flushes that one socket may have in a minute', async () => {
    const synthesizer = make();
    for (let i = 0; i < 20; i += 1) await whole(synthesizer.speak('again', never));
    expect(server.connections.map((c) => c.texts.filter((text) => text.type === 'Flush').length)).toEqual([
      18, 2,
    ]);
  });

  it('ends quietly when cut, clears, and keeps what still comes out of the next request', async () => {
    const synthesizer = make();
    const cut = new AbortController();
    answer = (connection, message) => {
      if (message.type === 'Flush') connection.socket.send(Buffer.from('old'));
      if (message.type !== 'Clear') return;
      connection.socket.send(Buffer.from('late'));
      connection.say({ type: 'Cleared', sequence_id: 0 });
      answer = speakBack;
    };
    const heard: string[] = [];
    for await (const chunk of synthesizer.speak('cut me', cut.signal)) {
      heard.push(Buffer.from(chunk).toString());
      cut.abort();
    }
    expect(heard).toEqual(['old']);
    await until(
      () => server.connections[0]?.texts.some((text) => text.type === 'Clear') === true,
      'Clear came',
    );
    expect(await whole(synthesizer.speak('fresh', never))).toBe('fresh');
  });

  it('says timeout where no audio comes', async () => {
    answer = () => undefined;
    const failure = whole(make().speak('hello', never)).catch((error: unknown) => error);
    await until(() => server.connections[0]?.texts.at(-1)?.type === 'Flush', 'Flush came');
    await clock.advance(5_000);
    expect(await failure).toMatchObject({ name: 'ProviderError', category: 'timeout', provider: 'deepgram' });
  });

  it('says unauthorized where the key is refused', async () => {
    server.refuseWith = 401;
    await expect(whole(make().speak('hello', never))).rejects.toMatchObject({
      category: 'unauthorized',
      vendorCode: 401,
    });
  });

  it('asks again on a new socket where a kept one died before any audio, and not after some was heard', async () => {
    const synthesizer = make();
    await whole(synthesizer.speak('warm up', never));
    answer = (connection, message) => {
      if (message.type !== 'Flush') return;
      connection.socket.terminate();
      answer = speakBack;
    };
    expect(await whole(synthesizer.speak('again', never))).toBe('again');
    answer = (connection, message) => {
      if (message.type !== 'Flush') return;
      connection.socket.send(Buffer.from('half'), () => connection.socket.close(1011));
    };
    await expect(whole(synthesizer.speak('broken', never))).rejects.toMatchObject({
      category: 'unavailable',
    });
  });

  it('closes a socket that nobody used for half a minute', async () => {
    await whole(make().speak('hello', never));
    await clock.advance(30_000);
    await until(() => server.connections[0]?.socket.readyState === 3, 'the socket is closed');
    expect(server.connections.length).toBe(1);
  });
});
