import type { Char, Row } from './chars.ts';
import type { Utterance } from './marks.ts';
import type { Piece } from './pieces.ts';
import { assemble, isSaidIn, REPAIR_WINDOW, resembles, type Segment } from './row-repair.ts';

/** Adds the characters of a piece to others; a plain loop, for it runs for every piece of every row. */
function addChars(chars: Char[], piece: Piece, pause: boolean): void {
  const { sure, start, end } = piece;
  for (let n = 0; n < piece.chars.length; n++) {
    const char = piece.chars.charAt(n);
    const zero = piece.zero === true && char === '0';
    chars.push({ char, sure, zero, start, end, pause: pause && n === 0 });
  }
}

export type RowOptions = {
  readonly read: (utterance: Utterance, at: number) => Piece | undefined;
  readonly lengths?: readonly number[] | undefined;
  /** Words that may stand between the pieces. */
  readonly between: (at: number) => boolean;
  /** A piece that does not count where it stands. */
  readonly accept: (piece: Piece, rowIsEmpty: boolean) => boolean;
};

type Denied = { readonly chars: readonly Char[]; readonly end: number };

/** The characters behind "not", up to a pause, a repair or another "not". */
function readDenied(utterance: Utterance, from: number, read: RowOptions['read']): Denied {
  const chars: Char[] = [];
  let next = from;
  while (chars.length < REPAIR_WINDOW) {
    const token = utterance.tokens[next];
    if (token === undefined || token.word === 'not') break;
    if (next > from && (token.pause || utterance.breaks[next] !== undefined)) break;
    const piece = read(utterance, next);
    if (piece === undefined) break;
    addChars(chars, piece, false);
    next = piece.end;
  }
  return { chars, end: next };
}

/**
 * What a row that begins behind "not" denies: up to the pause, or in "not six six one six six two" the first half.
 * Nothing where no other value follows to stand instead.
 */
export function deniedFirst(utterance: Utterance, at: number, read: RowOptions['read']): Denied | undefined {
  if (utterance.tokens[at - 1]?.word !== 'not') return undefined;
  const { chars, end } = readDenied(utterance, at, read);
  for (let ahead = end; ahead <= end + MOST_BETWEEN; ahead++)
    if (read(utterance, ahead) !== undefined) return chars.length === 0 ? undefined : { chars, end: ahead };
  const half = chars.length / 2;
  const again = chars[half];
  if (half < 2 || again === undefined || again.start === chars[half - 1]?.start) return undefined;
  const first = chars.slice(0, half);
  return resembles(first, chars.slice(half)) ? { chars: first, end: again.start } : undefined;
}

function endsBreath({ tokens }: Utterance, at: number): boolean {
  return tokens[at] === undefined || tokens[at].pause;
}

/** How many words may stand between two pieces of one row ("then the next three are"). */
const MOST_BETWEEN = 5;

/** "Five five, that's five five, seven": what follows begins again where it begins the same way. */
const RESTATING = new Set(["that's", 'again', 'repeat']);

/** Reads the row that starts at a token, with its repairs applied; nothing if no piece starts there. */
export function readRow(utterance: Utterance, at: number, options: RowOptions): Row | undefined {
  const segments: Segment[] = [{ chars: [], how: 'first' }];
  const first = deniedFirst(utterance, at, options.read);
  if (first !== undefined) segments.push({ chars: [], how: 'instead' });
  let next = first?.end ?? at;
  let end = at;
  let open = false;
  let between = 0;
  let pause = false;
  let negated = false;
  let restated = false;
  while (next < utterance.tokens.length) {
    const token = utterance.tokens[next];
    if (token === undefined) break;
    const how = next > at && next !== first?.end ? utterance.breaks[next] : undefined;
    const current = segments[segments.length - 1];
    if (how !== undefined && current !== undefined && (current.chars.length > 0 || segments.length > 1)) {
      if (current.chars.length > 0) segments.push({ chars: [], how });
      else current.how = how;
    }
    pause = pause || token.pause;
    if (token.word === 'not' && end > at) {
      const denied = readDenied(utterance, next + 1, options.read);
      const before = segments.findLast((segment) => segment.chars.length > 0)?.chars ?? [];
      const again = denied.chars.length > 1 && isSaidIn(before, denied.chars);
      if (again || resembles(before, denied.chars)) {
        next = denied.end;
        end = next;
        if (again) {
          if (segments.at(-1)?.chars.length === 0) segments.pop();
          segments.push({ chars: [], how: 'instead', denied: denied.chars });
        }
        continue;
      }
      // "447190, not one nine zero zero": what stands apart is denied as a whole.
      if (denied.chars.length > 1 && token.pause && endsBreath(utterance, denied.end)) {
        next = denied.end;
        end = next;
        continue;
      }
      negated = true;
      next++;
      continue;
    }
    const piece = options.read(utterance, next);
    if (piece === undefined || (!negated && !options.accept(piece, end === at))) {
      if (end === at || ++between > MOST_BETWEEN || !options.between(next)) break;
      restated = restated || RESTATING.has(token.word);
      next++;
      continue;
    }
    if (restated && !negated && segments.at(-1)?.chars.length !== 0)
      segments.push({ chars: [], how: 'again' });
    restated = false;
    next = piece.end;
    between = 0;
    open = piece.open === true;
    end = next;
    if (negated) {
      negated = false;
      continue;
    }
    addChars(segments[segments.length - 1]?.chars ?? [], piece, pause);
    pause = false;
  }
  if (end === at) return undefined;
  if (utterance.tokens[end]?.word === 'as') open = true;
  return assemble(segments, at, end, open, options.lengths);
}
