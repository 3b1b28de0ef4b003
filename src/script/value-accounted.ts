import type { CallScript } from './call-script.ts';
import type { GroundContext } from './found.ts';
import type { Placed } from './value-placed.ts';
import { places } from './words.ts';
import type { Heard, Span } from './words.ts';

type Patterns = readonly string[];

/**
 * Tells of each value in a clause whether every word around it, from the value before it to the one behind it, is known
 * to say nothing that could make it another thing's: "the pharmacy one is a hundred" holds a word of which nobody knows
 * what it does to the hundred. What is known is looked for once, where a value wants it.
 */
export function accountOf(
  heard: Heard,
  all: readonly Placed[],
  context: GroundContext,
): (index: number) => boolean {
  let known: readonly Span[] | undefined;
  return (index) => {
    const spans = (known ??= [
      ...knownSpans(heard, context.script),
      ...all.flatMap(({ cluster, subject }) => (subject === undefined ? [cluster] : [cluster, subject.mark])),
    ]);
    const from = all[index - 1]?.cluster.end ?? 0;
    const to = all[index + 1]?.cluster.start ?? heard.text.length;
    return areKnown(wordsIn(heard, from, to), spans, context);
  };
}

/** Whether every word of a clause, but for those of `texts`, is known to make a choice in it no other thing's. */
export function isAccountedFor(heard: Heard, context: GroundContext, texts: readonly Span[]): boolean {
  const { grounding } = context.script;
  const spans = [...knownSpans(heard, context.script), ...places(heard, grounding.plainChoice), ...texts];
  return areKnown(wordsIn(heard, 0, heard.text.length), spans, context);
}

function areKnown(
  words: readonly { word: string; start: number }[],
  spans: readonly Span[],
  context: GroundContext,
): boolean {
  return words.every(
    ({ word, start }) =>
      isNameOf(word, context) || spans.some((span) => span.start <= start && start < span.end),
  );
}

/** Words of the plain text that begin between two places, where they begin in the text. */
function wordsIn({ plain, at }: Heard, from: number, to: number): { word: string; start: number }[] {
  return [...plain.matchAll(/[a-z0-9]+/g)]
    .map(({ 0: word, index }) => ({ word, start: at[index] ?? 0 }))
    .filter(({ start }) => start >= from && start < to);
}

function isNameOf(word: string, { inputs = {}, payorName = '' }: GroundContext): boolean {
  return [inputs.patientFirstName, inputs.patientLastName, payorName].some((name) =>
    String(name ?? '')
      .toLowerCase()
      .split(/[^a-z]+/)
      .includes(word.replace(/s$/, '')),
  );
}

function knownSpans(heard: Heard, script: CallScript): readonly Span[] {
  return wordsOf(script).flatMap((patterns) => places(heard, patterns));
}

/** By script, of which there are few. */
const known = new WeakMap<CallScript, readonly Patterns[]>();

function wordsOf(script: CallScript): readonly Patterns[] {
  let words = known.get(script);
  if (words === undefined) {
    const { fields, grounding, reflexes } = script;
    const lists = [
      ...fields.flatMap(({ cues, none, share, values, certain }) => [
        cues,
        none,
        certain,
        ...(share === undefined ? [] : [share.own, share.other]),
        ...values.flatMap(({ patterns, asked }) => [patterns, asked]),
      ]),
      ...grounding.facets.flatMap(({ values }) => values.map(({ patterns }) => patterns)),
      grounding.plain,
      grounding.zero,
      grounding.own,
      grounding.here,
      grounding.each,
      grounding.granted,
      grounding.frames,
      grounding.negation,
      reflexes.wait,
      reflexes.repair,
      reflexes.hedge,
      reflexes.yes,
      reflexes.no,
      reflexes.backchannel,
      reflexes.dontKnow,
    ];
    words = [...new Set(lists)];
    known.set(script, words);
  }
  return words;
}
