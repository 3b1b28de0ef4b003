import type { CallScript } from './call-script.ts';
import { hear, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** A stretch of a clause in which nothing is stated of our task, or only to somebody who asked for it. */
export interface Zone extends Span {
  /** What was just asked for may still be answered here, as a guess. */
  answers: boolean;
  /** It supposes: what is still to come is said so. */
  supposes?: boolean;
}

/** What a turn's clauses leave to the ones behind them. */
export interface TurnMemory {
  /** The talk is about another claim or patient. */
  elsewhere: boolean;
  /** The talk is about what was so at another time. */
  before: boolean;
}

/** Where a clause asks, supposes, speaks of others or of what is usual. */
export function zonesOf(clause: string, script: CallScript, memory: TurnMemory): Zone[] {
  const heard = hear(clause);
  const { grounding, reflexes } = script;
  const end = clause.length;
  const zones: Zone[] = [];
  const behind = (patterns: readonly string[], answers: boolean, supposes = false) => {
    const first = places(heard, patterns)[0];
    if (first !== undefined) zones.push({ start: first.start, end, answers, supposes });
  };
  behind(reflexes.request, false);
  behind(grounding.question, false);
  behind(grounding.hypothetical, false, true);
  behind(grounding.policy, true);
  const asks = /\?["'”’)\s]*$/.test(clause);
  if (asks || says(heard, grounding.tag))
    zones.push({ start: 0, end, answers: !(asks && says(heard, grounding.inverted)) });
  zones.push(...elsewhereIn(heard, end, script, memory), ...beforeIn(heard, end, script, memory));
  return zones;
}

/** From words about another claim to words about ours, over the end of the clause if need be. */
function elsewhereIn(heard: Heard, end: number, { grounding }: CallScript, memory: TurnMemory): Zone[] {
  const turns = [
    ...places(heard, grounding.elsewhere).map((span) => ({ ...span, away: true })),
    ...places(heard, grounding.here).map((span) => ({ ...span, away: false })),
  ].sort((a, b) => a.start - b.start);
  const zones: Zone[] = [];
  let from = memory.elsewhere ? 0 : undefined;
  for (const { start, away } of turns) {
    if (away) from ??= start;
    else if (from !== undefined) {
      zones.push({ start: from, end: start, answers: false });
      from = undefined;
    }
  }
  if (from !== undefined) zones.push({ start: from, end, answers: false });
  memory.elsewhere = from !== undefined;
  return zones;
}

/** From words about another time to words about now, over the end of the clause where it goes on in the past. */
function beforeIn(heard: Heard, end: number, script: CallScript, memory: TurnMemory): Zone[] {
  const { grounding } = script;
  if (memory.before && saysWhatIs(heard, script)) memory.before = false;
  const first = memory.before ? 0 : places(heard, grounding.before)[0]?.start;
  if (first === undefined) return [];
  const now = places(heard, grounding.here).find(({ start }) => start > first);
  memory.before = now === undefined;
  return [{ start: first, end: now?.start ?? end, answers: false }];
}

/** "The individual deductible is two thousand": in the present, and of something by its name. */
function saysWhatIs(heard: Heard, { grounding, fields }: CallScript): boolean {
  const topics = grounding.facets.filter(({ subject }) => subject).flatMap(({ values }) => values);
  return (
    says(heard, ['is', 'are', '[a-z]+s are', 'its', 'theyre']) &&
    (topics.some(({ patterns }) => says(heard, patterns)) || fields.some(({ cues }) => says(heard, cues)))
  );
}

/** The zone that a value stands in; of several the one that lets least through. */
export function zoneAt(zones: readonly Zone[], start: number): Zone | undefined {
  const around = zones.filter((zone) => zone.start <= start && start < zone.end);
  const closed = around.filter(({ answers }) => !answers);
  return closed.find(({ supposes }) => supposes !== true) ?? closed[0] ?? around[0];
}
