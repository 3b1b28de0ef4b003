import type { HeardTurn } from '../kernel/speech.ts';
import { answer, signatureOf } from './menu-answering.ts';
import { answersAmong } from './menu-choice.ts';
import { pieceOption } from './menu-pieces.ts';
import type { MenuAnswer } from './menu-state.ts';
import { setTimer } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

/** "Two for claims." and nothing else: taken once nothing follows it, or where it is all that is said again. */
export function awaitNextPiece(scene: Scene, turn: HeardTurn): void {
  if (answersToPiece(scene).length === 0) return;
  const again = hear(turn.text).plain;
  if (hear(scene.state.menu.piece).plain === `${again} ${again}`) answerPiece(scene);
  else setTimer(scene, 'hello', scene.script.limits.helloMs);
}

function answersToPiece(scene: Scene): readonly MenuAnswer[] {
  const { piece } = scene.state.menu;
  const only = piece === '' ? undefined : pieceOption(piece);
  return only === undefined ? [] : answersAmong(scene, piece, [only]);
}

/** The one choice that was read is taken. False where there is none of ours. */
export function answerPiece(scene: Scene): boolean {
  const { menu, phase } = scene.state;
  const { piece } = menu;
  const answers = phase === 'menu' ? answersToPiece(scene) : [];
  if (answers.length === 0) return false;
  answer(scene, signatureOf(piece), answers, {
    id: '',
    text: piece,
    words: [],
    startMs: scene.atMs,
    endMs: scene.atMs,
    confidence: 1,
    overlapped: false,
  });
  return true;
}
