import { describe, expect, it } from 'vitest';
import type { CallStore, OwnedCall } from '../kernel/call-store.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { CallDocument, Telephony } from '../kernel/telephony.ts';
import { makeCarrierAddresses } from './addresses.ts';
import { Line } from './line.ts';

const call: OwnedCall = {
  id: 'call_1',
  organizationId: 'org_1',
  carrierSid: 'CA1',
  state: 'live',
  to: '+13035550142',
  from: '+13035550100',
  ownerNode: 'node_1',
  fence: 1,
  generation: 0,
  startedAtMs: 0,
  recordingAllowed: true,
  tasks: [],
};

function rig(over: { takeover?: boolean; storeAnswers?: boolean; call?: Partial<OwnedCall> } = {}) {
  const clock = makeManualClock();
  const redirects: string[] = [];
  const stored = new Map<number, CallDocument>();
  let tokens = 0;
  const store: Pick<CallStore, 'storeDocument'> = {
    storeDocument: (_id, _fence, generation, document) => {
      if (over.storeAnswers === false) return new Promise(() => undefined);
      if (!stored.has(generation)) stored.set(generation, document);
      return Promise.resolve(stored.get(generation) ?? document);
    },
  };
  const telephony: Pick<Telephony, 'redirect'> = {
    redirect: (_sid, url) => Promise.resolve(void redirects.push(url)),
  };
  const line = new Line({
    call: { ...call, ...over.call },
    takeover: over.takeover ?? false,
    store: store as CallStore,
    telephony: telephony as Telephony,
    addresses: makeCarrierAddresses('https://holdfast.example', 'https://node-1.holdfast.example'),
    clock,
    logger: silentLogger,
    issueToken: (role) => `${role}-token-${++tokens}`,
    onFenced: () => undefined,
  });
  const served = (url: string | undefined) => line.documentFor(Number(url?.split('/').at(-1)));
  return { line, clock, redirects, stored, served };
}

describe('the carrier’s side of a call', () => {
  it('opens the ear with the first document and parks', async () => {
    const { line } = rig();
    const document = await line.documentFor(0);
    expect(document.ear).toMatchObject({
      url: 'wss://node-1.holdfast.example/twilio/streams/ear',
      token: 'ear-token-1',
    });
    expect(document.then).toMatchObject({
      kind: 'park',
      nextUrl: 'https://holdfast.example/twilio/calls/call_1/next/1',
    });
  });

  it('answers the same when the same generation is asked twice', async () => {
    const { line } = rig();
    expect(await line.documentFor(0)).toBe(await line.documentFor(0));
  });

  it('opens the ear only once', async () => {
    const { line } = rig();
    await line.documentFor(0);
    expect((await line.documentFor(1)).ear).toBeUndefined();
  });

  it('presses keys in a document of their own, which a park that ends meanwhile cannot repeat', async () => {
    const { line, redirects, served } = rig();
    const first = await line.documentFor(0);
    await line.press('2');
    const press = await served(redirects[0]);
    expect(press.press).toBe('2');
    const parked = first.then.kind === 'park' ? await served(first.then.nextUrl) : undefined;
    expect(parked?.press).toBeUndefined();
    const after = press.then.kind === 'park' ? await served(press.then.nextUrl) : undefined;
    expect(after?.press).toBeUndefined();
  });

  it('keeps the mouth through a key press and parks after it was closed', async () => {
    const { line, redirects, served } = rig();
    await line.documentFor(0);
    await line.openMouth();
    expect((await served(redirects[0])).then.kind).toBe('mouth');
    line.mouthOpened();
    await line.press('1');
    const press = await served(redirects[1]);
    expect(press).toMatchObject({ press: '1', then: { kind: 'mouth' } });
    line.closeMouth();
    const next = press.then.kind === 'mouth' ? await served(press.then.nextUrl) : undefined;
    expect(next?.then.kind).toBe('park');
  });

  it('asks again for a mouth that did not open', async () => {
    const { line, clock, redirects } = rig();
    await line.documentFor(0);
    await line.openMouth();
    await clock.advance(6_000);
    expect(redirects.length).toBe(2);
    line.mouthOpened();
    await clock.advance(20_000);
    expect(redirects.length).toBe(2);
  });

  it('does not make the carrier wait for a database that does not answer', async () => {
    const { line, clock } = rig({ storeAnswers: false });
    const document = line.documentFor(0);
    await clock.advance(2_000);
    expect((await document).then.kind).toBe('park');
  });

  it('after a takeover opens a new ear and hands out no number that the former owner may have used', async () => {
    const { line } = rig({ takeover: true, call: { generation: 7, fence: 2 } });
    const document = await line.documentFor(6);
    expect(document.ear).toBeDefined();
    expect(document.then).toMatchObject({ nextUrl: expect.stringMatching(/next\/18$/) as string });
  });
});
