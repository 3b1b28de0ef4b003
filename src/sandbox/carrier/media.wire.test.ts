import { afterEach, describe, expect, it } from 'vitest';
import { tone as touchTone } from '../audio/synthesis.ts';
import { tone } from './testing/far-end.ts';
import type { FarLine } from './testing/far-end.ts';
import type { CustomerStream } from './testing/customer.ts';
import { startRig } from './testing/rig.ts';
import type { Rig } from './testing/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const payloadOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const bytesHeard = (stream: CustomerStream, track = 'inbound') =>
  Buffer.concat(
    stream
      .of('media')
      .filter((message) => message.media?.track === track)
      .map((message) => Buffer.from(message.media?.payload ?? '', 'base64')),
  );
const soundsPlayed = (line: FarLine) => Buffer.concat(line.frames).filter((byte) => byte !== 0xff);

function start(name: string, track = 'inbound_track'): string {
  return `<Start><Stream name="${name}" track="${track}" url="${rig.customer.wsUrl}/${name}"/></Start>`;
}
function connect(name = 'mouth'): string {
  return `<Connect><Stream name="${name}" url="${rig.customer.wsUrl}/${name}?gone=1"/></Connect>`;
}
async function streamAt(path: string, index = 0): Promise<CustomerStream> {
  const found = () => rig.customer.streams.filter((stream) => stream.path === path)[index];
  await rig.clock.advanceUntil(() => (found()?.of('start').length ?? 0) > 0);
  const stream = found();
  if (!stream) throw new Error('no such stream');
  return stream;
}
/** Opens a call on a mouth that is ready to be spoken into. */
async function callWithMouth(): Promise<{
  line: FarLine;
  mouth: CustomerStream;
  sid: string;
  streamSid: string;
}> {
  const { sid, line } = await rig.answeredCall(`<Response>${connect()}</Response>`);
  const mouth = await streamAt('/mouth');
  return { sid, line, mouth, streamSid: mouth.of('start')[0]?.streamSid ?? '' };
}

describe('what a stream hears', () => {
  it('counts and times every 20 ms from the stream’s start, in strings, without drift', async () => {
    rig = await startRig();
    const { line } = await rig.answeredCall(`<Response>${start('ear')}<Pause length="60"/></Response>`);
    // The far end stutters: nothing for a while, then all that was due at once, unevenly.
    let spoken = 0;
    for (const frames of [10, 11, 9, 11, 9, 11, 9, 11, 9, 10]) {
      await rig.clock.advance(frames * 20);
      for (let index = 0; index < frames; index += 1) line.speak(tone(spoken++));
    }
    await rig.clock.advance(400);
    const ear = await streamAt('/ear');
    expect(ear.messages[0]).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    expect(ear.of('start')[0]?.start?.mediaFormat).toEqual({
      encoding: 'audio/x-mulaw',
      sampleRate: 8000,
      channels: 1,
    });
    const media = ear.of('media').map((message) => message.media);
    expect(media.map((each) => each?.chunk)).toEqual(media.map((_, index) => String(index + 1)));
    expect(media.map((each) => each?.timestamp)).toEqual(media.map((_, index) => String(index * 20)));
    const numbers = ear.messages.slice(1).map((message) => message.sequenceNumber);
    expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)));
    // Nothing that was said is lost or out of order, and the stutter left no hole in it.
    const sounds = media.map((each) => Buffer.from(each?.payload ?? '', 'base64')[0]);
    const first = sounds.indexOf(0);
    expect(sounds.slice(first, first + 100)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    // 2.4 s have passed since the answer; what is not silence yet owed was delivered: at most 12 frames behind.
    expect(media.length).toBeGreaterThanOrEqual(120 - 12);
    expect(media.length).toBeLessThanOrEqual(122);
  });

  it('passes on the tracks it was asked for', async () => {
    rig = await startRig();
    const { line } = await rig.answeredCall(
      `<Response>${start('both', 'both_tracks')}${start('out', 'outbound_track')}${connect()}</Response>`,
    );
    const mouth = await streamAt('/mouth');
    const both = await streamAt('/both');
    const out = await streamAt('/out');
    expect(both.of('start')[0]?.start?.tracks).toEqual(['inbound', 'outbound']);
    mouth.say({
      event: 'media',
      streamSid: mouth.of('start')[0]?.streamSid,
      media: { payload: payloadOf(tone(0x11)) },
    });
    line.speak(tone(0x22));
    await rig.clock.advance(200);
    expect(bytesHeard(both, 'outbound').filter((byte) => byte === 0x11)).toHaveLength(160);
    expect(bytesHeard(both, 'inbound').filter((byte) => byte === 0x22)).toHaveLength(160);
    expect(bytesHeard(out, 'outbound').filter((byte) => byte === 0x11)).toHaveLength(160);
    expect(bytesHeard(out, 'inbound')).toHaveLength(0);
    expect(bytesHeard(mouth, 'outbound')).toHaveLength(0);
  });

  it('loses what is said while a mouth opens, and loses nothing on the ear', async () => {
    rig = await startRig({ switches: { connectOpenMs: [800, 800] } });
    const { sid, line } = await rig.answeredCall(
      `<Response>${start('ear')}<Play digits="1"/>${connect()}</Response>`,
    );
    await rig.clock.advanceUntil(() => rig.events.some((e) => e.type === 'stream' && e.kind === 'connect'));
    for (let index = 0; index < 60; index += 1) {
      line.speak(tone(index));
      await rig.clock.advance(20);
    }
    await rig.clock.advance(300);
    const ear = await streamAt('/ear');
    const mouth = await streamAt('/mouth');
    const ofSpeech = (stream: CustomerStream) => bytesHeard(stream).filter((byte) => byte < 60).length / 160;
    expect(ofSpeech(ear)).toBe(60);
    // 800 ms of 1200 are gone; a frame more or less where the opening falls between two ticks.
    expect(ofSpeech(mouth)).toBeGreaterThanOrEqual(19);
    expect(ofSpeech(mouth)).toBeLessThanOrEqual(22);
    expect(line.digits).toEqual(['1']);
    await expect(rig.client.calls(sid).fetch()).resolves.toMatchObject({ status: 'in-progress' });
  });

  it('keeps that audio with the switch for it', async () => {
    rig = await startRig({ switches: { connectOpenMs: [800, 800], connectKeepsAudio: true } });
    const { line } = await rig.answeredCall(`<Response>${connect()}</Response>`);
    for (let index = 0; index < 60; index += 1) {
      line.speak(tone(index));
      await rig.clock.advance(20);
    }
    await rig.clock.advance(300);
    const mouth = await streamAt('/mouth');
    expect(bytesHeard(mouth).filter((byte) => byte < 60)).toHaveLength(60 * 160);
  });

  it('comes in bursts when asked to, with nothing lost', async () => {
    rig = await startRig({ switches: { burst: { everyMs: 1000, gapMs: 300 } } });
    await rig.answeredCall(`<Response>${start('ear')}<Pause length="60"/></Response>`);
    const ear = await streamAt('/ear');
    const arrivals: number[] = [];
    for (let at = 0; at < 3000; at += 20) {
      const before = ear.of('media').length;
      await rig.clock.advance(20);
      arrivals.push(ear.of('media').length - before);
    }
    expect(Math.max(...arrivals)).toBeGreaterThanOrEqual(14);
    expect(arrivals.filter((count) => count === 0).length).toBeGreaterThanOrEqual(28);
    const media = ear.of('media').map((message) => message.media?.timestamp);
    expect(media).toEqual(media.map((_, index) => String(index * 20)));
  });

  it('loses audio when the reader is slow, and says so once', async () => {
    rig = await startRig({ switches: { slowReaderBytes: 2000 } });
    await rig.answeredCall(`<Response>${start('ear', 'both_tracks')}<Pause length="3600"/></Response>`);
    const ear = await streamAt('/ear');
    ear.socket.pause();
    const overflow = () => rig.events.filter((e) => e.type === 'warning' && e.code === 31930).length;
    for (let spent = 0; overflow() === 0 && spent < 600; spent += 2) await rig.clock.advance(2000, 2000);
    expect(overflow()).toBe(1);
    await rig.clock.advance(2000, 2000);
    ear.socket.resume();
    await rig.clock.advance(4000, 500);
    const chunks = ear
      .of('media')
      .filter((m) => m.media?.track === 'inbound')
      .map((m) => Number(m.media?.chunk));
    const gaps = chunks.filter((chunk, index) => index > 0 && chunk !== (chunks[index - 1] ?? 0) + 1);
    expect(gaps.length).toBeGreaterThanOrEqual(1);
  });

  it('passes the far end’s keys to the mouth alone', async () => {
    rig = await startRig();
    const { line } = await rig.answeredCall(`<Response>${start('ear')}${connect()}</Response>`);
    const mouth = await streamAt('/mouth');
    line.signal({ event: 'dtmf', digit: '5' });
    await rig.clock.advance(60);
    expect(mouth.of('dtmf').map((message) => message.dtmf)).toEqual([{ track: 'inbound_track', digit: '5' }]);
    expect((await streamAt('/ear')).of('dtmf')).toHaveLength(0);
  });
});

describe('what a mouth says', () => {
  it('is played in order whatever the payloads’ lengths, and a file header is noise like the rest', async () => {
    rig = await startRig();
    const { line, mouth, streamSid } = await callWithMouth();
    const said = Buffer.concat([Buffer.from('RIFF....WAVEfmt '), Buffer.from(tone(1)), Buffer.from(tone(2))]);
    for (const [from, to] of [
      [0, 1],
      [1, 160],
      [160, 333],
      [333, said.length],
    ]) {
      mouth.say({
        event: 'media',
        streamSid,
        media: { payload: said.subarray(from, to).toString('base64') },
      });
    }
    await rig.clock.advance(400);
    expect(Buffer.from(soundsPlayed(line))).toEqual(said);
    expect(line.frames.every((frame) => frame.length === 160)).toBe(true);
  });

  it('is marked when it has been played, not before; a mark with nothing before it at once', async () => {
    rig = await startRig();
    const { line, mouth, streamSid } = await callWithMouth();
    mouth.say({ event: 'mark', streamSid, mark: { name: 'nothing' } });
    await rig.clock.advance(20);
    expect(mouth.of('mark').map((message) => message.mark?.name)).toEqual(['nothing']);
    for (const name of ['a', 'b']) {
      mouth.say({
        event: 'media',
        streamSid,
        media: { payload: payloadOf(new Uint8Array(1600).fill(0x41)) },
      });
      mouth.say({ event: 'mark', streamSid, mark: { name } });
    }
    await rig.clock.advanceUntil(() => mouth.of('mark').length === 2);
    expect(soundsPlayed(line).length).toBeGreaterThanOrEqual(1600);
    expect(soundsPlayed(line).length).toBeLessThanOrEqual(1600 + 320);
    await rig.clock.advanceUntil(() => mouth.of('mark').length === 3);
    expect(soundsPlayed(line)).toHaveLength(3200);
  });

  it('is dropped by clear, which echoes the waiting marks', async () => {
    rig = await startRig();
    const { line, mouth, streamSid } = await callWithMouth();
    const talk = () => {
      mouth.say({
        event: 'media',
        streamSid,
        media: { payload: payloadOf(new Uint8Array(16_000).fill(0x41)) },
      });
      mouth.say({ event: 'mark', streamSid, mark: { name: 'end' } });
    };
    talk();
    await rig.clock.advanceUntil(() => soundsPlayed(line).length >= 480);
    mouth.say({ event: 'clear', streamSid });
    await rig.clock.advanceUntil(() => mouth.of('mark').length === 1);
    await rig.clock.advance(1000);
    expect(soundsPlayed(line).length).toBeLessThanOrEqual(800);
    rig.carrier.switches.clearEchoesMarks = false;
    talk();
    mouth.say({ event: 'clear', streamSid });
    await rig.clock.advance(1000);
    expect(mouth.of('mark')).toHaveLength(1);
  });

  it('is not heard when it names another stream or is malformed', async () => {
    rig = await startRig();
    const { line, mouth, streamSid } = await callWithMouth();
    mouth.say({ event: 'media', streamSid: 'MZ-other', media: { payload: payloadOf(tone(1)) } });
    mouth.say({ event: 'media', streamSid });
    await rig.clock.advance(200);
    expect(soundsPlayed(line)).toHaveLength(0);
    expect(rig.events.filter((event) => event.type === 'warning').map((event) => event.code)).toEqual([
      31951, 31951,
    ]);
  });

  it('presses no key with a touch tone, unless the switch says that it does', async () => {
    rig = await startRig();
    const { line, mouth, streamSid } = await callWithMouth();
    const press = () =>
      mouth.say({ event: 'media', streamSid, media: { payload: payloadOf(touchTone([770, 1336], 100)) } });
    press();
    await rig.clock.advance(300);
    expect(soundsPlayed(line).length).toBeGreaterThan(700);
    expect(line.digits).toEqual([]);
    rig.carrier.switches.inBandTonesAreKeys = true;
    press();
    await rig.clock.advance(300);
    expect(line.digits).toEqual(['5']);
  });
});
