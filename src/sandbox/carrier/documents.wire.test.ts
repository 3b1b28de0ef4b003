import { afterEach, describe, expect, it } from 'vitest';
import { tone } from './testing/far-end.ts';
import { ourNumber, payorNumber, startRig } from './testing/rig.ts';
import type { Rig } from './testing/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const stay = '<Response><Pause length="600"/></Response>';
const doc = (inner: string) => `<Response>${inner}</Response>`;

async function callOn(url: string, more: { fallbackUrl?: string } = {}): Promise<string> {
  const { sid } = await rig.client.calls.create({ to: payorNumber, from: ourNumber, url, ...more });
  return sid;
}
async function statusOf(sid: string): Promise<string> {
  return (await rig.client.calls(sid).fetch()).status;
}
const isOver = (sid: string) =>
  rig.events.some(
    (event) => event.type === 'status' && event.callSid === sid && event.status === 'completed',
  );
const warnings = () => rig.events.filter((event) => event.type === 'warning').map((event) => event.code);
const mouthOf = (name = 'mouth') =>
  `<Connect><Stream name="${name}" url="${rig.customer.wsUrl}/${name}"/></Connect>`;

describe('a document that cannot be had', () => {
  it('ends the call with 11200 on a server error', async () => {
    rig = await startRig();
    rig.customer.routes['/doc'] = 502;
    const sid = await callOn(`${rig.customer.url}/doc`);
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(warnings()).toEqual([11200]);
    expect(rig.customer.at('/doc')).toHaveLength(1);
  });

  it('is asked for again as its overrides say, and found at last', async () => {
    rig = await startRig();
    let asked = 0;
    rig.customer.routes['/doc'] = () => ((asked += 1) < 4 ? 503 : stay);
    const sid = await callOn(`${rig.customer.url}/doc#rc=3&rp=5xx`);
    await rig.clock.advanceUntil(() => asked === 4);
    await rig.clock.advance(100);
    await expect(statusOf(sid)).resolves.toBe('in-progress');
    expect(rig.customer.posts.every((post) => post.validSignature)).toBe(true);
  });

  it('is given up after the read timeout and asked for at the fallback', async () => {
    rig = await startRig();
    rig.customer.routes['/doc'] = 'hang';
    rig.customer.routes['/fallback'] = stay;
    const sid = await callOn(`${rig.customer.url}/doc#rt=1000&rc=1&rp=all`, {
      fallbackUrl: `${rig.customer.url}/fallback`,
    });
    await rig.clock.advanceUntil(() => rig.customer.at('/fallback').length === 1);
    expect(rig.customer.at('/doc')).toHaveLength(2);
    expect(rig.customer.at('/fallback')[0]?.params).toMatchObject({
      ErrorCode: '11200',
      ErrorUrl: `${rig.customer.url}/doc`,
    });
    await rig.clock.advance(100);
    await expect(statusOf(sid)).resolves.toBe('in-progress');
  });

  it.each([
    ['broken XML', '<Response><Pause>', 12100],
    ['a verb that does not exist', doc('<Sing/>'), 12200],
  ])('ends the call on %s', async (_what, xml, code) => {
    rig = await startRig();
    rig.customer.routes['/doc'] = xml;
    const sid = await callOn(`${rig.customer.url}/doc`);
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(warnings()).toEqual([code]);
  });

  it('ends the call when a redirect leads nowhere', async () => {
    rig = await startRig();
    const { sid } = await rig.answeredCall(doc('<Redirect>/relative-to-nothing</Redirect>'));
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(warnings()).toEqual([11200]);
  });

  it('ends the call when the answer is not a document', async () => {
    rig = await startRig();
    rig.customer.routes['/doc'] = Buffer.from(stay);
    const sid = await callOn(`${rig.customer.url}/doc`);
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(warnings()).toEqual([12300]);
  });

  it('leaves the call up with the switch for it', async () => {
    rig = await startRig({ switches: { documentErrorEndsCall: false } });
    rig.customer.routes['/doc'] = 500;
    const sid = await callOn(`${rig.customer.url}/doc`);
    await rig.clock.advanceUntil(() => warnings().length === 1);
    await rig.clock.advance(5000);
    await expect(statusOf(sid)).resolves.toBe('in-progress');
  });
});

describe('verbs', () => {
  it('hang up after the last one', async () => {
    rig = await startRig();
    const { sid, line } = await rig.answeredCall(doc('<Pause length="2"/>'));
    await rig.clock.advance(1900);
    expect(isOver(sid)).toBe(false);
    await rig.clock.advance(200);
    expect(isOver(sid)).toBe(true);
    expect(line.hungUp).toBe(true);
  });

  it('press keys with pauses of half a second and a whole one', async () => {
    rig = await startRig();
    const { line } = await rig.answeredCall(doc('<Play digits="1wW2"/><Pause length="9"/>'));
    await rig.clock.advanceUntil(() => line.digits.length === 1);
    await rig.clock.advance(1700);
    expect(line.digits).toEqual(['1']);
    await rig.clock.advance(100);
    expect(line.digits).toEqual(['1', '2']);
  });

  it('play a µ-law file and say words with the voice they are given, then go on', async () => {
    rig = await startRig();
    rig.customer.routes['/tone.wav'] = () => wav(new Uint8Array(480).fill(0x41));
    const { sid, line } = await rig.answeredCall(
      doc(`<Play>${rig.customer.url}/tone.wav</Play><Say voice="slt">hello</Say>`),
    );
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(Buffer.concat(line.frames).filter((byte) => byte === 0x41)).toHaveLength(480);
    expect(Buffer.concat(line.frames).filter((byte) => byte === 0x68)).toHaveLength(160);
  });

  it('wait in Connect until the server closes the socket', async () => {
    rig = await startRig();
    const { sid } = await rig.answeredCall(doc(`${mouthOf()}<Play digits="9"/>`));
    await rig.clock.advanceUntil(() => rig.customer.streams[0]?.of('start').length === 1);
    await rig.clock.advance(10_000);
    expect(rig.farEnd.lines[0]?.digits).toEqual([]);
    rig.customer.streams[0]?.socket.close();
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(rig.farEnd.lines[0]?.digits).toEqual(['9']);
    expect(rig.customer.streams[0]?.of('stop')).toHaveLength(0);
  });

  it('stop a stream by its name', async () => {
    rig = await startRig();
    await rig.answeredCall(
      doc(
        `<Start><Stream name="ear" url="${rig.customer.wsUrl}/ear" statusCallback="${rig.customer.url}/s"/></Start>` +
          '<Pause length="1"/><Stop><Stream name="ear"/></Stop><Pause length="60"/>',
      ),
    );
    await rig.clock.advanceUntil(() => rig.customer.streams[0]?.closed === true);
    expect(rig.customer.streams[0]?.messages.at(-1)?.event).toBe('stop');
    await rig.clock.advanceUntil(() => rig.customer.at('/s').length === 2);
    const reports = rig.customer.at('/s');
    expect(reports.map((post) => post.params.StreamEvent)).toEqual(['stream-started', 'stream-stopped']);
    expect(reports[0]?.params).toMatchObject({ StreamName: 'ear' });
    expect(reports.every((post) => post.validSignature)).toBe(true);
  });

  it('replace a stream by another of the same name', async () => {
    rig = await startRig();
    const ear = `<Stream name="ear" url="${rig.customer.wsUrl}/ear"/>`;
    await rig.answeredCall(
      doc(
        `<Stop><Stream name="ear"/></Stop><Start>${ear}</Start><Pause length="1"/>` +
          `<Stop><Stream name="ear"/></Stop><Start>${ear}</Start><Pause length="60"/>`,
      ),
    );
    await rig.clock.advanceUntil(() => rig.customer.streams[1]?.of('media').length === 5);
    expect(rig.customer.streams[0]?.closed).toBe(true);
    expect(rig.customer.streams[1]?.closed).toBe(false);
    expect(warnings()).toEqual([]);
  });

  it('report a stream that cannot be opened and go on', async () => {
    rig = await startRig();
    const { sid, line } = await rig.answeredCall(
      doc(
        `<Connect><Stream url="ws://127.0.0.1:9/nobody" statusCallback="${rig.customer.url}/s"/></Connect><Play digits="3"/>`,
      ),
    );
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(line.digits).toEqual(['3']);
    expect(rig.customer.at('/s').map((post) => post.params.StreamEvent)).toEqual(['stream-error']);
  });
});

describe('an update of a running call', () => {
  it('ends the mouth with stop, leaves the ear alone, and the new mouth is a new stream', async () => {
    rig = await startRig();
    rig.customer.routes['/keys'] = doc(`<Play digits="42"/>${mouthOf()}`);
    const { sid, line } = await rig.answeredCall(
      doc(`<Start><Stream name="ear" url="${rig.customer.wsUrl}/ear"/></Start>${mouthOf()}`),
    );
    const mouths = () => rig.customer.streams.filter((stream) => stream.path === '/mouth');
    await rig.clock.advanceUntil(() => mouths()[0]?.of('start').length === 1);
    const updated = await rig.client.calls(sid).update({ url: `${rig.customer.url}/keys` });
    expect(updated.status).toBe('in-progress');
    await rig.clock.advanceUntil(() => mouths()[0]?.closed === true);
    expect(mouths()[0]?.messages.at(-1)?.event).toBe('stop');
    await rig.clock.advanceUntil(() => mouths()[1]?.of('start').length === 1);
    expect(line.digits).toEqual(['4', '2']);
    expect(mouths()[1]?.of('start')[0]?.streamSid).not.toBe(mouths()[0]?.of('start')[0]?.streamSid);
    const ear = rig.customer.streams.find((stream) => stream.path === '/ear');
    expect(ear?.closed).toBe(false);
    expect(ear?.of('start')).toHaveLength(1);
  });

  it('silences what was being played', async () => {
    rig = await startRig();
    const { sid, line } = await rig.answeredCall(doc(`<Say>${'long '.repeat(100)}</Say>`));
    const spoken = () => Buffer.concat(line.frames).filter((byte) => byte === 0x68).length;
    await rig.clock.advanceUntil(() => spoken() > 0);
    await rig.client.calls(sid).update({ twiml: stay });
    await rig.clock.advance(60);
    const before = spoken();
    await rig.clock.advance(2000);
    expect(spoken()).toBe(before);
  });

  it('during Dial asks for the action’s document, throws it away, and runs the new one', async () => {
    rig = await startRig();
    rig.customer.routes['/action'] = doc('<Play digits="111"/>');
    rig.customer.routes['/new'] = doc('<Play digits="2"/><Pause length="60"/>');
    const { sid, line } = await rig.answeredCall(
      doc(`<Dial action="${rig.customer.url}/action"><Number>+12125550177</Number></Dial>`),
    );
    await rig.clock.advanceUntil(() => rig.farEnd.lines.length === 2);
    await rig.clock.advance(100);
    await rig.client.calls(sid).update({ url: `${rig.customer.url}/new` });
    await rig.clock.advanceUntil(() => line.digits.length > 0);
    await rig.clock.advance(2000);
    expect(rig.customer.posts.map((post) => post.path)).toEqual(['/action', '/new']);
    expect(line.digits).toEqual(['2']);
    expect(rig.farEnd.lines[1]?.hungUp).toBe(true);
    await expect(statusOf(sid)).resolves.toBe('in-progress');
  });
});

describe('Dial', () => {
  it('joins the two lines both ways, and goes to its action when the second hangs up', async () => {
    rig = await startRig();
    rig.customer.routes['/action'] = doc('<Hangup/>');
    const { sid, line } = await rig.answeredCall(
      doc(`<Dial action="${rig.customer.url}/action" callerId="+13125550188">+12125550177</Dial>`),
    );
    await rig.clock.advanceUntil(() => rig.farEnd.lines.length === 2);
    await rig.clock.advance(100);
    const child = rig.farEnd.lines[1];
    expect(child?.invite).toMatchObject({ to: '+12125550177', from: '+13125550188' });
    line.speak(tone(0x21));
    child?.speak(tone(0x22));
    await rig.clock.advance(400);
    expect(Buffer.concat(child?.frames ?? []).filter((byte) => byte === 0x21)).toHaveLength(160);
    expect(Buffer.concat(line.frames).filter((byte) => byte === 0x22)).toHaveLength(160);
    await expect(rig.client.calls.list({ parentCallSid: sid })).resolves.toMatchObject([
      { direction: 'outbound-dial', status: 'in-progress' },
    ]);
    child?.signal({ event: 'hangup' });
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(rig.customer.at('/action')[0]?.params).toMatchObject({
      DialCallStatus: 'completed',
      CallSid: sid,
    });
  });
});

describe('streams over REST', () => {
  it('start beside the document, with parameters, and stop by name', async () => {
    rig = await startRig();
    const { sid, line } = await rig.answeredCall(stay);
    const started = await rig.client.calls(sid).streams.create({
      url: `${rig.customer.wsUrl}/ear`,
      name: 'ear',
      track: 'inbound_track',
      'parameter1.name': 'token',
      'parameter1.value': 'abc',
    });
    expect(started).toMatchObject({ name: 'ear', status: 'in-progress', callSid: sid });
    await rig.clock.advanceUntil(() => rig.customer.streams[0]?.of('start').length === 1);
    expect(rig.customer.streams[0]?.of('start')[0]?.start?.customParameters).toEqual({ token: 'abc' });
    line.speak(tone(0x15));
    await rig.clock.advance(100);
    const payloads = rig.customer.streams[0]?.of('media').map((message) => message.media?.payload);
    expect(payloads).toContain(Buffer.from(tone(0x15)).toString('base64'));
    await expect(
      rig.client.calls(sid).streams.create({ url: `${rig.customer.wsUrl}/ear`, name: 'ear' }),
    ).rejects.toMatchObject({ status: 400 });
    const stopped = await rig.client.calls(sid).streams('ear').update({ status: 'stopped' });
    expect(stopped.status).toBe('stopped');
    await rig.clock.advanceUntil(() => rig.customer.streams[0]?.closed === true);
    expect(rig.customer.streams[0]?.of('stop')).toHaveLength(1);
  });
});

describe('a server that goes away', () => {
  it('takes the streams along but not a call that sits in Pause; the ear can be started anew', async () => {
    rig = await startRig();
    const { sid } = await rig.answeredCall(
      doc(`<Start><Stream name="ear" url="${rig.customer.wsUrl}/ear"/></Start><Pause length="600"/>`),
    );
    await rig.clock.advanceUntil(() => rig.customer.streams[0]?.of('start').length === 1);
    rig.customer.streams[0]?.socket.terminate();
    await rig.clock.advance(5000);
    await expect(statusOf(sid)).resolves.toBe('in-progress');
    await rig.client.calls(sid).streams.create({ url: `${rig.customer.wsUrl}/ear`, name: 'ear' });
    await rig.clock.advanceUntil(() => rig.customer.streams[1]?.of('start').length === 1);
    rig.carrier.switches.lostStartStreamEndsCall = true;
    rig.carrier.cutStreams(sid, 'ear');
    await rig.clock.advanceUntil(() => isOver(sid));
    expect(rig.customer.streams[1]?.of('stop')).toHaveLength(0);
  });

  it('leaves sockets open after their end with the switch for it', async () => {
    rig = await startRig({ switches: { lingeringSockets: true } });
    const { sid, line } = await rig.answeredCall(doc(mouthOf()));
    await rig.clock.advanceUntil(() => rig.customer.streams[0]?.of('start').length === 1);
    line.signal({ event: 'hangup' });
    await rig.clock.advanceUntil(() => isOver(sid));
    await rig.clock.advance(1000);
    expect(rig.customer.streams[0]?.of('stop')).toHaveLength(1);
    expect(rig.customer.streams[0]?.closed).toBe(false);
  });
});

describe('status callbacks in disorder', () => {
  const events = ['initiated', 'ringing', 'answered', 'completed'];
  const disordered = async (
    switches: NonNullable<Parameters<typeof startRig>[0]>['switches'],
    count: number,
  ) => {
    rig = await startRig({ switches });
    await rig.client.calls.create({
      to: payorNumber,
      from: ourNumber,
      twiml: doc('<Pause length="1"/>'),
      statusCallback: `${rig.customer.url}/status`,
      statusCallbackEvent: events,
    });
    await rig.clock.advanceUntil(() => rig.customer.at('/status').length === count);
    return rig.customer.at('/status').map((post) => post.params.SequenceNumber);
  };
  it('come twice', async () => {
    await expect(disordered({ duplicateCallbacks: true }, 8)).resolves.toEqual([
      '0',
      '0',
      '1',
      '1',
      '2',
      '2',
      '3',
      '3',
    ]);
  });
  it('come out of order', async () => {
    await expect(disordered({ reorderCallbacks: true }, 4)).resolves.toEqual(['1', '0', '3', '2']);
  });
  it('come late, after the call has ended', async () => {
    const order = await disordered({ lateCallbacksMs: 30_000 }, 4).catch(() => 'not within twenty seconds');
    expect(order).toBe('not within twenty seconds');
    await rig.clock.advanceUntil(() => rig.customer.at('/status').length === 4);
    expect(rig.customer.at('/status').map((post) => post.params.CallStatus)).toEqual([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]);
  });
});

/** A µ-law WAV file. */
function wav(data: Uint8Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
