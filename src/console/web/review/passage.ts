import type { Transcript, TranscriptTurn } from '../../../kernel/result.ts';

export interface SelectedPassage {
  turn: TranscriptTurn;
  quote: string;
  /** Where on the screen the selection ends. */
  left: number;
  top: number;
}

/** The whole words that are selected within one turn; undefined where nothing is, or where it goes over several turns. */
export function selectedPassage(transcript: Transcript): SelectedPassage | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const [from, to] = [elementAt(range.startContainer), elementAt(range.endContainer)];
  const id = from?.closest<HTMLElement>('[data-turn]')?.dataset.turn;
  if (id === undefined || to?.closest<HTMLElement>('[data-turn]')?.dataset.turn !== id) return undefined;
  const turn = transcript.turns.find((one) => one.turn === id);
  const [first, last] = [placeOf(from), placeOf(to)];
  if (turn === undefined || first === undefined || last === undefined) return undefined;
  const box = range.getBoundingClientRect();
  return {
    turn,
    quote: turn.words
      .slice(first, last + 1)
      .map(({ text }) => text)
      .join(' '),
    left: box.left + box.width / 2,
    top: box.top,
  };
}

const elementAt = (node: Node) => (node instanceof Element ? node : node.parentElement);

/** A selection may end in the blank behind a word: then the word before it counts. */
function placeOf(element: Element | null): number | undefined {
  const word = element?.closest<HTMLElement>('[data-word]');
  if (word?.dataset.word !== undefined) return Number(word.dataset.word);
  const last = element?.querySelector<HTMLElement>('[data-word]:last-of-type');
  return last?.dataset.word === undefined ? undefined : Number(last.dataset.word);
}
