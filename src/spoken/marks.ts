import { rememberingLastFew } from '../kernel/last-few.ts';
import { lex } from './lexicon.ts';
import { tokenize, type Token } from './tokens.ts';

/**
 * What stands between the words of a value: `repair` ("no, sorry") replaces, `pause` ("hang on") replaces only
 * where what follows begins the same way, `restart` ("let me start over") replaces everything.
 */
export type Break = 'repair' | 'pause' | 'restart';

/** A text without its fillers, repairs and hedges, which are kept as marks between its tokens. */
export type Utterance = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The strongest break that stands in front of a token (one more entry than tokens). */
  readonly breaks: readonly (Break | undefined)[];
  /** Indexes of the tokens that a hedge stands in front of, ascending; may equal `tokens.length`. */
  readonly hedges: readonly number[];
  /** Something was taken out in front of this token. */
  readonly cut: readonly boolean[];
};

type Role = 'filler' | 'hedge' | Break;

const PHRASES: Readonly<Record<Role, string>> = {
  filler:
    "uh huh|uh|um|uhm|umm|uhh|er|erm|ah|hmm|hm|mm|mhm|you know|let me see|let us see|let's see|let me look|let me check|" +
    'let me get that|one moment|one second|one sec|just a second|just a moment|just a sec|one minute please|' +
    'give me a second|give me a moment|give me one second|bear with me|okay|ok|mm kay|mmkay|mkay|alright|all right|well|please|' +
    "sir|ma'am|ready|if you're ready|are you ready|i see|i see here|here we go|go ahead|" +
    'thank you|thanks|sure|yeah|yep|yes|right|exactly|looks like|it looks like|' +
    'ha|haha|ha ha|heh|huh|gosh|oh my gosh|geez|jeez|oh my|goodness|my goodness|shoot|oh shoot|darn|dang|whoa|sheesh',
  hedge:
    "i think|i believe|i guess|i suppose|i assume|i want to say|i would say|i'd say|probably|maybe|perhaps|possibly|presumably|" +
    'about|approximately|around|roughly|approx|nearly|almost|close to|somewhere around|something like|' +
    'should be|should have been|might be|might have been|could be|could have been|may be|may have been|would have been|' +
    "on or about|or about|and change|and some change|something|or so|or thereabouts|give or take|more or less|not sure|i'm not sure|not positive|not certain|" +
    "not a hundred percent sure|not one hundred percent sure|not 100% sure|if i'm not mistaken|if i remember|" +
    'if i recall|if memory serves|as far as i can tell|as far as i know|estimated|an estimate of|ballpark|' +
    'not more than|no more than|not less than|no less than|a little over|a little under|just over|just under|just shy of|a little more than|more than|less than|at least|up to|' +
    "seems like|it seems|don't quote me|supposed to be|sort of|kind of|guessing|i'm guessing|my guess is|pretty sure|" +
    "fairly sure|ish|let's say|say about|we estimate|likely|most likely|apparently|supposedly|i'd guess",
  repair:
    "no wait|no sorry|no no|nope|sorry|i'm sorry|i am sorry|so sorry|correction|scratch that|strike that|i mean|i meant|" +
    'actually|or rather|rather|make that|make it|my mistake|my bad|excuse me|pardon me|oops|whoops|i misspoke|' +
    "let me correct that|let me correct myself|let me fix that|that's wrong|that is wrong|that was wrong|that's not right|not that|" +
    'take that back|i take that back|change that to|change that|read that wrong|i read that wrong|wrong one|i apologize|apologies|' +
    "i transposed that|i transposed those|i gave you the wrong one|that's the wrong one|i had that wrong|" +
    "no i'm sorry|no i mean|no actually|disregard that|forget that|ignore that|it's actually|no that's|no it's|" +
    'i read it wrong|i said it wrong|i said that wrong|i had it wrong|i misread|i misread that|i misread it|did i say|' +
    "let me reread|let me reread that|let me rephrase|i mean to say|i meant to say|that's not it|that can't be right|" +
    "that's a typo|that isn't right|let me back up|amend that",
  pause:
    'hang on|hold on|wait|wait a minute|wait a second|hang on a second|hold on a second|hold on one second',
  restart:
    "let me start over|let me start again|start over|starting over|start again|i'll start over|let me try that again|let me try again|" +
    "from the top|from the beginning|let me repeat that|i'll repeat that|let me repeat|let me read that again|let me say that again|" +
    "let me redo that|let me begin again|once more|one more time|once again|begin again|let's start over|let's try that again",
};

type Phrase = { readonly words: readonly string[]; readonly role: Role };

const phrasesByFirstWord = new Map<string, Phrase[]>();
function addPhrase(words: readonly string[], role: Role): void {
  const first = words[0] ?? '';
  const list = phrasesByFirstWord.get(first) ?? [];
  list.push({ words, role });
  list.sort((a, b) => b.words.length - a.words.length);
  phrasesByFirstWord.set(first, list);
}

for (const [role, phrases] of Object.entries(PHRASES) as [Role, string][]) {
  for (const phrase of phrases.split('|')) {
    const words = phrase.split(' ');
    addPhrase(words, role);
    // "One thirty, or, strike that, one twenty": what is put right is no choice between two.
    if (role === 'repair' && words[0] !== 'or') addPhrase(['or', ...words], role);
    // "Forty, oh wait, forty five": no zero.
    if (role === 'repair' || role === 'pause') addPhrase(['oh', ...words], role);
  }
}

/** "I'm looking at the wrong line", "that's the wrong claim": why it is said anew. */
for (const where of 'line row column screen page claim field number amount date one'.split(' '))
  for (const lead of [
    "i'm looking at",
    'i was looking at',
    "i'm reading",
    'i was reading',
    'i read',
    "i'm on",
    'i was on',
    "that's",
    'that was',
    'that is',
    '',
  ])
    addPhrase(
      [...lead.split(' ').filter((word) => word !== ''), ...(lead === '' ? [] : ['the']), 'wrong', where],
      'repair',
    );

const STRENGTH: Readonly<Record<Break, number>> = { pause: 1, repair: 2, restart: 3 };

function phraseAt(tokens: readonly Token[], at: number): Phrase | undefined {
  const token = tokens[at];
  if (token?.type !== 'word') return undefined;
  const candidates = phrasesByFirstWord.get(token.word);
  if (candidates === undefined) return undefined;
  for (const phrase of candidates) {
    if (phrase.words.every((word, n) => tokens[at + n]?.word === word)) return phrase;
  }
  return undefined;
}

function isValueWord(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.type === 'digits') return true;
  const meaning = lex(token.word);
  return (
    meaning.digit !== undefined || meaning.teen !== undefined || meaning.ten !== undefined ||
    meaning.ordinal !== undefined || meaning.month !== undefined || meaning.weekday !== undefined ||
    meaning.alphabet !== undefined || (meaning.letter !== undefined && token.word.length === 1)
  ); // prettier-ignore
}

/** A text that says no more than that something is put right: "No, let me correct that." */
export function isRepair(text: string): boolean {
  const { tokens, breaks } = listen(text);
  return tokens.length === 0 && (breaks[0] === 'repair' || breaks[0] === 'restart');
}

/** "no" is a repair where a value goes on behind it ("seven, no, eight"), not in "no cents" or "no payment". */
function isBareNo(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.word !== 'no') return false;
  const next = tokens[at + 1];
  if (next === undefined) return false;
  if (next.word === 'one') return next.pause;
  return (
    next.pause || isValueWord(next) || phraseAt(tokens, at + 1)?.role === 'repair' || next.word === 'the'
  );
}

/** Words of a mark that mean something else behind a number word: "twenty-one second", "O like okay". */
function isTaken(tokens: readonly Token[], at: number, phrase: Phrase): boolean {
  const before = tokens[at - 1];
  if (before === undefined) return false;
  if (phrase.role === 'filler' && phrase.words[0] === 'one') {
    return !(tokens[at]?.pause ?? false) && isValueWord(before);
  }
  if (before.word === 'like' || before.word === 'as') return true;
  // "Four oh, sorry, four one": the zero of the row that is put right.
  if (phrase.words[0] === 'oh' && isValueWord(before) && tokens[at + 1]?.pause === true) return true;
  return before.word === 'in' && tokens[at - 2]?.word === 'as';
}

/** One text is searched for values of many kinds. */
const textsInMind = 8;

/** Cuts a text into tokens and takes out what is said around values rather than in them. */
export const listen = rememberingLastFew(textsInMind, utteranceOf, (text) => text);

function utteranceOf(text: string): Utterance {
  const all = tokenize(text);
  const tokens: Token[] = [];
  const breaks: (Break | undefined)[] = [];
  const hedges: number[] = [];
  const cut: boolean[] = [];
  let pending: Break | undefined;
  let removed = false;
  /** What the next kept token's pause becomes: fillers swallow the commas around them. */
  let heldPause: boolean | undefined;
  let stop = false;

  for (let at = 0; at < all.length;) {
    const token = all[at];
    if (token === undefined) break;
    let phrase = phraseAt(all, at);
    if (phrase !== undefined && isTaken(all, at, phrase)) phrase = undefined;
    if (phrase === undefined && isBareNo(all, at)) phrase = { words: ['no'], role: 'repair' };
    if (phrase === undefined) {
      const pause: boolean = heldPause === undefined ? token.pause : heldPause || pending !== undefined;
      stop = stop || token.stop;
      breaks.push(pending);
      cut.push(removed);
      if (pending !== undefined) tokens.push({ ...token, pause, stop, broken: true });
      else tokens.push(pause === token.pause && stop === token.stop ? token : { ...token, pause, stop });
      pending = undefined;
      removed = false;
      heldPause = undefined;
      stop = false;
      at++;
      continue;
    }
    removed = true;
    stop = stop || token.stop;
    if (phrase.role === 'filler') heldPause = heldPause ?? (phrase.words.length > 1 && token.pause);
    else if (phrase.role === 'hedge') {
      hedges.push(tokens.length);
      heldPause = heldPause ?? token.pause;
    } else {
      if (pending === undefined || STRENGTH[phrase.role] > STRENGTH[pending]) pending = phrase.role;
      heldPause = true;
    }
    at += phrase.words.length;
  }
  breaks.push(pending);
  cut.push(removed);
  return { text, tokens, breaks, hedges, cut };
}
