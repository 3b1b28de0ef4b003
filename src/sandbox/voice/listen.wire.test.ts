import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silence } from '../audio/synthesis.ts';
import { makeSpeechEngine, type SpeechEngine } from '../speech/engine.ts';
import { connect, refused, type Client, type Message } from './testing/client.ts';
import { startVoice, type VoiceServer } from './voice.ts';

const query = 'model=nova-3&encoding=mulaw&sample_rate=8000';
let engine: SpeechEngine;
let voice: VoiceServer;

beforeAll(async () => {
  engine = await makeSpeechEngine({ mode: 'text' });
  voice = await startVoice({ port: 0, engine, apiKey: 'test', idleMs: 300 });
});
afterEach(() => {
  voice.setFaults({});
});
afterAll(async () => {
  await voice.close();
  await engine.close();
});

const listen = (extra = ''): Promise<Client> => connect(voice.url, `/v1/listen?${query}${extra}`);
const say = async (client: Client, text: string, thenMs = 600): Promise<Uint8Array> => {
  const sound = Buffer.concat([await engine.synthesize(text, { voice: 'rms' }), silence(thenMs)]);
  for (let at = 0; at < sound.length; at += 160) client.socket.send(sound.subarray(at, at + 160));
  return sound;
};
const send = (client: Client, type: string): void => {
  client.socket.send(JSON.stringify({ type }));
};

interface Results {
  is_final: boolean;
  speech_final: boolean;
  from_finalize: boolean;
  start: number;
  duration: number;
  channel: {
    alternatives: {
      transcript: string;
      confidence: number;
      words: { word: string; start: number; end: number; punctuated_word?: string }[];
    }[];
  };
}
const resultsOf = (messages: readonly Message[]): Results[] =>
  messages.filter(({ type }) => type === 'Results') as unknown as Results[];
const textOf = (results: Results): string => results.channel.alternatives[0]?.transcript ?? '';

describe('handshake', () => {
  it.each([
    ['an unknown model', 'model=nova-9&encoding=mulaw&sample_rate=8000'],
    ['another sample rate', 'model=nova-3&encoding=mulaw&sample_rate=44100'],
    ['utterance_end_ms without interim results', `${query}&utterance_end_ms=1000`],
    ['utterance_end_ms under a second', `${query}&interim_results=true&utterance_end_ms=500`],
    ['keywords with Nova-3', `${query}&keywords=claim`],
    ['keyterm without Nova-3', 'model=nova-2-phonecall&encoding=mulaw&sample_rate=8000&keyterm=claim'],
    ['endpointing that is no number', `${query}&endpointing=soon`],
  ])('is refused with 400 for %s', async (_, bad) => {
    const { status, headers, body } = await refused(voice.url, `/v1/listen?${bad}`, 'Token test');
    expect(status).toBe(400);
    expect(headers['dg-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['dg-error']).toBeTruthy();
    expect(JSON.parse(body)).toMatchObject({
      err_msg: headers['dg-error'],
      request_id: headers['dg-request-id'],
    });
  });

  it.each([undefined, 'Token wrong', 'Basic test'])(
    'is refused with 401 for authorization %s',
    async (authorization) => {
      expect((await refused(voice.url, `/v1/listen?${query}`, authorization)).status).toBe(401);
    },
  );

  it('takes a bearer token and every parameter of a payor call', async () => {
    const path = `/v1/listen?${query}&interim_results=true&endpointing=300&utterance_end_ms=1000&vad_events=true&punctuate=true&smart_format=false&numerals=false&mip_opt_out=true&channels=1&keyterm=Dana&keyterm=Maple%20Clinic`;
    const client = await connect(voice.url, path, 'Bearer test');
    send(client, 'CloseStream');
    expect((await client.closed).code).toBe(1000);
  });
});

describe('results', () => {
  it('are interim until the asked silence, then final with word times', async () => {
    const client = await listen('&interim_results=true&endpointing=300&vad_events=true&punctuate=true');
    await say(client, 'the claim was denied');
    const end = await client.message((message) => message.speech_final === true);
    const all = resultsOf(client.messages);
    expect(client.messages[0]).toMatchObject({ type: 'SpeechStarted', channel: [0, 1] });
    expect(all.filter((one) => !one.is_final).map(textOf)).toContain('the claim');
    expect(end).toMatchObject({ is_final: true, from_finalize: false, channel_index: [0, 1], start: 0 });
    const [alternative] = (end as unknown as Results).channel.alternatives;
    expect(alternative).toMatchObject({ transcript: 'the claim was denied', confidence: 1 });
    expect(alternative?.words[0]).toMatchObject({ word: 'the', start: 0, punctuated_word: 'the' });
    send(client, 'CloseStream');
    await client.closed;
  });

  it('are only final ones when interim results were not asked for', async () => {
    const client = await listen('&endpointing=300');
    await say(client, 'it was paid');
    send(client, 'CloseStream');
    await client.closed;
    expect(
      resultsOf(client.messages)
        .filter((one) => textOf(one) !== '')
        .map((one) => one.is_final),
    ).toEqual([true]);
  });

  it('come at least every second of silence, empty', async () => {
    const client = await listen('&interim_results=true');
    for (let at = 0; at < 150; at += 1) client.socket.send(silence(20));
    await client.message((message) => resultsOf([message]).some((one) => one.duration >= 3));
    expect(resultsOf(client.messages).map(textOf)).toEqual(['', '', '']);
    client.socket.terminate();
  });

  it('end an utterance after utterance_end_ms', async () => {
    const client = await listen('&interim_results=true&endpointing=300&utterance_end_ms=1000');
    await say(client, 'goodbye', 1500);
    const end = await client.message(({ type }) => type === 'UtteranceEnd');
    const word = resultsOf(client.messages)
      .find((one) => one.speech_final)
      ?.channel.alternatives[0]?.words.at(-1);
    expect(end).toEqual({ type: 'UtteranceEnd', channel: [0, 1], last_word_end: word?.end });
    client.socket.terminate();
  });

  it('are flushed by Finalize before any silence', async () => {
    const client = await listen('&endpointing=false');
    await say(client, 'one two three', 0);
    send(client, 'Finalize');
    const result = await client.message((message) => message.from_finalize === true);
    expect(textOf(result as unknown as Results)).toBe('one two three');
    expect(result).toMatchObject({ is_final: true, speech_final: false });
    client.socket.terminate();
  });

  it('end with Metadata that accounts for the audio', async () => {
    const client = await listen();
    const sound = await say(client, 'thank you');
    send(client, 'CloseStream');
    expect(await client.closed).toMatchObject({ code: 1000 });
    expect(client.messages.at(-1)).toMatchObject({
      type: 'Metadata',
      channels: 1,
      duration: Math.round(sound.length / 8) / 1000,
      sha256: createHash('sha256').update(sound).digest('hex'),
    });
  });
});

describe('the socket', () => {
  it('is closed by an empty binary frame', async () => {
    const client = await listen();
    client.socket.send(Buffer.alloc(0));
    expect((await client.closed).code).toBe(1000);
  });

  it('is closed with NET-0001 when neither audio nor KeepAlive comes', async () => {
    const client = await listen();
    const { code, reason } = await client.closed;
    expect(code).toBe(1011);
    expect(reason).toContain('NET-0001');
  });

  it('stays open on KeepAlive', async () => {
    const client = await listen();
    const started = performance.now();
    const beat = setInterval(() => {
      send(client, 'KeepAlive');
      if (performance.now() - started > 900) clearInterval(beat);
    }, 100);
    await client.closed;
    expect(performance.now() - started).toBeGreaterThan(1100);
  });

  it('is closed as undecodable after a message of no known type', async () => {
    const client = await listen();
    client.socket.send('hello');
    expect(await client.closed).toMatchObject({ code: 1008, reason: 'DATA-0000' });
  });
});

describe('faults', () => {
  it('refuse handshakes with the asked status', async () => {
    voice.setFaults({ listen: { refuseStatus: 503 } });
    expect((await refused(voice.url, `/v1/listen?${query}`, 'Token test')).status).toBe(503);
  });

  it('drop the socket without a close frame after so many bytes, set over the control route', async () => {
    const response = await fetch(`${voice.url}/_control/faults`, {
      method: 'POST',
      body: JSON.stringify({ listen: { dropAfterBytes: 800 } }),
    });
    expect(response.status).toBe(200);
    const client = await listen();
    await say(client, 'hello there');
    expect((await client.closed).code).toBe(1006);
  });

  it('drop the socket after a time', async () => {
    voice.setFaults({ listen: { dropAfterMs: 50 } });
    expect((await (await listen()).closed).code).toBe(1006);
  });

  it('answer nothing when stalled', async () => {
    voice.setFaults({ listen: { stall: true } });
    const client = await listen('&interim_results=true');
    await say(client, 'can anybody hear me', 2000);
    await client.closed;
    expect(client.messages).toEqual([]);
  });

  it('refuse a fault nobody knows', async () => {
    const response = await fetch(`${voice.url}/_control/faults`, {
      method: 'POST',
      body: '{"listen":{"explode":true},"hear":{}}',
    });
    expect(response.status).toBe(400);
  });
});
