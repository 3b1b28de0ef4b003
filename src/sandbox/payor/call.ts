import { emptyVerdict, notePhase, observe, playCall } from './call-flow.ts';
import { makeDisclosureWatch } from './disclosures.ts';
import { seedOf, seededRandom } from './random.ts';
import { casesOf } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import { makeSoundLine } from './sound-line.ts';
import type { PayorSpeech } from './speech-port.ts';
import type { CallVerdict, PayorEvent } from './verdict.ts';

/** One incoming call, driven by a 20 ms tick and by what the trunk brings. */
export interface PayorCall {
  readonly verdict: CallVerdict;
  tick(): void;
  feed(frame: Uint8Array): void;
  key(digit: string): void;
  /** The caller hung up, or its socket is gone. */
  callerLeft(): void;
}

interface Trunk {
  signal(message: object): void;
  send(frame: Uint8Array): void;
  close(): void;
}

export function makePayorCall(options: {
  invite: { callSid: string; to: string; from: string };
  scenario: Scenario;
  engine: PayorSpeech;
  shortHolds: boolean;
  trunk: Trunk;
  emit: (event: PayorEvent) => void;
}): PayorCall {
  const { scenario, trunk, emit } = options;
  const verdict = emptyVerdict(options.invite, scenario);
  const { callSid } = verdict;
  const watch = makeDisclosureWatch(casesOf(scenario).map(({ task }) => task));
  verdict.disclosures = watch.disclosures;
  const seed = seedOf(scenario.title);
  let state: 'ringing' | 'live' | 'ended' = 'ringing';
  let ringingMs = 0;

  const line = makeSoundLine({
    engine: options.engine,
    faults: scenario.faults,
    random: seededRandom(seed),
    observer: observe({ verdict, watch, emit, nowMs: () => line.nowMs }),
  });

  const end = (by: NonNullable<CallVerdict['endedBy']>) => {
    if (state === 'ended') return;
    state = 'ended';
    verdict.endedBy = by;
    verdict.durationMs = line.nowMs;
    verdict.speakingAtEnd = line.speaking;
    if (by === 'payor' || by === 'dropped') trunk.signal({ event: 'hangup' });
    emit({ type: 'ended', callSid, by });
    trunk.close();
    line.end().catch(() => undefined);
  };

  const pickUp = () => {
    const how = scenario.line.answer;
    if (how !== 'answer') {
      trunk.signal({ event: 'reject', cause: how });
      end('rejected');
      return;
    }
    state = 'live';
    verdict.answeredAfterMs = ringingMs;
    verdict.answeredAt = Date.now();
    trunk.signal({ event: 'answer' });
    playCall({ scenario, line, verdict, watch, shortHolds: options.shortHolds, seed, emit, end });
  };

  notePhase(verdict, emit, 'ringing', 0);
  trunk.signal({ event: 'ringing' });
  return {
    verdict,
    tick() {
      if (state === 'ringing') {
        ringingMs += 20;
        if (ringingMs >= scenario.line.ringMs) pickUp();
      } else if (state === 'live') trunk.send(line.tick());
    },
    feed(frame) {
      if (state === 'live') line.feed(frame);
    },
    key(digit) {
      if (state !== 'live') return;
      verdict.keys.push({ digit, atMs: line.nowMs });
      watch.key(digit, line.nowMs);
      emit({ type: 'key', callSid, digit });
      line.key(digit);
    },
    callerLeft: () => end('caller'),
  };
}
