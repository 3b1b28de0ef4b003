import { converse } from './conversation.ts';
import { LineEnded } from './line.ts';
import type { Line, LineObserver } from './line.ts';
import { playSteps } from './menu.ts';
import { makeRepresentative } from './representative.ts';
import type { Scenario } from './scenario.ts';
import type { CallPhase, CallVerdict, PayorEvent } from './verdict.ts';

/** A machine does not hang up on its own last syllable. */
const lastBreathMs = 1200;

export function emptyVerdict(
  invite: { callSid: string; to: string; from: string },
  scenario: Scenario,
): CallVerdict {
  return {
    callSid: invite.callSid,
    to: invite.to,
    from: invite.from,
    scenario: scenario.title,
    answeredAfterMs: null,
    phases: [],
    heard: [],
    said: [],
    sounds: [],
    keys: [],
    entered: [],
    disclosures: [],
    endedBy: null,
    durationMs: 0,
  };
}

/** Writes what a line tells into the verdict, and tells it on. */
export function observe(
  verdict: CallVerdict,
  emit: (event: PayorEvent) => void,
  nowMs: () => number,
): LineObserver {
  const { callSid } = verdict;
  return {
    onHeard(turn) {
      verdict.heard.push(turn);
      emit({ type: 'heard', callSid, turn });
    },
    onSaid(turn) {
      verdict.said.push(turn);
      emit({ type: 'said', callSid, turn });
    },
    onSound(sound) {
      verdict.sounds.push({ sound, atMs: nowMs() });
    },
  };
}

export function notePhase(
  verdict: CallVerdict,
  emit: (event: PayorEvent) => void,
  phase: CallPhase,
  startMs: number,
): boolean {
  if (verdict.phases.at(-1)?.phase === phase) return false;
  verdict.phases.push({ phase, startMs });
  emit({ type: 'phase', callSid: verdict.callSid, phase });
  return true;
}

/** An answered call from its first step to its end, on whatever kind of line. `end` is called exactly once by it. */
export function playCall(options: {
  scenario: Scenario;
  line: Line;
  verdict: CallVerdict;
  shortHolds: boolean;
  emit: (event: PayorEvent) => void;
  end: (by: 'payor' | 'dropped') => void;
}): void {
  const { scenario, line, verdict, emit, end } = options;
  const drop = scenario.faults.drop;

  const phase = (name: CallPhase) => {
    if (!notePhase(verdict, emit, name, line.nowMs)) return;
    if (drop?.phase === name && name !== 'answers')
      line.pause(drop.afterMs).then(
        () => end('dropped'),
        () => undefined,
      );
  };

  const play = async (): Promise<'payor' | 'dropped'> => {
    const after = await playSteps(scenario.line.steps, {
      line,
      task: scenario.task,
      voice: scenario.line.voice,
      shortHolds: options.shortHolds,
      onPhase: phase,
      onEntered: (entry) => verdict.entered.push(entry),
    });
    const person = scenario.representative;
    if (after === 'hangup' || !person) {
      await line.pause(lastBreathMs);
      return 'payor';
    }
    const mind = makeRepresentative(scenario, person);
    verdict.disclosures = mind.disclosures;
    const how = await converse({ line, mind, person, dropAfter: drop, onPhase: phase });
    return how === 'dropped' ? 'dropped' : 'payor';
  };

  play().then(end, (error: unknown) => {
    if (error instanceof LineEnded) return;
    emit({
      type: 'mistake',
      callSid: verdict.callSid,
      message: error instanceof Error ? error.message : String(error),
    });
    end('payor');
  });
}
