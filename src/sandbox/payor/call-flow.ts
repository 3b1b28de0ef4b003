import { converse } from './conversation.ts';
import { LineEnded } from './line.ts';
import type { Background, Line, LineObserver, Speaker } from './line.ts';
import { playSteps } from './menu.ts';
import { makeRepresentative } from './representative.ts';
import { seededRandom } from './random.ts';
import { firstOf } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './scenario-line.ts';
import type { Representative } from './scenario-person.ts';
import type { DisclosureWatch } from './disclosures.ts';
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
    answeredAt: null,
    phases: [],
    heard: [],
    said: [],
    sounds: [],
    keys: [],
    entered: [],
    persons: [],
    told: [],
    disclosures: [],
    questions: [],
    notUnderstood: [],
    readBacks: [],
    identifierReadBacks: [],
    refusals: [],
    tasks: [],
    limitSaidAtMs: null,
    endedBy: null,
    speakingAtEnd: null,
    durationMs: 0,
  };
}

/** Writes what a line tells into the verdict, and tells it on. */
export function observe(options: {
  verdict: CallVerdict;
  watch: DisclosureWatch;
  emit: (event: PayorEvent) => void;
  nowMs: () => number;
}): LineObserver {
  const { verdict, watch, emit, nowMs } = options;
  const { callSid } = verdict;
  let saying: { speaker: Speaker; startMs: number } | undefined;

  /** Who spoke, or what sounded, at a time that is not long past. */
  const during = (atMs: number): Speaker | Background => {
    if (saying && saying.startMs <= atMs) return saying.speaker;
    const said = verdict.said.findLast(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    const sound = verdict.sounds.findLast((change) => change.atMs <= atMs);
    return said?.speaker ?? sound?.sound ?? 'silence';
  };

  return {
    onSaying(speaker, startMs) {
      saying = { speaker, startMs };
    },
    onHeard(turn) {
      verdict.heard.push({ ...turn, during: during(turn.startMs) });
      watch.heard(turn.text, turn.startMs);
      emit({ type: 'heard', callSid, turn });
    },
    onSaid(turn) {
      saying = undefined;
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

/** More transfers than these are a circle. */
const mostTransfers = 8;

/** An answered call from its first step to its end, on whatever kind of line. */
export function playCall(options: {
  scenario: Scenario;
  line: Line;
  verdict: CallVerdict;
  watch: DisclosureWatch;
  shortHolds: boolean;
  seed: number;
  emit: (event: PayorEvent) => void;
  end: (by: 'payor' | 'dropped') => void;
}): void {
  const { scenario, line, verdict, watch, shortHolds, emit, end } = options;
  const drop = scenario.faults.drop;
  const random = seededRandom(options.seed);

  const phase = (name: CallPhase) => {
    if (!notePhase(verdict, emit, name, line.nowMs)) return;
    if (drop?.phase === name && name !== 'answers')
      line.pause(drop.afterMs).then(
        () => end('dropped'),
        () => undefined,
      );
  };

  const steps = (list: readonly Step[]) =>
    playSteps(list, {
      line,
      matter: firstOf(scenario),
      voice: scenario.line.voice,
      shortHolds,
      random,
      onPhase: phase,
      onEntered: (entry) => verdict.entered.push(entry),
      onAsked: (field) => watch.asked([field]),
    });

  const meet = (person: Representative) => {
    const before = verdict.told.at(-1)?.facts ?? 0;
    return converse({
      line,
      mind: makeRepresentative({
        scenario,
        person,
        random,
        notes: verdict,
        onAsked: (names) => watch.asked(names),
      }),
      person,
      dropAfter: drop,
      shortHolds,
      onPhase: phase,
      onFirstWords: (firstWords, atMs, endMs) =>
        verdict.persons.push({ name: person.name, firstWords, atMs, endMs }),
      onTold: (own) => {
        const facts = before + own;
        if (facts > (verdict.told.at(-1)?.facts ?? 0)) verdict.told.push({ facts, atMs: line.nowMs });
      },
    });
  };

  const play = async (): Promise<'payor' | 'dropped'> => {
    let after = await steps(scenario.line.steps);
    let person = scenario.representative;
    for (let transfers = 0; transfers <= mostTransfers; transfers += 1) {
      if (after === 'hangup' || !person) break;
      const ending = await meet(person);
      if (ending.type !== 'transfer') return ending.type === 'dropped' ? 'dropped' : 'payor';
      after = await steps(ending.steps);
      person =
        ending.to === undefined ? undefined : scenario.colleagues.find(({ name }) => name === ending.to);
    }
    await line.pause(lastBreathMs);
    return 'payor';
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
