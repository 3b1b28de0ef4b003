import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Evidence, Outcome } from '../../../kernel/outcome.ts';
import type { Transcript, TranscriptTurn } from '../../../kernel/result.ts';
import { Button } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { findQuote, type WordRange } from './find-quote.ts';
import { selectedPassage, type SelectedPassage } from './passage.ts';
import { usePlayer, type Player } from './player.ts';
import { holdOf, transcriptItems, type TranscriptItem } from './transcript-items.ts';
import { Turn } from './turn.tsx';
import styles from './transcript.module.css';

/** A guess for what has not been drawn yet. */
const usualHeight = 44;

interface TranscriptViewProps {
  transcript: Transcript;
  player: Player;
  outcome: Outcome;
  /** What the chosen value rests on. */
  evidence: Evidence | null;
  /** Rises whenever the evidence is to be shown. */
  jumps: number;
  onUse: ((turn: TranscriptTurn, quote: string) => void) | undefined;
}

/** What was said, both sides, part by part. Ninety minutes are a few thousand lines, of which the seen ones are drawn. */
export function TranscriptView({ transcript, player, outcome, evidence, jumps, onUse }: TranscriptViewProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [openHolds, setOpenHolds] = useState<ReadonlySet<string>>(new Set());
  const [passage, setPassage] = useState<SelectedPassage>();
  const items = useMemo(() => transcriptItems(transcript, openHolds), [transcript, openHolds]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => usualHeight,
    overscan: 12,
    getItemKey: (index) => items[index]?.key ?? index,
  });
  const toggleHold = (key: string) =>
    setOpenHolds((before) => {
      const now = new Set(before);
      if (!now.delete(key)) now.add(key);
      return now;
    });
  useJump({
    transcript,
    items,
    evidence,
    jumps,
    openHolds,
    toggleHold,
    show: (index) => virtual.scrollToIndex(index, { align: 'center' }),
  });
  useFollow(items, player, (index) => virtual.scrollToIndex(index, { align: 'center' }));
  const cited = useMemo(() => citedIn(transcript, outcome), [transcript, outcome]);
  const chosen = useMemo(() => rangeOf(transcript, evidence), [transcript, evidence]);
  return (
    // The words are selected by pointer; by keyboard each turn has a button to the same end.

    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.scroll}
      ref={scroll}
      role="region"
      aria-label="Transcript"
      tabIndex={0}
      onMouseUp={() => setPassage(onUse && selectedPassage(transcript))}
      onScroll={() => setPassage(undefined)}
    >
      <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.line}
              style={{ transform: `translateY(${start}px)` }}
            >
              {item?.kind === 'turn' ? (
                <Turn
                  turn={item.turn}
                  player={player}
                  chosen={evidence?.turn === item.turn.turn ? chosen : undefined}
                  cited={cited.get(item.turn.turn) ?? noRanges}
                  onUse={onUse}
                />
              ) : (
                item && <Heading item={item} onToggle={toggleHold} />
              )}
            </div>
          );
        })}
      </div>
      {passage !== undefined && passage.turn.speaker !== 'agent' && (
        <div className={styles.passage} style={{ left: passage.left, top: passage.top }}>
          <Button
            look="primary"
            size="small"
            onClick={() => {
              onUse?.(passage.turn, passage.quote);
              setPassage(undefined);
            }}
          >
            Use as a value
          </Button>
        </div>
      )}
    </div>
  );
}

const noRanges: readonly WordRange[] = [];

function Heading({
  item,
  onToggle,
}: {
  item: Exclude<TranscriptItem, { kind: 'turn' }>;
  onToggle: (key: string) => void;
}) {
  if (item.kind === 'phase')
    return (
      <h2 className={styles.phase}>
        {item.label} <span className="muted">{formatDuration(item.atMs)}</span>
      </h2>
    );
  return (
    <button className={styles.hold} aria-expanded={item.open} onClick={() => onToggle(item.key)}>
      <span aria-hidden="true">{item.open ? '▾' : '▸'}</span>
      On hold for {formatDuration(item.toMs - item.fromMs)}
      <span className={styles.heard}>
        {item.turns === 0
          ? 'nothing was said'
          : `${item.turns} ${item.turns === 1 ? 'announcement' : 'announcements'}`}
      </span>
    </button>
  );
}

function citedIn(transcript: Transcript, outcome: Outcome): ReadonlyMap<string, readonly WordRange[]> {
  const cited = new Map<string, WordRange[]>();
  for (const { evidence } of Object.values(outcome.fields)) {
    const range = rangeOf(transcript, evidence);
    if (evidence === null || range === undefined) continue;
    cited.set(evidence.turn, [...(cited.get(evidence.turn) ?? []), range]);
  }
  return cited;
}

/** Where the quote stands in its turn; the whole turn where it was said in other words than were written down. */
function rangeOf(transcript: Transcript, evidence: Evidence | null): WordRange | undefined {
  const words = transcript.turns.find(({ turn }) => turn === evidence?.turn)?.words;
  if (words === undefined || evidence === null) return undefined;
  return findQuote(words, evidence.quote, evidence.offsetMs) ?? { from: 0, to: words.length };
}

interface Jump extends Pick<TranscriptViewProps, 'transcript' | 'evidence' | 'jumps'> {
  items: readonly TranscriptItem[];
  openHolds: ReadonlySet<string>;
  toggleHold: (key: string) => void;
  show: (index: number) => void;
}

/** Brings the evidence into view, out of a hold that is folded away too. */
function useJump({ transcript, items, evidence, jumps, openHolds, toggleHold, show }: Jump): void {
  const done = useRef(0);
  useEffect(() => {
    if (jumps === done.current || evidence === null) return;
    const hold = holdOf(transcript, evidence.turn);
    if (hold !== undefined && !openHolds.has(hold)) return toggleHold(hold);
    done.current = jumps;
    const index = items.findIndex((item) => item.kind === 'turn' && item.turn.turn === evidence.turn);
    if (index >= 0) show(index);
  });
}

/** Keeps the turn that is played in view, unless somebody scrolled a moment ago. */
function useFollow(items: readonly TranscriptItem[], player: Player, show: (index: number) => void): void {
  const at = usePlayer(player, ({ playing, timeMs }) => (playing ? turnAt(items, timeMs) : -1));
  const last = useRef(-1);
  useEffect(() => {
    if (at < 0 || at === last.current) return;
    last.current = at;
    show(at);
  });
}

function turnAt(items: readonly TranscriptItem[], ms: number): number {
  return items.findLastIndex((item) => item.kind === 'turn' && item.turn.startMs <= ms);
}
