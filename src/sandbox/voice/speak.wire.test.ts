import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeechEngine, type RecognitionResult, type SpeechEngine } from '../speech/engine.ts';
import { connect, refused, type Client } from './testing/client.ts';
import { startVoice, type VoiceServer } from './voice.ts';

const query = 'model=aura-2-thalia-en&encoding=mulaw&sample_rate=8000';
let engine: SpeechEngine;
let voice: VoiceServer;

beforeAll(async () => {
  engine = await makeSpeechEngine({ mode: 'text' });
  voice = await startVoice({ port: 0, engine });
});
afterEach(() => {
  voice.setFaults({});
});
afterAll(async () => {
  await voice.close();
  await engine.close();
});

const open = (parameters = query): Promise<Client> => connect(voice.url, `/v1/speak?${parameters}`);
const send = (client: Client, type: string, text?: string): void => {
  client.socket.send(JSON.stringify({ type, ...(text === undefined ? {} : { text }) }));
};

async function heardIn(sound: Uint8Array): Promise<string> {
  const results: RecognitionResult[] = [];
  const session = engine.recognize();
  session.onResult((result) => results.push(result));
  session.feed(sound);
  await session.finalize();
  return results
    .filter(({ final }) => final)
    .map(({ text }) => text)
    .join(' ');
}

describe('synthesis', () => {
  it('starts with Metadata and sends all audio before Flushed', async () => {
    const client = await open();
    send(client, 'Speak', 'Hello, this is a test. ');
    send(client, 'Speak', 'Good');
    send(client, 'Speak', 'bye.');
    send(client, 'Flush');
    expect(await client.message(({ type }) => type === 'Flushed')).toEqual({
      type: 'Flushed',
      sequence_id: 0,
    });
    expect(client.messages[0]).toMatchObject({ type: 'Metadata', model_name: 'aura-2-thalia-en' });
    expect(client.audio.length).toBeGreaterThan(3);
    expect(await heardIn(Buffer.concat(client.audio))).toBe('hello this is a test goodbye');
    send(client, 'Close');
    expect((await client.closed).code).toBe(1000);
  });

  it('forgets on Clear what was not sent', async () => {
    const client = await open();
    send(client, 'Speak', 'never mind this');
    send(client, 'Clear');
    send(client, 'Speak', 'but this');
    send(client, 'Flush');
    await client.message(({ type }) => type === 'Flushed');
    expect(client.messages.map(({ type }) => type)).toEqual(['Metadata', 'Cleared', 'Flushed']);
    expect(await heardIn(Buffer.concat(client.audio))).toBe('but this');
    client.socket.terminate();
  });

  it('is 24 kHz linear PCM when nothing else is asked', async () => {
    const [plain, telephone] = await Promise.all([open('model=aura-2-thalia-en'), open()]);
    for (const client of [plain, telephone]) {
      send(client, 'Speak', 'one moment');
      send(client, 'Flush');
      await client.message(({ type }) => type === 'Flushed');
      client.socket.terminate();
    }
    // Two bytes a sample and three times the samples.
    expect(Buffer.concat(plain.audio).length).toBe(6 * Buffer.concat(telephone.audio).length);
  });

  it('warns after twenty flushes in a minute and ignores more', async () => {
    const client = await open();
    for (let count = 0; count < 21; count += 1) send(client, 'Flush');
    const warning = await client.message(({ type }) => type === 'Warning');
    expect(warning.code).toBeTruthy();
    send(client, 'Close');
    await client.closed;
    expect(client.messages.filter(({ type }) => type === 'Flushed')).toHaveLength(20);
  });
});

describe('limits and refusals', () => {
  it('closes on a text that is too long', async () => {
    const client = await open();
    send(client, 'Speak', 'a'.repeat(2001));
    expect(await client.closed).toMatchObject({ code: 1009, reason: 'BIG-0000' });
  });

  it('closes on binary, on nonsense and on a Speak without text', async () => {
    const [binary, nonsense, empty] = await Promise.all([open(), open(), open()]);
    binary.socket.send(Buffer.from([1, 2]));
    nonsense.socket.send('{"type":"Sing"}');
    send(empty, 'Speak');
    expect(
      await Promise.all([binary, nonsense, empty].map(async ({ closed }) => (await closed).code)),
    ).toEqual([1003, 1008, 1008]);
  });

  it.each([
    'model=nobody',
    `${query}&container=wav`,
    'model=aura-2-thalia-en&encoding=mulaw&sample_rate=24000',
  ])('refuses %s', async (bad) => {
    expect((await refused(voice.url, `/v1/speak?${bad}`, 'Token test')).status).toBe(400);
  });

  it('refuses a handshake without a key', async () => {
    expect((await refused(voice.url, `/v1/speak?${query}`)).status).toBe(401);
  });
});

describe('faults', () => {
  it('cut the audio off after so many bytes', async () => {
    voice.setFaults({ speak: { dropAfterBytes: 6400 } });
    const client = await open();
    send(client, 'Speak', 'this sentence will not be finished');
    send(client, 'Flush');
    expect((await client.closed).code).toBe(1006);
    expect(client.messages.some(({ type }) => type === 'Flushed')).toBe(false);
  });
});
