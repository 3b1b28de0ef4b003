import { afterEach, describe, expect, it } from 'vitest';
import { tone } from './testing/far-end.ts';
import { ourNumber, payorNumber, startRig } from './testing/rig.ts';
import type { Rig } from './testing/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const doc = (inner: string) => `<Response>${inner}</Response>`;
const stream = (name: string, inside = '') =>
  `<Stream name="${name}" url="${rig.customer.wsUrl}/${name}">${inside}</Stream>`;
const startedAt = (path: string) =>
  rig.customer.streams.filter((each) => each.path === path && each.of('start').length > 0).length;
const refusals = () => rig.events.filter((event) => event.type === 'warning').map((event) => event.message);

describe('what a switch turns around', () => {
  it('Connect holds the document, or lets it go on beside the stream', async () => {
    rig = await startRig({ switches: { connectBlocks: false } });
    const { line } = await rig.answeredCall(
      doc(`<Connect>${stream('mouth')}</Connect><Play digits="1"/><Pause length="60"/>`),
    );
    await rig.clock.advanceUntil(() => startedAt('/mouth') === 1);
    expect(line.digits).toEqual(['1']);
  });

  it('a call has one bidirectional stream, or several', async () => {
    rig = await startRig({ switches: { connectBlocks: false } });
    const two = doc(`<Connect>${stream('a')}</Connect><Connect>${stream('b')}</Connect><Pause length="60"/>`);
    await rig.answeredCall(two);
    await rig.clock.advanceUntil(() => startedAt('/a') === 1);
    await rig.clock.advance(2000);
    expect(startedAt('/b')).toBe(0);
    expect(refusals()).toEqual(['Stream refused: second-bidirectional']);
    rig.carrier.switches.oneBidirectionalStream = false;
    await rig.answeredCall(two);
    await rig.clock.advanceUntil(() => startedAt('/b') === 1);
  });

  it('a parameter stays under 500 characters, or may be longer', async () => {
    rig = await startRig();
    const long = `<Parameter name="token" value="${'x'.repeat(495)}"/>`;
    const document = doc(`<Start>${stream('ear', long)}</Start><Pause length="60"/>`);
    await rig.answeredCall(document);
    await rig.clock.advance(500);
    expect(startedAt('/ear')).toBe(0);
    expect(refusals()).toEqual(['Stream refused: parameter-too-long']);
    rig.carrier.switches.limitParameters = false;
    await rig.answeredCall(document);
    await rig.clock.advanceUntil(() => startedAt('/ear') === 1);
  });

  it('a stream may be plain, or must be secure', async () => {
    rig = await startRig({ switches: { requireSecureStreams: true } });
    await rig.answeredCall(doc(`<Start>${stream('ear')}</Start><Pause length="60"/>`));
    await rig.clock.advance(500);
    expect(startedAt('/ear')).toBe(0);
    expect(refusals()).toEqual(['Stream refused: bad-url']);
  });

  it('an interrupted Connect leaves its action alone, or asks for it and throws the answer away', async () => {
    rig = await startRig();
    rig.customer.routes['/after'] = doc('<Play digits="9"/>');
    for (const asks of [false, true]) {
      rig.carrier.switches.interruptedConnectAsksAction = asks;
      const before = rig.customer.streams.length;
      const { sid, line } = await rig.answeredCall(
        doc(`<Connect action="${rig.customer.url}/after">${stream('mouth')}</Connect>`),
      );
      await rig.clock.advanceUntil(() => rig.customer.streams[before]?.of('start').length === 1);
      await rig.client.calls(sid).update({ twiml: doc('<Play digits="1"/><Pause length="60"/>') });
      await rig.clock.advanceUntil(() => line.digits.length > 0);
      await rig.clock.advance(1000);
      expect(line.digits).toEqual(['1']);
      expect(rig.customer.at('/after')).toHaveLength(asks ? 1 : 0);
    }
  });

  it('calls are dialed at once, or so many a second', async () => {
    rig = await startRig({ switches: { callsPerSecond: 1 } });
    for (let index = 0; index < 3; index += 1) {
      await rig.client.calls.create({ to: payorNumber, from: ourNumber, twiml: doc('<Pause length="60"/>') });
    }
    await rig.clock.advance(500);
    expect(rig.farEnd.lines).toHaveLength(1);
    await rig.clock.advance(1000);
    expect(rig.farEnd.lines).toHaveLength(2);
    await rig.clock.advance(1000);
    expect(rig.farEnd.lines).toHaveLength(3);
  });
});

describe('an ear whose server is slow to take it', () => {
  it('gets everything that was said since it was asked for, from timestamp 0', async () => {
    rig = await startRig();
    const { line } = await rig.answeredCall(doc('<Pause length="1"/><Redirect>/x</Redirect>'));
    const open = rig.customer.holdHandshakes();
    const { sid } = (await rig.client.calls.list())[0] ?? { sid: '' };
    await rig.client.calls(sid).streams.create({ url: `${rig.customer.wsUrl}/ear`, name: 'ear' });
    for (let index = 0; index < 25; index += 1) {
      line.speak(tone(index));
      await rig.clock.advance(20);
    }
    expect(rig.customer.streams).toHaveLength(0);
    open();
    await rig.clock.advanceUntil(() => startedAt('/ear') === 1);
    await rig.clock.advance(200);
    const media = rig.customer.streams[0]?.of('media') ?? [];
    const said = media
      .map((each) => Buffer.from(each.media?.payload ?? '', 'base64')[0])
      .filter((byte) => byte !== 0xff);
    expect(said).toEqual(Array.from({ length: 25 }, (_, index) => index));
    expect(media[0]?.media).toMatchObject({ chunk: '1', timestamp: '0' });
  });
});

describe('an update before the first document', () => {
  it('replaces it', async () => {
    rig = await startRig();
    const { sid } = await rig.client.calls.create({
      to: payorNumber,
      from: ourNumber,
      twiml: doc('<Play digits="1"/><Pause length="60"/>'),
      sendDigits: '00',
    });
    await rig.clock.advanceUntil(() => rig.farEnd.lines[0]?.digits.length === 1);
    await rig.client.calls(sid).update({ twiml: doc('<Pause length="60"/>') });
    await rig.clock.advance(2000);
    expect(rig.farEnd.lines[0]?.digits).toEqual(['0', '0']);
  });
});
