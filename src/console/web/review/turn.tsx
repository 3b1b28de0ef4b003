import { memo, type MouseEvent } from 'react';
import type { TranscriptTurn, TranscriptWord } from '../../../kernel/result.ts';
import { formatDuration } from '../ui/format.ts';
import type { WordRange } from './find-quote.ts';
import { usePlayer, type Player } from './player.ts';
import styles from './transcript.module.css';

export const speakerNames = { menu: 'Menu', representative: 'Rep', agent: 'Agent' } as const;

/** Below it a word may well be another. */
const unsureBelow = 0.6;

interface TurnProps {
  turn: TranscriptTurn;
  player: Player;
  /** The words that the chosen value rests on. */
  chosen: WordRange | undefined;
  /** Words that some value rests on. */
  cited: readonly WordRange[];
  /** Undefined where passages cannot become values. */
  onUse: ((turn: TranscriptTurn, quote: string) => void) | undefined;
}

/** What one side said without being interrupted; each word can be heard. */
export const Turn = memo(function Turn({ turn, player, chosen, cited, onUse }: TurnProps) {
  const playingAt = usePlayer(player, ({ timeMs }) => wordAt(turn, timeMs));
  const play = (event: MouseEvent<HTMLElement>) => {
    // Who selects a passage wants no sound.
    if (document.getSelection()?.isCollapsed === false) return;
    const word = turn.words[Number(closestWord(event.target)?.dataset.word ?? NaN)];
    if (word !== undefined) player.playFrom(word.startMs);
  };
  return (
    <div className={`${styles.turn ?? ''} ${styles[turn.speaker] ?? ''}`} data-turn={turn.turn}>
      <button
        className={styles.time}
        title="Play from here"
        aria-label={`Play from ${formatDuration(turn.startMs)}`}
        onClick={() => player.playFrom(turn.startMs)}
      >
        {formatDuration(turn.startMs)}
      </button>
      <span className={styles.speaker}>{speakerNames[turn.speaker]}</span>
      {/* A word is heard by a click; by keyboard, the button in front plays the turn. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className={styles.words} onClick={play}>
        {turn.words.length === 0
          ? turn.text
          : turn.words.map((word, place) => (
              <Word
                key={place}
                word={word}
                place={place}
                playing={place === playingAt}
                chosen={isWithin(place, chosen)}
                cited={cited.some((range) => isWithin(place, range))}
              />
            ))}
      </div>
      {onUse !== undefined && turn.speaker !== 'agent' && (
        <button className={styles.use} onClick={() => onUse(turn, turn.text)}>
          Use<span className="visually-hidden"> what was said at {formatDuration(turn.startMs)}</span>
        </button>
      )}
    </div>
  );
});

interface WordProps {
  word: TranscriptWord;
  place: number;
  playing: boolean;
  chosen: boolean;
  cited: boolean;
}

const Word = memo(function Word({ word, place, playing, chosen, cited }: WordProps) {
  const unsure = word.confidence !== null && word.confidence < unsureBelow;
  const names = [playing && styles.playing, cited && styles.cited, unsure && styles.unsure]
    .filter(Boolean)
    .join(' ');
  const Element = chosen ? 'mark' : 'span';
  return (
    <>
      <Element
        data-word={place}
        className={names === '' ? undefined : names}
        title={unsure ? `Recognised with ${Math.round(100 * (word.confidence ?? 0))} %` : undefined}
      >
        {word.text}
      </Element>{' '}
    </>
  );
});

const isWithin = (place: number, range: WordRange | undefined) =>
  range !== undefined && place >= range.from && place < range.to;

/** Which word is being played; -1 where it is none of this turn. */
function wordAt({ startMs, endMs, words }: TranscriptTurn, ms: number): number {
  // At rest at the very beginning nothing is played.
  if (ms === 0 || ms < startMs || ms > endMs) return -1;
  return words.findLastIndex((word) => word.startMs <= ms);
}

function closestWord(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-word]') : null;
}
