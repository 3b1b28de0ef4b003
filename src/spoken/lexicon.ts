/** What one English word can be. A word may be several things: "second", "for", "march". */
export type Lex = {
  /** 0 to 9 */
  readonly digit?: number;
  /** 10 to 19 */
  readonly teen?: number;
  /** 20, 30 … 90 */
  readonly ten?: number;
  /** Power of ten of "hundred", "thousand", "million" … */
  readonly scale?: number;
  /** Ordinal value below 100; of the tens ("twentieth") too. */
  readonly ordinal?: number;
  /** A digit it sounds like in a row of digits ("for", "to", "ate"). */
  readonly soundsDigit?: number;
  /** Several of one digit: "sevens". */
  readonly plural?: number;
  readonly month?: number;
  /** 0 is Sunday. */
  readonly weekday?: number;
  /** The letter that it is, or whose name it sounds like ("see", "jay"). */
  readonly letter?: string;
  /** The letter that it spells in a spelling alphabet. */
  readonly alphabet?: string;
};

const lexicon = new Map<string, Lex>();

function add(words: string, meaning: Lex): void {
  for (const word of words.split(' ')) lexicon.set(word, { ...lexicon.get(word), ...meaning });
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const PLURALS = [
  'zeros zeroes ohs',
  'ones',
  'twos',
  'threes',
  'fours',
  'fives',
  'sixes',
  'sevens',
  'eights',
  'nines',
];
DIGITS.forEach((word, digit) => add(word, { digit }));
PLURALS.forEach((words, plural) => add(words, { plural }));
add('oh nought naught', { digit: 0 });
add('o', { digit: 0, letter: 'O' });
// As they are said in India, where many representatives sit.
add('lakh lakhs lac lacs', { scale: 5 });
add('crore crores', { scale: 7 });
// As radio operators say them.
add('fower', { digit: 4 });
add('fife', { digit: 5 });
add('niner', { digit: 9 });
[
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
].forEach((word, n) => add(word, { teen: 10 + n }));
['twenty', 'thirty', 'forty fourty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety ninty'].forEach(
  (words, n) => add(words, { ten: 20 + 10 * n }),
);
['hundred', 'thousand', 'million', 'billion', 'trillion', 'quadrillion', 'quintillion', 'sextillion'].forEach(
  (word, n) => add(word, { scale: n === 0 ? 2 : 3 * n }),
);
[
  'first 1st', 'second 2nd', 'third 3rd', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth',
  'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth',
  'nineteenth', 'twentieth',
].forEach((words, n) => add(words, { ordinal: n + 1 })); // prettier-ignore
['thirtieth', 'fortieth', 'fiftieth', 'sixtieth', 'seventieth', 'eightieth', 'ninetieth'].forEach((word, n) =>
  add(word, { ordinal: 30 + 10 * n }),
);

const SOUNDS = 'wun won:1 to too tu:2 tree there:3 for fore:4 sicks:6 ate:8';
for (const entry of SOUNDS.matchAll(/([a-z ]+):(\d)/g)) {
  add((entry[1] ?? '').trim(), { soundsDigit: Number(entry[2]) });
}

[
  'january jan', 'february feb', 'march mar', 'april apr', 'may', 'june jun', 'july jul', 'august aug',
  'september sept sep', 'october oct', 'november nov', 'december dec',
].forEach((words, n) => add(words, { month: n + 1 })); // prettier-ignore
['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].forEach((word, weekday) =>
  add(word, { weekday }),
);
add('mon', { weekday: 1 });
add('tues tue', { weekday: 2 });
add('wed', { weekday: 3 });
add('thurs thur thu', { weekday: 4 });
add('fri', { weekday: 5 });

for (let code = 65; code <= 90; code++) {
  add(String.fromCharCode(code + 32), { letter: String.fromCharCode(code) });
}
const LETTER_NAMES =
  'ay eh aye:A be bee:B see sea cee si:C dee:D ee:E ef eff:F gee:G aitch haitch:H eye:I jay:J kay cay:K el ell:L em:M ' +
  'en:N pee pea:P cue queue kew:Q are ar:R es ess:S tea tee ti:T you yu yew ewe:U vee:V ex eks:X why wye:Y zee zed:Z';
for (const entry of LETTER_NAMES.matchAll(/([a-z ]+):([A-Z])/g)) {
  add((entry[1] ?? '').trim(), { letter: entry[2] ?? '' });
}

/**
 * Words that spell a letter when nothing else is said: the NATO alphabet and what call centres say instead. What people
 * call each other ("sugar", "love") spells one only behind its letter: "S as in sugar".
 */
const ALPHABET =
  'alpha alfa adam apple able andrew arthur anna alan bravo boy baker bob barbara ball bill brian charlie charles cat ' +
  'cathy carol delta david dog dan daniel dave donald echo edward easy elephant eric egg foxtrot frank fox fred ' +
  'golf george girl gary gus hotel henry harry house helen hat india ida igloo ice ivan ink ' +
  'juliet juliett john jack james jim joe jane jerry kilo king kite kevin karen kathy ken ' +
  'lima lincoln larry lion linda louis lemon lucy mike mary mother michael mark man martha monkey november nancy ' +
  'nora nick norman nelly oscar ocean orange oliver otto olive papa paul peter pat penguin patrick pizza ' +
  'quebec queen quick quincy romeo robert roger richard rabbit ralph rose ron ruth sierra sam susan steven ' +
  'stephen sally steve scott sun snake tango tom thomas tiger tim ted table train uniform union uncle umbrella ' +
  'utah ursula victor vincent violet van vic whiskey whisky william walter water wendy will ' +
  'xray xylophone xavier yankee young yellow yolanda yoyo zulu zebra zoo zach';
for (const word of ALPHABET.split(' ')) add(word, { alphabet: word.slice(0, 1).toUpperCase() });

const NOTHING: Lex = Object.freeze({});

export function lex(word: string): Lex {
  return lexicon.get(word) ?? NOTHING;
}
