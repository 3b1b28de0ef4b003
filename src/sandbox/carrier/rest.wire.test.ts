import { afterEach, describe, expect, it } from 'vitest';
import twilio from 'twilio';
import { accountSid, authToken, ourNumber, payorNumber, startRig } from './testing/rig.ts';
import type { Rig } from './testing/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const stay = '<Response><Pause length="600"/></Response>';
const base = { to: payorNumber, from: ourNumber, twiml: stay };

describe('the REST interface, asked by the SDK', () => {
  it('refuses a wrong token and an unknown call with the vendor’s codes', async () => {
    rig = await startRig();
    const post = await fetch(`${rig.carrier.url}/2010-04-01/Accounts/${accountSid}/Calls.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}x`).toString('base64')}` },
    });
    expect(post.status).toBe(401);
    await expect(post.json()).resolves.toMatchObject({ code: 20003, status: 401 });
    await expect(rig.client.calls('CA404').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(
      rig.client.calls('CA404').streams('ear').update({ status: 'stopped' }),
    ).rejects.toMatchObject({
      code: 20404,
    });
  });

  it.each([
    ['a missing document', { ...base, twiml: '' }, 21205],
    ['a number that is none', { ...base, to: '555' }, 21211],
    ['a caller that is none', { ...base, from: 'anyone' }, 21212],
    ['an address that is none', { ...base, url: 'nowhere' }, 21205],
    ['a callback address that is none', { ...base, statusCallback: 'nowhere' }, 21609],
    ['a document over 4000 characters', { ...base, twiml: stay + ' '.repeat(4000) }, 21601],
    ['digits that are none', { ...base, sendDigits: '1x' }, 21219],
  ])('refuses %s', async (_what, options, code) => {
    rig = await startRig();
    const refusal = rig.client.calls.create(options);
    await expect(refusal).rejects.toBeInstanceOf(twilio.RestException);
    const moreInfo = `https://www.twilio.com/docs/errors/${code}`;
    await expect(refusal).rejects.toMatchObject({ status: 400, code, moreInfo });
    expect(rig.farEnd.lines).toHaveLength(0);
  });

  it('accepts an unknown StatusCallbackEvent and then never calls back', async () => {
    rig = await startRig();
    const { sid } = await rig.client.calls.create({
      ...base,
      statusCallback: `${rig.customer.url}/status`,
      statusCallbackEvent: ['initiated,ringing', 'completed'],
    });
    await rig.clock.advanceUntil(() =>
      rig.events.some((e) => e.type === 'status' && e.status === 'in-progress'),
    );
    await rig.client.calls(sid).update({ status: 'completed' });
    await rig.clock.advance(500);
    await expect(rig.client.calls(sid).fetch()).resolves.toMatchObject({ status: 'completed' });
    expect(rig.customer.at('/status')).toHaveLength(0);
    rig.carrier.switches.malformedEventsAreSilent = false;
    await expect(
      rig.client.calls.create({
        ...base,
        statusCallback: `${rig.customer.url}/s`,
        statusCallbackEvent: ['nonsense'],
      }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('lists calls newest first, filtered and page by page', async () => {
    rig = await startRig({ onInvite: () => undefined });
    const sids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const to = index === 4 ? '+12125550199' : payorNumber;
      sids.push((await rig.client.calls.create({ ...base, to })).sid);
      await rig.clock.advance(1000);
    }
    const all = await rig.client.calls.list({ pageSize: 2 });
    expect(all.map((call) => call.sid)).toEqual(sids.toReversed());
    const toPayor = await rig.client.calls.list({ to: payorNumber, from: ourNumber, status: 'queued' });
    expect(toPayor.map((call) => call.sid)).toEqual(sids.slice(0, 4).toReversed());
    const fifth = await rig.client.calls.list({ startTimeAfter: new Date(rig.clock.now() - 1000) });
    expect(fifth.map((call) => call.sid)).toEqual(sids.slice(4));
  });

  it.each([
    ['busy', 'busy', '486'],
    ['no-answer', 'no-answer', '487'],
    ['failed', 'failed', '503'],
  ])('ends a call that the far end rejects as %s', async (cause, status, sip) => {
    rig = await startRig({ onInvite: (line) => line.signal({ event: 'reject', cause }) });
    const { sid } = await rig.client.calls.create({ ...base, statusCallback: `${rig.customer.url}/status` });
    await rig.clock.advanceUntil(() => rig.customer.at('/status').length === 1);
    expect(rig.customer.at('/status')[0]?.params).toMatchObject({
      CallStatus: status,
      CallDuration: '0',
      SipResponseCode: sip,
      SequenceNumber: '0',
    });
    await expect(rig.client.calls(sid).fetch()).resolves.toMatchObject({ status, duration: '0' });
  });

  it('fails a call to a far end that is not there, and completes one whose line drops', async () => {
    rig = await startRig();
    const { sid, line } = await rig.answeredCall(stay);
    line.drop();
    await rig.clock.advanceUntil(() =>
      rig.events.some((e) => e.type === 'status' && e.status === 'completed'),
    );
    await expect(rig.client.calls(sid).fetch()).resolves.toMatchObject({ status: 'completed' });
    await rig.farEnd.close();
    const lost = await rig.client.calls.create(base);
    await rig.clock.advanceUntil(() => rig.events.some((e) => e.type === 'status' && e.status === 'failed'));
    await expect(rig.client.calls(lost.sid).fetch()).resolves.toMatchObject({ status: 'failed' });
  });

  it('stops ringing after Timeout, and cancels on request only before the answer', async () => {
    rig = await startRig({ onInvite: (line) => line.signal({ event: 'ringing' }) });
    const unanswered = await rig.client.calls.create({ ...base, timeout: 5 });
    const canceled = await rig.client.calls.create(base);
    await rig.clock.advanceUntil(() => rig.farEnd.lines.length === 2);
    await rig.clock.advance(1000);
    await expect(rig.client.calls(canceled.sid).fetch()).resolves.toMatchObject({ status: 'ringing' });
    await rig.client.calls(canceled.sid).update({ status: 'canceled' });
    await rig.clock.advance(4500);
    await expect(rig.client.calls(canceled.sid).fetch()).resolves.toMatchObject({ status: 'canceled' });
    await expect(rig.client.calls(unanswered.sid).fetch()).resolves.toMatchObject({ status: 'no-answer' });
    await expect(rig.client.calls(unanswered.sid).update({ twiml: stay })).rejects.toMatchObject({
      code: 21220,
    });
    expect(rig.farEnd.lines.every((line) => line.hungUp)).toBe(true);
  });

  it('cannot cancel a call that was answered, but complete it', async () => {
    rig = await startRig();
    const { sid } = await rig.answeredCall(stay);
    await expect(rig.client.calls(sid).update({ status: 'canceled' })).rejects.toMatchObject({ code: 21220 });
    await rig.client.calls(sid).update({ status: 'completed' });
    await rig.clock.advanceUntil(() => rig.farEnd.lines[0]?.hungUp === true);
    await expect(rig.client.calls(sid).fetch()).resolves.toMatchObject({ status: 'completed' });
  });

  it('ends a call at its TimeLimit and presses leading digits before the document', async () => {
    rig = await startRig();
    rig.customer.routes['/doc'] = stay;
    const { sid } = await rig.client.calls.create({
      to: payorNumber,
      from: ourNumber,
      url: `${rig.customer.url}/doc`,
      sendDigits: 'ww12#',
      timeLimit: 4,
    });
    await rig.clock.advanceUntil(() => rig.farEnd.lines[0]?.digits.length === 1);
    expect(rig.customer.at('/doc')).toHaveLength(0);
    await rig.clock.advanceUntil(() => rig.customer.at('/doc').length === 1);
    expect(rig.farEnd.lines[0]?.digits).toEqual(['1', '2', '#']);
    await rig.clock.advance(4000);
    await expect(rig.client.calls(sid).fetch()).resolves.toMatchObject({
      status: 'completed',
      duration: '4',
    });
  });

  it('can leave a create unanswered while the call is placed: the list shows it', async () => {
    rig = await startRig();
    rig.carrier.failCreates({ kind: 'http', status: 503 });
    await expect(rig.client.calls.create(base)).rejects.toMatchObject({ status: 503 });
    await expect(rig.client.calls.list()).resolves.toHaveLength(0);
    rig.carrier.failCreates({ kind: 'hang', placeCall: true });
    const given = new AbortController();
    const hanging = fetch(`${rig.carrier.url}/2010-04-01/Accounts/${accountSid}/Calls.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams({ To: payorNumber, From: ourNumber, Twiml: stay }),
      signal: given.signal,
    }).catch(() => 'gave up');
    await rig.clock.advanceUntil(() => rig.farEnd.lines.length === 1);
    given.abort();
    await expect(hanging).resolves.toBe('gave up');
    await expect(rig.client.calls.list({ to: payorNumber })).resolves.toMatchObject([
      { status: 'in-progress' },
    ]);
  });

  it('changes its switches over the control route and refuses ones it does not have', async () => {
    rig = await startRig();
    const set = (body: object) =>
      fetch(`${rig.carrier.url}/_control/switches`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    rig.carrier.switches.lateCallbacksMs = 7;
    expect((await set({ duplicateCallbacks: true })).status).toBe(200);
    expect(rig.carrier.switches).toMatchObject({ duplicateCallbacks: true, lateCallbacksMs: 7 });
    expect((await set({ nonsense: true })).status).toBe(400);
  });
});
