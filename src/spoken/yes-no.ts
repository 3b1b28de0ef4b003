import { tokenize, type Token } from './tokens.ts';
import type { Found, Parsed, SpokenValue } from './types.ts';

type Answer = SpokenValue<'yes_no'>;

const ANSWERS: Readonly<Record<Answer, string>> = {
  yes:
    "yes|yeah|yep|yup|ya|yah|yes sir|yes ma'am|uh huh|mm hmm|mhm|mm hm|mmhmm|correct|that's correct|that is correct|you are correct|right|" +
    "that's right|that is right|you're right|affirmative|absolutely|definitely|certainly|of course|sure|for sure|sure is|sure did|" +
    'indeed|exactly|you got it|you bet|it is|it was|it does|it did|it has|i do|i did|i can|we do|we did|we have|we can|they are|they do|they did|' +
    "he is|she is|he does|she does|there is|there are|it's correct|i am|you can|you may|you do|i sure do|sounds good|sounds right|that works|" +
    "positive|one hundred percent|a hundred percent|okay|ok|alright|all right|perfect|true|that's it|go ahead|that would be correct",
  no:
    "no|nope|nah|no sir|no ma'am|uh uh|nuh uh|negative|not correct|incorrect|wrong|that's wrong|that's not right|that's not correct|" +
    "that is not correct|that is incorrect|that's incorrect|not right|not at all|absolutely not|definitely not|certainly not|of course not|" +
    "it is not|it's not|it isn't|it was not|it wasn't|it does not|it doesn't|it did not|it didn't|it has not|it hasn't|i do not|i don't|" +
    "i did not|i didn't|i can't|i cannot|we do not|we don't|we did not|we didn't|we have not|we haven't|we can't|they aren't|" +
    "they don't|they didn't|there is not|there isn't|there is no|there's no|there are no|there aren't|there's not|never|not yet|" +
    "not that i see|not that i can see|not really|none|nothing|false|i'm afraid not|unfortunately not|no way|not exactly|not quite|" +
    "you can't|you cannot|disagree|not at this time|not at the moment|not currently|not seeing that|not seeing it|not seeing any|not seeing one|not on file|not showing|not required|not needed|not necessary|he is not|she is not|he's not|she's not|they do not",
  unsure:
    "i don't know|i do not know|i'm not sure|i am not sure|not sure|i'm not certain|not certain|i can't tell|i can't say|i couldn't say|" +
    "couldn't tell you|i couldn't tell you|can't tell|can't say|hard to say|hard to tell|no idea|i have no idea|no way of knowing|no way to know|no way to tell|maybe|perhaps|possibly|might be|" +
    "it might|it might be|could be|it could be|it could|it may|it may be|it depends|depends|that depends|not that i know of|not to my knowledge|not as far as i know|not that i'm aware of|" +
    "unsure|uncertain|unknown|i'm unsure|who knows|i wouldn't know|don't know|yes and no|it varies|sometimes|i'd have to check|" +
    "i would have to check|let me check|i can't see that|i can't confirm|i cannot confirm|i'm unable to tell|unable to say|unclear|it's unclear|not necessarily|not always|not in all cases|it varies by plan|up in the air",
};

const HEDGES =
  "i think|i believe|i guess|probably|i suppose|should be|i would think|i'd think|most likely|likely|as far as i know|as far as i can tell|" +
  "i assume|it should|it looks like|looks like|pretty sure|fairly sure|i'm pretty sure|it seems|it appears|kind of|sort of|presumably|" +
  'to my knowledge|from what i see|from what i can see|more or less';

const REPAIRS =
  "sorry|i'm sorry|wait|hang on|hold on|i mean|actually|correction|scratch that|my mistake|let me correct that|i misspoke|excuse me|strike that";

type Role = Answer | 'hedge' | 'repair' | 'think' | 'doubt' | 'neutral';
type Phrase = { readonly words: readonly string[]; readonly role: Role };

const phrases = new Map<string, Phrase[]>();
function add(list: string, role: Role): void {
  for (const phrase of list.split('|')) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    const known = phrases.get(first) ?? [];
    known.push({ words, role });
    known.sort((a, b) => b.words.length - a.words.length);
    phrases.set(first, known);
  }
}
for (const [role, list] of Object.entries(ANSWERS) as [Answer, string][]) add(list, role);
add(HEDGES, 'hedge');
add('no problem|no worries|no rush|no trouble|no one|no longer|no more than', 'neutral');
add(REPAIRS, 'repair');
add('i think so|i believe so|i guess so|i suppose so|probably so|should be|it should be', 'think');
add(
  "i don't think so|i do not think so|i don't believe so|i do not believe so|i doubt it|i don't think|i do not think|i don't believe|i do not believe|i wouldn't think so|probably not|i guess not|i think not|i suppose not",
  'doubt',
);

function phraseAt(tokens: readonly Token[], at: number): Phrase | undefined {
  for (const phrase of phrases.get(tokens[at]?.word ?? '') ?? []) {
    if (phrase.words.every((word, n) => tokens[at + n]?.word === word)) return phrase;
  }
  return undefined;
}

/**
 * Alone they say something of the speaker, and are more often the first half of "I do not | have that" than an answer
 * about the matter: what rests on them is doubtful.
 */
const ABOUT_THE_SPEAKER = /^(?:i|we) (?:do not|don't|can't|cannot|am)$/;

type Heard = {
  answer: Answer;
  start: number;
  end: number;
  hedged: boolean;
  repairs: boolean;
  /** Half a sentence ("it is" of "it is four"): what it says depends on what follows. */
  unfinished?: boolean;
};

/** Answers that are a subject and a verb, which may as well begin a sentence about something else. */
const CLAUSE = /^(?:it|he|she|they|we|i|you|there|that)$/;

function isUnfinished(tokens: readonly Token[], phrase: Phrase, end: number): boolean {
  const behind = tokens[end];
  if (phrase.words.length !== 2 || !CLAUSE.test(phrase.words[0] ?? '')) return false;
  return behind !== undefined && !behind.pause && phraseAt(tokens, end) === undefined;
}

function hear(tokens: readonly Token[]): { heard: Heard[]; hedges: number[] } {
  const heard: Heard[] = [];
  const hedges: number[] = [];
  let repair = false;
  for (let at = 0; at < tokens.length;) {
    const phrase = phraseAt(tokens, at);
    if (phrase === undefined) {
      at++;
      continue;
    }
    let end = at + phrase.words.length;
    switch (phrase.role) {
      case 'hedge':
        hedges.push(at);
        break;
      case 'repair':
        repair = true;
        break;
      case 'neutral':
        break;
      case 'think':
      case 'doubt':
        heard.push({
          answer: phrase.role === 'think' ? 'yes' : 'no',
          start: at,
          end,
          hedged: true,
          repairs: repair,
        });
        repair = false;
        // What is doubted ("I don't think it is") is no answer of its own.
        if (phrase.role === 'doubt') while (end < tokens.length && tokens[end]?.pause === false) end++;
        break;
      case 'yes':
      case 'no':
      case 'unsure': {
        const unfinished = isUnfinished(tokens, phrase, end);
        const half = end === tokens.length && ABOUT_THE_SPEAKER.test(phrase.words.join(' '));
        heard.push({ answer: phrase.role, start: at, end, hedged: half, repairs: repair, unfinished });
        repair = false;
        break;
      }
    }
    at = end;
  }
  return { heard, hedges };
}

const SOFT = new Set('okay ok alright right perfect sure'.split(' '));

/** One answer out of several words that point somewhere: a repair or the last clear word decides against soft ones. */
function decide(
  tokens: readonly Token[],
  heard: readonly Heard[],
): { chosen: Heard; corrected: boolean } | undefined {
  const strong = heard.filter((one) => one.end - one.start > 1 || !SOFT.has(tokens[one.start]?.word ?? ''));
  const pool = strong.length > 0 ? strong : heard;
  const first = pool[0];
  if (first === undefined) return undefined;
  const repaired = pool.findLast((one) => one.repairs && one !== first);
  if (repaired !== undefined) return { chosen: repaired, corrected: repaired.answer !== first.answer };
  const clear = pool.filter((one) => one.answer !== 'unsure');
  const answers = new Set(clear.map((one) => one.answer));
  if (answers.size === 1 && clear[0] !== undefined && pool[0] === clear[0])
    return { chosen: clear[0], corrected: false };
  if (answers.size === 1 && clear[0] !== undefined) return { chosen: first, corrected: false };
  if (answers.size > 1) {
    // "No, yes, it is": a bare first word is taken back by the sentence behind it; "no, it is four" is no such sentence.
    const sentence = clear.findLast((one) => one.end - one.start > 1 && one.unfinished !== true);
    if (sentence !== undefined) return { chosen: sentence, corrected: false };
    // "Yeah, no": of bare words said in one breath the last one is meant.
    const [one, other, more] = clear;
    const inOneBreath = one?.end === other?.start && more === undefined && other?.unfinished !== true;
    return { chosen: (inOneBreath ? other : undefined) ?? first, corrected: false };
  }
  return { chosen: first, corrected: false };
}

const LIKELY = new Set([
  'probably',
  'most likely',
  'likely',
  'presumably',
  'more than likely',
  'very likely',
]);

/** A hedge that is the whole answer leans to yes. */
function likely(tokens: readonly Token[]): Parsed<'yes_no'> | undefined {
  if (tokens.length > 3 || !LIKELY.has(tokens.map((token) => token.word).join(' '))) return undefined;
  const span = { start: tokens[0]?.start ?? 0, end: tokens[tokens.length - 1]?.end ?? 0 };
  return { value: 'yes', alternatives: [], complete: true, spans: [span], corrected: false, hedged: true };
}

/** Whether a turn says yes, no or neither. Words that say nothing of the kind are left alone. */
export function parseYesNo(text: string): Parsed<'yes_no'> | undefined {
  const tokens = tokenize(text);
  const { heard, hedges } = hear(tokens);
  const decided = decide(tokens, heard);
  if (decided === undefined) return likely(tokens);
  const { chosen, corrected } = decided;
  return {
    value: chosen.answer,
    alternatives: [],
    complete: true,
    spans: [{ start: tokens[chosen.start]?.start ?? 0, end: tokens[chosen.end - 1]?.end ?? 0 }],
    corrected,
    hedged: hedges.length > 0 || heard.some((one) => one.hedged && one.answer === chosen.answer),
  };
}

/** The answer of each sentence that gives one. */
export function findYesNo(text: string): Found<'yes_no'>[] {
  const tokens = tokenize(text);
  const { heard, hedges } = hear(tokens);
  const found: Found<'yes_no'>[] = [];
  let sentence: Heard[] = [];
  const close = (): void => {
    const decided = decide(tokens, sentence);
    if (decided !== undefined) {
      const { chosen, corrected } = decided;
      const span = { start: tokens[chosen.start]?.start ?? 0, end: tokens[chosen.end - 1]?.end ?? 0 };
      const last = sentence[sentence.length - 1];
      const hedged = hedges.some((at) => at >= (sentence[0]?.start ?? 0) - 6 && at <= (last?.end ?? 0) + 6);
      found.push({
        value: chosen.answer, alternatives: [], complete: true, spans: [span], corrected,
        hedged: hedged || sentence.some((one) => one.hedged && one.answer === chosen.answer), span, quote: text.slice(span.start, span.end),
      }); // prettier-ignore
    }
    sentence = [];
  };
  let from = 0;
  for (const one of heard) {
    let stops = false;
    for (let at = from + 1; at <= one.start; at++) if (tokens[at]?.stop === true) stops = true;
    if (stops && sentence.length > 0) close();
    from = one.start;
    sentence.push(one);
  }
  close();
  return found;
}
