/** A word, a run of digits or a symbol that carries meaning, with its place in the text. */
export type Token = {
  /** Lower-case word, the digits as they stand, or one symbol character. */
  readonly word: string;
  readonly type: 'word' | 'digits' | 'symbol';
  readonly start: number;
  readonly end: number;
  /** Nothing, not even a space, stands between it and the token before. */
  readonly glued: boolean;
  /** A hyphen glues it to the token before ("forty-two", "S-M-I-T-H"). */
  readonly hyphen: boolean;
  /** A pause stands before it: a comma, a full stop, a spaced dash. */
  readonly pause: boolean;
  /** The pause before it closes a sentence. */
  readonly stop: boolean;
  /** A repair stands before it: no number goes on across it. */
  readonly broken?: boolean;
};

const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const APOSTROPHE = 4;
/** Between two letters or digits a symbol, elsewhere a pause. */
const JOINER = 5;
const SYMBOL = 6;

const CLASS_OF = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const char = String.fromCharCode(code);
  if (/\s/.test(char)) CLASS_OF[code] = SPACE;
  else if (/[A-Za-z]/.test(char)) CLASS_OF[code] = LETTER;
  else if (/[0-9]/.test(char)) CLASS_OF[code] = DIGIT;
  else if (char === "'") CLASS_OF[code] = APOSTROPHE;
  else if (',.:;-/'.includes(char)) CLASS_OF[code] = JOINER;
  else if ('$%#&+@()'.includes(char)) CLASS_OF[code] = SYMBOL;
}

function classOf(code: number): number {
  if (code < 128) return CLASS_OF[code] ?? 0;
  if ((code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff)) return LETTER;
  if (code === 0x2019 || code === 0x2018) return APOSTROPHE;
  if (code >= 0x2010 && code <= 0x2015) return JOINER;
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200b)) return SPACE;
  return 0;
}

function isDash(code: number): boolean {
  return code === 0x2d || (code >= 0x2010 && code <= 0x2015);
}

/** "a.m." and "p.m." are one word whichever way they are punctuated; returns the end of it, or 0. */
function meridiemEnd(text: string, at: number): number {
  const first = text.charCodeAt(at) | 0x20;
  if ((first !== 0x61 && first !== 0x70) || text[at + 1] !== '.') return 0;
  if ((text.charCodeAt(at + 2) | 0x20) !== 0x6d) return 0;
  if (classOf(text.charCodeAt(at + 3)) === LETTER) return 0;
  return text[at + 3] === '.' ? at + 4 : at + 3;
}

/** "Twenty-seven's the code": the verb behind a number word is a word of its own. "This one's" names nothing. */
const numberIs =
  /^(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|first|second|third|[a-z]+(?:fth|xth|nth|hth|eth))'s$/;

/** So is it behind the last of spelled letters: "the I D's six two". */
const letterIs = /^[a-z]'s$/;

function endsInVerb(word: string, hyphen: boolean, before: Token | undefined): boolean {
  if (!word.endsWith("'s")) return false;
  if (letterIs.test(word)) return before?.type === 'word' && before.word.length === 1;
  return numberIs.test(word) || (hyphen && word === "one's");
}

/**
 * Cuts a text into tokens in one pass. Hyphens between two words vanish ("forty-two" is two glued words);
 * between digits, or a letter and a digit, they stay as symbols, as do inner commas, points, colons and slashes.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let pause = false;
  let stop = false;
  let hyphen = false;
  let lastEnd = -1;
  let at = 0;

  const push = (type: Token['type'], end: number, word: string): void => {
    tokens.push({ word, type, start: at, end, glued: lastEnd === at, hyphen, pause, stop });
    pause = false;
    stop = false;
    hyphen = false;
    lastEnd = end;
    at = end;
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === LETTER) {
      const meridiem = meridiemEnd(text, at);
      if (meridiem > 0) {
        push('word', meridiem, code === 0x61 || code === 0x41 ? 'am' : 'pm');
        continue;
      }
      let end = at + 1;
      let apostrophe = false;
      while (end < text.length) {
        const inner = classOf(text.charCodeAt(end));
        if (inner === LETTER) end++;
        else if (inner === APOSTROPHE && classOf(text.charCodeAt(end + 1)) === LETTER) {
          apostrophe = true;
          end += 2;
        } else break;
      }
      const lower = text.slice(at, end).toLowerCase();
      const word = apostrophe ? lower.replace(/[\u2018\u2019]/g, "'") : lower;
      if (apostrophe && endsInVerb(word, hyphen, tokens.at(-1))) {
        push('word', end - 2, word.slice(0, -2));
        lastEnd = -1;
        push('word', end, 'is');
      } else push('word', end, word);
    } else if (kind === DIGIT) {
      let end = at + 1;
      while (end < text.length && classOf(text.charCodeAt(end)) === DIGIT) end++;
      push('digits', end, text.slice(at, end));
    } else if (kind === SYMBOL) {
      push('symbol', at + 1, text.slice(at, at + 1));
    } else if (kind === JOINER) {
      const before = lastEnd === at ? classOf(text.charCodeAt(at - 1)) : 0;
      const after = at + 1 < text.length ? classOf(text.charCodeAt(at + 1)) : 0;
      const dash = isDash(code);
      const joins = (before === LETTER || before === DIGIT) && (after === LETTER || after === DIGIT);
      if (joins && dash && before === LETTER && after === LETTER) {
        lastEnd = at + 1;
        hyphen = true;
        at++;
      } else if (joins || (text[at] === '/' && after !== SPACE) || (text[at] === '.' && after === DIGIT)) {
        push('symbol', at + 1, dash ? '-' : text.slice(at, at + 1));
      } else if (dash && before === 0 && (after === DIGIT || text[at + 1] === '$')) {
        push('symbol', at + 1, '-');
      } else {
        pause = true;
        if (text[at] === ';' || (text[at] === '.' && text[at + 1] !== '.' && text[at - 1] !== '.'))
          stop = true;
        at++;
      }
    } else {
      if (kind === 0) {
        pause = true;
        if (text[at] === '?' || text[at] === '!') stop = true;
      }
      at++;
    }
  }
  return tokens;
}
