import { lex } from './lexicon.ts';
import type { Utterance } from './marks.ts';
import { readGroup } from './numbers.ts';
import { letterAt, MARKS, spelledBehind, TIMES, toldApart, WEAK } from './spelling.ts';
import type { Token } from './tokens.ts';

/**
 * One spoken unit of an identifier or a spelled word: "C as in Charlie", "double eight", "forty-five", "dash".
 * - `sure`: cannot be misheard for another letter (spelled with a word, or written)
 * - `weak`: an everyday word that counts only beside stronger pieces ("for", "you", "a")
 * - `open`: it waits for more ("double", "C as in")
 */
export type Piece = {
  readonly chars: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'letter' | 'number' | 'mark';
  readonly sure: boolean;
  readonly weak: boolean;
  readonly open?: boolean | undefined;
  /** "oh" or "o": a zero that may be the letter. */
  readonly zero?: boolean | undefined;
};

const LEADS = new Set('capital uppercase lowercase letter digit big small'.split(' '));

/** What is counted or measured in figures that it is written together with: "a 30-day supply", "10am", "21st". */
const WRITTEN_UNITS = new Set(
  (
    'day days week weeks month months year years hour hours minute minutes second dollar dollars cents percent visit visits unit ' +
    'units digit digits page pages step person am pm st nd rd th'
  ).split(' '),
);

/** Letters written into a word of figures: the "eg" of "1EG4", the "CO" of "CO-197", or capitals alone. */
function isWrittenLetters(utterance: Utterance, at: number): boolean {
  const { tokens, text } = utterance;
  const token = tokens[at];
  if (token?.type !== 'word' || token.word.length > 6 || !/^[a-z]+$/.test(token.word)) return false;
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (WRITTEN_UNITS.has(token.word) && isUnitOfFigures(tokens, at)) return false;
  const meaning = lex(token.word);
  const numberWord = meaning.digit !== undefined || meaning.teen !== undefined || meaning.ten !== undefined;
  if (numberWord && token.word.length > 1) return false;
  const joined = (other: Token | undefined, glued: boolean): boolean =>
    other !== undefined && glued && (other.type === 'digits' || other.word === '-');
  if (joined(next, next?.glued === true) || joined(before, token.glued)) return true;
  if (
    token.word.length < 2 ||
    token.word.length > 5 ||
    meaning.alphabet !== undefined ||
    meaning.month !== undefined
  )
    return false;
  const written = text.slice(token.start, token.end);
  return written === written.toUpperCase() && written !== 'OH' && !isSpelledWord(token.word);
}

/** Figures stand in front, nothing else is written together with them. */
function isUnitOfFigures(tokens: readonly Token[], at: number): boolean {
  const figures = tokens[at - 1]?.word === '-' ? at - 2 : at - 1;
  return (
    tokens[at]?.glued === true &&
    tokens[figures]?.type === 'digits' &&
    !tokens[figures].glued &&
    tokens[at + 1]?.glued !== true
  );
}

const SPELLED_OUT = new Set(
  'carc rarc hcpcs pos icd cpt dos ssn eob era eft ein tin ptan mbi dash hyphen slash dot space oh double triple as in like for to the is it id npi cpt dob'.split(
    ' ',
  ),
);

function isSpelledWord(word: string): boolean {
  return SPELLED_OUT.has(word) || lex(word).letter !== undefined;
}

function repeat(piece: Piece, times: number, start: number): Piece {
  return { ...piece, chars: piece.chars.repeat(times), start };
}

/** "double capital B" is two words deep. */
const DEEPEST = 3;

/** The piece that starts at a token. Looks at a bounded number of tokens. */
export function readPiece(utterance: Utterance, at: number, letters = false, depth = 0): Piece | undefined {
  const { tokens } = utterance;
  const token = tokens[at];
  if (token === undefined || depth > DEEPEST) return undefined;
  const { word } = token;
  const piece = (chars: string, end: number, kind: Piece['kind'], more: Partial<Piece> = {}): Piece => ({
    chars, start: at, end, kind, sure: false, weak: false, ...more,
  }); // prettier-ignore

  if (token.type === 'symbol') {
    if (!/^[-/.]$/.test(word)) return undefined;
    return piece(word, at + 1, 'mark', { sure: true });
  }
  if (token.type === 'digits') {
    if (letters) return undefined;
    const hundreds = tokens[at + 1]?.word === 'hundred' ? readGroup(tokens, at, { row: true }) : undefined;
    return piece(hundreds?.figures ?? word, hundreds?.end ?? at + 1, 'number', { sure: true });
  }

  const isLetterLead = LEADS.has(word) || (word === 'the' && LEADS.has(tokens[at + 1]?.word ?? ''));
  if (
    isLetterLead ||
    (word === 'upper' && tokens[at + 1]?.word === 'case') ||
    (word === 'lower' && tokens[at + 1]?.word === 'case')
  ) {
    const skip = word === 'the' || word === 'upper' || word === 'lower' ? 2 : 1;
    const inner = readPiece(
      utterance,
      at + skip,
      letters || word === 'letter' || tokens[at + 1]?.word === 'letter',
      depth + 1,
    );
    if (inner === undefined || inner.kind === 'mark') return undefined;
    return { ...inner, start: at, weak: false };
  }
  if (isWrittenLetters(utterance, at) && !(tokens[at + 1]?.word === 'as' && tokens[at + 2]?.word === 'in')) {
    return piece(word.toUpperCase(), at + 1, 'letter', {
      sure: word.length > 1 || token.glued || tokens[at + 1]?.glued === true,
    });
  }
  const told = toldApart(tokens, at);
  if (told !== undefined)
    return piece(told.char, told.end, /\d/.test(told.char) ? 'number' : 'letter', { sure: true });
  const head = letterAt(tokens, at);
  const headEnd = head?.end ?? at + 1;
  if (
    head !== undefined ||
    (tokens[headEnd]?.word === 'as' && tokens[headEnd + 1]?.word === 'in' && word.length <= 5)
  ) {
    const spelled = tokens[headEnd]?.pause === true && tokens[headEnd].word !== 'as' && tokens[headEnd].word !== 'like'
      ? undefined
      : spelledBehind(tokens, head?.letter ?? '', headEnd); // prettier-ignore
    if (spelled === 'open' && head !== undefined)
      return piece(head.letter, tokens.length, 'letter', { open: true });
    if (spelled !== undefined && spelled !== 'open')
      return piece(spelled.letter, spelled.end, 'letter', { sure: true });
  }
  if (word === 'double' && head !== undefined) return piece('W', head.end, 'letter');
  const times = TIMES[word];
  if (times !== undefined) {
    const doubled = TIMES[tokens[at + 1]?.word ?? ''] !== undefined && head === undefined;
    if (doubled && letterAt(tokens, at + 1) === undefined) return undefined;
    if (at + 1 >= tokens.length) return piece('', at + 1, 'number', { open: true });
    const inner = readPiece(utterance, at + 1, letters, depth + 1);
    if (inner === undefined || inner.kind === 'mark') return undefined;
    if (inner.chars.length === 1) return repeat(inner, times, at);
    if (inner.kind === 'number')
      return { ...inner, chars: inner.chars.slice(0, 1).repeat(times) + inner.chars.slice(1), start: at };
    return undefined;
  }
  const mark = MARKS[word];
  if (mark !== undefined) return piece(mark, at + 1, 'mark', { sure: true });

  if (isHelpingVerb(tokens, at)) return undefined;
  const meaning = lex(word);
  if (letters) {
    // The line swallowed the letter of "P as in papa".
    const behind = word === 'in' ? lex(tokens[at + 1]?.word ?? '').alphabet : undefined;
    if (behind !== undefined) return piece(behind, at + 2, 'letter', { sure: true });
    if (word === 'oh') return piece('O', at + 1, 'letter', { weak: true });
    if (head !== undefined) return piece(head.letter, head.end, 'letter', { weak: head.weak });
    if (meaning.alphabet !== undefined) return piece(meaning.alphabet, at + 1, 'letter', { sure: true });
    return pluralLetter(tokens, at, piece);
  }
  const counted = tokens[at + 1] === undefined ? undefined : lex(tokens[at + 1]?.word ?? '').plural;
  if (counted !== undefined && meaning.digit !== undefined && meaning.digit >= 2 && meaning.digit <= 6) {
    return piece(String(counted).repeat(meaning.digit), at + 2, 'number', { sure: true });
  }
  const group = readGroup(tokens, at, { row: true, homophones: true });
  const isArticle = word === 'a' && lex(tokens[at + 1]?.word ?? '').scale === undefined;
  if (group !== undefined && group.form !== 'written' && !isArticle) {
    const zero = word === 'oh' || word === 'o';
    return piece(group.figures, group.end, 'number', {
      weak: WEAK.has(word) && group.form === 'digit',
      zero: zero ? true : undefined,
    });
  }
  if (head !== undefined)
    return piece(head.letter, head.end, 'letter', { weak: head.weak && !isCapitalA(utterance, at) });
  if (meaning.alphabet !== undefined) return piece(meaning.alphabet, at + 1, 'letter', { sure: true });
  if (meaning.plural !== undefined) return undefined;
  return undefined;
}

/** Letters whose names begin with a vowel. */
const takesAn = /^[aefhilmnorsx]$/;

const behindWill =
  /^(?:be|bring|do|find|get|give|help|identify|let|locate|pull|reference|show|take|tell|work)$/;

/** "S M eight zero zero four one will pull up this call": a verb, and no W. */
function isHelpingVerb(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.word === 'will' && behindWill.test(tokens[at + 1]?.word ?? '');
}

/** A capital A inside a sentence is no article; nor is one before a letter that would have it "an": "A F three three". */
function isCapitalA(utterance: Utterance, at: number): boolean {
  const token = utterance.tokens[at];
  const next = utterance.tokens[at + 1];
  if (token?.word === 'a' && next?.pause === false && takesAn.test(next.word)) return true;
  return (
    token !== undefined && at > 0 && !token.stop && token.word === 'a' && utterance.text[token.start] === 'A'
  );
}

/** "two Ls": a number of one letter. */
function pluralLetter(
  tokens: readonly Token[],
  at: number,
  piece: (chars: string, end: number, kind: Piece['kind']) => Piece,
): Piece | undefined {
  const times = lex(tokens[at]?.word ?? '').digit;
  const match = /^([a-z])'?s$/.exec(tokens[at + 1]?.word ?? '');
  if (times === undefined || times < 2 || times > 4 || match === null) return undefined;
  return piece((match[1] ?? '').toUpperCase().repeat(times), at + 2, 'letter');
}
