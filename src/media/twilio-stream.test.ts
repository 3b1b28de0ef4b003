import { describe, expect, it } from 'vitest';
import type { MediaSocket } from '../kernel/telephony.ts';
import { MediaStream } from './twilio-stream.ts';

function makeStream() {
  let deliver: (text: string) => void = () => undefined;
  let drop: () => void = () => undefined;
  const sent: unknown[] = [];
  const told: unknown[] = [];
  let closed = false;
  const socket: MediaSocket = {
    send: (text) => void sent.push(JSON.parse(text)),
    close: () => (closed = true),
    onMessage: (listener) => (deliver = listener),
    onClose: (listener) => (drop = listener),
  };
  const stream = new MediaStream(socket, {
    start: (start) => told.push(start),
    audio: (audio, timestampMs) => told.push([[...audio], timestampMs]),
    mark: (name) => told.push(`mark ${name}`),
    end: () => told.push('end'),
  });
  return {
    stream,
    sent,
    told,
    frame: (frame: object | string) => deliver(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    drop: () => drop(),
    get closed() {
      return closed;
    },
  };
}

const start = {
  event: 'start',
  sequenceNumber: '1',
  streamSid: 'MZ1',
  start: {
    accountSid: 'AC1',
    streamSid: 'MZ1',
    callSid: 'CA1',
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { token: 'once' },
  },
};
const media = (timestamp: unknown, payload = '/wA=', track = 'inbound') => ({
  event: 'media',
  sequenceNumber: '2',
  streamSid: 'MZ1',
  media: { track, chunk: '1', timestamp, payload },
});

describe('a media stream', () => {
  it('tells its start, its audio with time, and its end once', () => {
    const { frame, drop, told } = makeStream();
    frame({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    frame(start);
    frame(media('20'));
    frame({
      event: 'stop',
      sequenceNumber: '3',
      streamSid: 'MZ1',
      stop: { accountSid: 'AC1', callSid: 'CA1' },
    });
    drop();
    expect(told).toEqual([{ streamSid: 'MZ1', callSid: 'CA1', token: 'once' }, [[255, 0], 20], 'end']);
  });

  it('counts frames that make no sense, ignores kinds that it does not know, and lives on', () => {
    const { frame, told, stream } = makeStream();
    frame(start);
    frame('not json');
    frame(media(20));
    frame({ event: 'media' });
    frame({ event: 'weather', sunny: true });
    frame(media('40', '/wA=', 'outbound'));
    frame(media('60'));
    expect(stream.malformed).toBe(3);
    expect(told.slice(1)).toEqual([[[255, 0], 60]]);
  });

  it('sends audio, marks and clears under its stream’s id, once there is one', () => {
    const { frame, stream, sent } = makeStream();
    stream.sendClear();
    frame(start);
    stream.sendAudio(Uint8Array.of(255, 0));
    stream.sendMark('m1');
    stream.sendClear();
    expect(sent).toEqual([
      { event: 'media', streamSid: 'MZ1', media: { payload: '/wA=' } },
      { event: 'mark', streamSid: 'MZ1', mark: { name: 'm1' } },
      { event: 'clear', streamSid: 'MZ1' },
    ]);
  });

  it('is silent after its end', () => {
    const { frame, drop, stream, sent, told } = makeStream();
    frame(start);
    drop();
    stream.sendMark('m1');
    frame(media('20'));
    expect(sent).toEqual([]);
    expect(told.length).toBe(2);
  });

  it('tells marks and is without a token where none was given', () => {
    const { frame, told } = makeStream();
    frame({ ...start, start: { callSid: 'CA1' } });
    frame({ event: 'mark', sequenceNumber: '4', streamSid: 'MZ1', mark: { name: '0:say:1' } });
    expect(told).toEqual([{ streamSid: 'MZ1', callSid: 'CA1', token: '' }, 'mark 0:say:1']);
  });
});
