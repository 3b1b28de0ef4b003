import type { HeardTurn } from '../kernel/speech.ts';
import { behindKnown, isWithinKnown, seemsPerson } from './person.ts';
import type { Scene } from './scene.ts';
import { hear, wordCount } from './words.ts';

/** From the end of an announcement to who picks up; within a sentence nobody pauses so long. */
const pickUpMs = 450;
/** What people say when they pick up has seldom more words. */
const shortWords = 12;

/** The part of a turn that a person says who has just picked up; undefined where none does. */
export function personIn(scene: Scene, turn: HeardTurn): HeardTurn | undefined {
  if (seemsPerson(scene, turn.text)) return turn;
  return inTwoPieces(scene, turn) ?? behindPause(scene, turn);
}

/** "Provider line." and, after a while, "Rita.": one greeting. */
function inTwoPieces(scene: Scene, turn: HeardTurn): HeardTurn | undefined {
  const { doubted } = scene.state.menu;
  if (doubted === '' || wordCount(hear(turn.text)) > shortWords) return undefined;
  const whole = { ...turn, text: `${doubted} ${hear(turn.text).plain}` };
  return seemsPerson(scene, whole.text) ? whole : undefined;
}

/** Somebody picks up right behind an announcement of which nothing is known. */
function behindPause(scene: Scene, turn: HeardTurn): HeardTurn | undefined {
  const piece = lastPiece(turn);
  return piece.words.length <= shortWords && seemsPerson(scene, piece.text) ? piece : undefined;
}

/** The words behind the last long pause of a turn. */
function lastPiece(turn: HeardTurn): HeardTurn {
  const from = turn.words.findLastIndex(
    ({ startMs }, index) => startMs - (turn.words[index - 1]?.endMs ?? startMs) >= pickUpMs,
  );
  const first = turn.words[from];
  if (first === undefined) return turn;
  const words = turn.words.slice(from);
  return { ...turn, words, text: words.map(({ text }) => text).join(' '), startMs: first.startMs };
}

/** What of a turn that goes on tells who speaks: announcements that are known, and what stands before a pause, do not. */
export function newestWords(scene: Scene, turn: HeardTurn): string {
  const fresh = behindKnown(scene, turn);
  const piece = lastPiece(fresh);
  return piece === fresh || isWithinKnown(scene, hear(piece.text).plain) ? fresh.text : piece.text;
}
