import { findSpoken } from '../spoken/index.ts';
import type { CallScript, ReflexName, ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { isBehindNegation } from './negation.ts';
import { hear, overlaps, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** Talk that is no answer, however it sounds: "check the portal" names no check. */
const tellsNothing = [
  'wait',
  'dontKnow',
  'declines',
  'otherChannel',
  'sentAway',
  'comeAgain',
  'callback',
  'transfer',
] as const satisfies readonly ReflexName[];

/** "I could look for the payment": what somebody may do next tells nothing of how things stand. */
const intends = [
  '(?:i|we|you)(?: can| could| will| would| might|ll|d|m going to| am going to| have to| need to|d have to)+(?: just| also| only| probably)* (?:look|check|try|search|find|ask|verify|pull|research|send|put|request|call|open|review)',
  '(?:ill|id|well|youll|youd|im gonna|im going to)(?: have to| need to| just| also| need you to)* (?:look|check|try|search|find|ask|verify|pull|research|send|put|request|call|open|review)',
];

const shortestRow = 4;

interface Leaning {
  value: string;
  places: readonly Span[];
}

/**
 * The value that an answer to a choice's own question makes likely, where nothing in it states one: "it went through and
 * we issued payment on it". Always a guess, which is read back before it counts. Undefined where nothing leans any way.
 */
export function likelyIn(
  script: CallScript,
  field: ScriptField,
  clause: string,
  isClosed: (start: number) => boolean,
): ValueInText | undefined {
  const heard = hear(clause);
  const { reflexes } = script;
  if (tellsNothing.some((name) => says(heard, reflexes[name])) || says(heard, intends)) return undefined;
  // The zero of "eight one two zero four" is a character of a number.
  const rows = findSpoken('identifier', clause).filter(({ value }) => value.length >= shortestRow);
  const isOfRow = (place: Span) => rows.some(({ span }) => overlaps(span, place));
  const leanings = leaningsIn(script, field, heard)
    .map((one) => ({ ...one, places: one.places.filter((at) => !isClosed(at.start) && !isOfRow(at)) }))
    .filter((one) => one.places.length > 0)
    .sort((a, b) => b.places.length - a.places.length || lastOf(b) - lastOf(a));
  const [best, ...rest] = leanings;
  const first = best?.places[0];
  if (best === undefined || first === undefined) return undefined;
  const end = lastOf(best);
  return {
    value: best.value,
    start: first.start,
    end,
    quote: clause.slice(first.start, end),
    hedged: true,
    likely: true,
    corrected: false,
    others: rest.map(({ value }) => value),
  };
}

/** Of a choice with words of its own those that nothing negates; of a plain yes or no what sounds like one of them. */
function leaningsIn({ grounding }: CallScript, { values }: ScriptField, heard: Heard): Leaning[] {
  const no = places(heard, grounding.soundsNo);
  const negations = [...places(heard, grounding.negation), ...no];
  const own = values.map(({ value, likely }) => ({
    value,
    places: places(heard, likely).filter(
      ({ start }) => !negations.some((one) => isBehindNegation(start, one)),
    ),
  }));
  if (own.some((one) => one.places.length > 0)) return own;
  const plain = (['no', 'yes'] as const).flatMap((answer) => {
    const value = values.find(({ answers }) => answers === answer)?.value;
    const found = answer === 'no' ? no : places(heard, grounding.soundsYes);
    return value === undefined || found.length === 0 ? [] : [{ value, places: found }];
  });
  return plain.slice(0, 1);
}

function lastOf({ places: found }: Leaning): number {
  return Math.max(...found.map(({ end }) => end));
}
