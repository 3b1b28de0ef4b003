import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { RecognitionEvent } from '../../src/kernel/speech.ts';
import { makeRecognizer } from '../../src/providers/deepgram/recognizer.ts';
import { makeSynthesizer } from '../../src/providers/deepgram/synthesizer.ts';
import type { Findings } from './findings.ts';

/** Said to whoever answers, and recognised again: discloses what it is and holds a number. */
const greeting =
  'Hello. This is a short automated test call. Nothing is needed from you. The number of this test is four seven one. Goodbye.';
const voice = 'aura-2-thalia-en';
const frameBytes = 160;
const frameMs = 20;

export interface VoiceOptions {
  apiKey: string;
  baseUrl: string;
  model: string;
}

/** Checks synthesis and recognition against each other; returns the spoken greeting, µ-law at 8 kHz. */
export async function probeVoice(options: VoiceOptions, findings: Findings): Promise<Uint8Array> {
  const audio = await probeSpeak(options, findings);
  await probeListen(options, audio, findings);
  await probeListenError(options, findings);
  return audio;
}

async function probeSpeak(options: VoiceOptions, findings: Findings): Promise<Uint8Array> {
  const synthesizer = makeSynthesizer({ ...options, voice, clock: systemClock, logger: silentLogger });
  const chunks: Uint8Array[] = [];
  for await (const chunk of synthesizer.speak(greeting, new AbortController().signal)) chunks.push(chunk);
  const audio = Buffer.concat(chunks);
  const seconds = audio.length / 8_000;
  const header = audio.subarray(0, 4).toString('latin1') === 'RIFF';
  findings.note(
    'speak-mulaw',
    !header && seconds > 4 && seconds < 20,
    `${seconds.toFixed(1)} s in ${chunks.length} chunks, ${header ? 'with' : 'without'} a header`,
  );
  const cut = new AbortController();
  for await (const _chunk of synthesizer.speak(greeting, cut.signal)) cut.abort();
  await sleep(1_500);
  let again = 0;
  for await (const chunk of synthesizer.speak('Goodbye.', new AbortController().signal))
    again += chunk.length;
  findings.note(
    'speak-clear',
    again > 0 && again < 3 * 8_000,
    `${(again / 8_000).toFixed(1)} s after a cut request`,
  );
  return audio;
}

async function probeListen(options: VoiceOptions, audio: Uint8Array, findings: Findings): Promise<void> {
  const events: RecognitionEvent[] = [];
  const stream = makeRecognizer({ ...options, clock: systemClock, logger: silentLogger }).open(
    { keyterms: ['Holdfast'], endpointingMs: 300 },
    (event) => events.push(event),
    new AbortController().signal,
  );
  for (let at = 0; at < audio.length; at += frameBytes) {
    stream.send(audio.subarray(at, at + frameBytes));
    await sleep(frameMs);
  }
  const before = events.filter((event) => event.type === 'final').length;
  const askedAt = performance.now();
  stream.finalize();
  while (
    events.filter((event) => event.type === 'final').length === before &&
    performance.now() - askedAt < 3_000
  ) {
    await sleep(20);
  }
  const answeredMs = Math.round(performance.now() - askedAt);
  await stream.close();
  const kinds = [...new Set(events.map((event) => event.type))].join(', ');
  const finals = events.filter((event) => event.type === 'final');
  const text = finals.map((event) => event.text).join(' ');
  const timed = finals.every((event) => event.text === '' || event.words.length > 0);
  findings.note(
    'listen-settings',
    finals.length > 0 && timed && /hello/i.test(text),
    `events ${kinds}; "${text}"`,
  );
  findings.note('listen-numbers', /four seven one/i.test(text), `"${text.slice(-60)}"`);
  // The recogniser behind our port makes its own final of the interim words after a second without an answer.
  findings.note('listen-finalize', answeredMs < 1_000, `a final ${answeredMs} ms after Finalize`);
}

async function probeListenError(options: VoiceOptions, findings: Findings): Promise<void> {
  const url = `${options.baseUrl.replace(/^http/, 'ws')}/v1/listen?encoding=mulaw&sample_rate=8000`;
  const socket = new WebSocket(url, { headers: { authorization: `Token ${options.apiKey}` } });
  const seen: string[] = [];
  socket.on('message', (data: Buffer) => seen.push(data.toString('utf8').slice(0, 120)));
  socket.on('error', () => seen.push('connection error'));
  socket.on('close', (code, reason) => seen.push(`close ${code} ${reason.toString()}`));
  socket.on('open', () => socket.send('{"type":"NoSuchMessage"}'));
  await sleep(4_000);
  socket.terminate();
  findings.note('listen-error', 'seen', seen.length === 0 ? 'nothing within 4 s' : seen.join(' | '));
}
