import { afterEach, describe, expect, it } from 'vitest';
import { ourNumber, payorNumber, startRig } from './testing/rig.ts';
import type { Rig } from './testing/rig.ts';
import { tone } from './testing/far-end.ts';

let rig: Rig;
afterEach(() => rig.close());

const allEvents = ['initiated', 'ringing', 'answered', 'completed'];

describe('a call from create to hang-up', () => {
  it('rings, asks for its document, listens, presses keys, talks both ways and reports each step once', async () => {
    rig = await startRig();
    const { client, clock, customer, farEnd } = rig;
    customer.routes['/first'] =
      `<Response><Start><Stream name="ear" url="${customer.wsUrl}/ear"><Parameter name="callId" value="7"/></Stream></Start>` +
      `<Play digits="1w2"/><Pause length="1"/><Redirect>/second</Redirect></Response>`;
    customer.routes['/second'] =
      `<Response><Connect><Stream name="mouth" url="${customer.wsUrl}/mouth"/></Connect><Hangup/></Response>`;

    const created = await client.calls.create({
      to: payorNumber,
      from: ourNumber,
      url: `${customer.url}/first#rc=2&rp=all`,
      statusCallback: `${customer.url}/status`,
      statusCallbackEvent: allEvents,
    });
    expect(created).toMatchObject({
      status: 'queued',
      direction: 'outbound-api',
      to: payorNumber,
      duration: null,
    });

    await clock.advanceUntil(() => (customer.streams[1]?.of('start').length ?? 0) > 0);
    const [line] = farEnd.lines;
    const [ear, mouth] = customer.streams;
    expect(line?.digits).toEqual(['1', '2']);
    expect(ear?.validSignature).toBe(true);
    expect(ear?.of('start')[0]?.start).toMatchObject({
      tracks: ['inbound'],
      customParameters: { callId: '7' },
    });
    expect(customer.at('/first')[0]).toMatchObject({ validSignature: true });
    expect(customer.at('/second')[0]?.params).toMatchObject({
      CallSid: created.sid,
      CallStatus: 'in-progress',
    });
    await expect(client.calls(created.sid).fetch()).resolves.toMatchObject({ status: 'in-progress' });

    const streamSid = mouth?.of('start')[0]?.streamSid ?? '';
    const payload = Buffer.from(new Uint8Array(800).fill(0x2a)).toString('base64');
    mouth?.say({ event: 'media', streamSid, media: { payload } });
    mouth?.say({ event: 'mark', streamSid, mark: { name: 'played' } });
    await clock.advanceUntil(() => (mouth?.of('mark').length ?? 0) > 0);
    expect(line?.frames.filter((frame) => frame.every((byte) => byte === 0x2a))).toHaveLength(5);

    line?.speak(tone(0x33));
    await clock.advance(100);
    const heard = ear
      ?.of('media')
      .filter((m) => m.media?.payload === Buffer.from(tone(0x33)).toString('base64'));
    expect(heard).toHaveLength(1);

    mouth?.socket.close();
    await clock.advanceUntil(() => customer.at('/status').length === 4);
    expect(line?.hungUp).toBe(true);
    expect(ear?.of('stop')).toHaveLength(1);
    const reports = customer.at('/status');
    expect(reports.every((report) => report.validSignature)).toBe(true);
    expect(reports.map((report) => [report.params.CallStatus, report.params.SequenceNumber])).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
  });
});
