import { holdMusic } from '../audio/synthesis.ts';
import { converse } from './conversation.ts';
import { LineEnded, makeLine } from './line.ts';
import { playSteps } from './menu.ts';
import { makeRepresentative } from './representative.ts';
import type { Scenario } from './scenario.ts';
import type { PayorSpeech } from './speech-port.ts';
import type { CallPhase, CallVerdict, PayorEvent } from './verdict.ts';

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

/** Long enough to loop without sounding like a stutter. */
const musicMs = 16_000;

/** A machine does not hang up on its own last syllable. */
const lastBreathMs = 1200;

export function makePayorCall(options: {
  invite: { callSid: string; to: string; from: string };
  scenario: Scenario;
  engine: PayorSpeech;
  shortHolds: boolean;
  trunk: Trunk;
  emit: (event: PayorEvent) => void;
}): PayorCall {
  const { scenario, engine, trunk, emit, invite } = options;
  const verdict: CallVerdict = {
    ...invite,
    scenario: scenario.title,
    phases: [],
    heard: [],
    said: [],
    keys: [],
    entered: [],
    disclosures: [],
    endedBy: null,
    durationMs: 0,
  };
  const { callSid } = invite;
  const drop = scenario.faults.drop;
  let state: 'ringing' | 'live' | 'ended' = 'ringing';
  let ringLeftMs = scenario.line.ringMs;

  const line = makeLine({
    engine,
    hiss: scenario.faults.noise,
    onHeard(turn) {
      verdict.heard.push(turn);
      emit({ type: 'heard', callSid, turn });
    },
    onSaid(turn) {
      verdict.said.push(turn);
      emit({ type: 'said', callSid, turn });
    },
  });

  const end = (by: NonNullable<CallVerdict['endedBy']>) => {
    if (state === 'ended') return;
    state = 'ended';
    verdict.endedBy = by;
    verdict.durationMs = line.nowMs;
    if (by === 'payor' || by === 'dropped') trunk.signal({ event: 'hangup' });
    emit({ type: 'ended', callSid, by });
    trunk.close();
    line.end().catch(() => undefined);
  };

  const phase = (name: CallPhase) => {
    if (verdict.phases.at(-1)?.phase === name) return;
    verdict.phases.push({ phase: name, startMs: line.nowMs });
    emit({ type: 'phase', callSid, phase: name });
    if (drop?.phase === name && name !== 'answers')
      line.pause(drop.afterMs).then(
        () => end('dropped'),
        () => undefined,
      );
  };

  const play = async () => {
    const after = await playSteps(scenario.line.steps, {
      line,
      task: scenario.task,
      voice: scenario.line.voice,
      music: holdMusic(musicMs),
      shortHolds: options.shortHolds,
      onPhase: phase,
      onEntered: (entry) => verdict.entered.push(entry),
    });
    const person = scenario.representative;
    if (after === 'hangup' || !person) {
      await line.pause(lastBreathMs);
      end('payor');
      return;
    }
    const mind = makeRepresentative(scenario, person);
    verdict.disclosures = mind.disclosures;
    const how = await converse({ line, mind, person, dropAfter: drop, onPhase: phase });
    end(how === 'dropped' ? 'dropped' : 'payor');
  };

  const answer = () => {
    state = 'live';
    trunk.signal({ event: 'answer' });
    play().catch((error: unknown) => {
      if (error instanceof LineEnded) return;
      emit({ type: 'mistake', callSid, message: error instanceof Error ? error.message : String(error) });
      end('payor');
    });
  };

  const pickUp = () => {
    const how = scenario.line.answer;
    if (how === 'answer') {
      answer();
      return;
    }
    trunk.signal({ event: 'reject', cause: how });
    end('rejected');
  };

  phase('ringing');
  trunk.signal({ event: 'ringing' });
  return {
    verdict,
    tick() {
      if (state === 'ringing') {
        ringLeftMs -= 20;
        if (ringLeftMs <= 0) pickUp();
      } else if (state === 'live') trunk.send(line.tick());
    },
    feed(frame) {
      if (state === 'live') line.feed(frame);
    },
    key(digit) {
      if (state !== 'live') return;
      verdict.keys.push({ digit, atMs: line.nowMs });
      emit({ type: 'key', callSid, digit });
      line.key(digit);
    },
    callerLeft: () => end('caller'),
  };
}
