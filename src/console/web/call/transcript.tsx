import { memo, useEffect, useRef, useState } from 'react';
import type { BeingSaid } from '../../../kernel/floor.ts';
import type { OperatorCommand, OperatorHint } from '../../../kernel/operator.ts';
import type { TimelineItem } from '../../../kernel/live.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatDuration, inWords } from '../ui/format.ts';
import { shownValue, type OutcomeField } from './fields.ts';
import { itemKey } from './use-call.ts';
import styles from './transcript.module.css';

const speakers = { menu: 'Menu', representative: 'Representative', agent: 'Holdfast' } as const;

/** So near to the end counts as being there. */
const nearPx = 48;

interface TranscriptProps {
  items: readonly TimelineItem[];
  partial: BeingSaid | null;
  /** Every field of the call's tasks. */
  fields: readonly OutcomeField[];
}

/** A call's words as they come. It stays at the latest unless its reader has scrolled back. */
export function LiveTranscript({ items, partial, fields }: TranscriptProps) {
  const place = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const toEnd = () => place.current?.scrollTo({ top: place.current.scrollHeight });
  useEffect(() => {
    if (follows) toEnd();
  }, [follows, items, partial]);
  return (
    <div className={styles.frame}>
      <div
        ref={place}
        className={styles.scroll}
        role="log"
        aria-label="Transcript"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          setFollows(scrollHeight - scrollTop - clientHeight < nearPx)
        }
      >
        {items.map((item) => (
          <Item key={itemKey(item)} item={item} fields={fields} />
        ))}
        {partial !== null && partial.text !== '' && (
          <div
            className={classNames(styles.turn, styles[partial.speaker], styles.partial)}
            aria-hidden="true"
          >
            <span className={styles.who}>{speakers[partial.speaker]}</span>
            <span className={styles.time}>now</span>
            <p className={styles.text}>{partial.text}…</p>
          </div>
        )}
      </div>
      {!follows && (
        <Button
          className={styles.toEnd}
          onClick={() => {
            setFollows(true);
            toEnd();
          }}
        >
          To the latest
        </Button>
      )}
    </div>
  );
}

const Item = memo(function Item({ item, fields }: { item: TimelineItem; fields: readonly OutcomeField[] }) {
  switch (item.kind) {
    case 'heard':
      return <Turn speaker={item.speaker} text={item.text} atMs={item.startMs} />;
    case 'said':
      return <Turn speaker="agent" text={item.text} atMs={item.startMs} isCut={!item.complete} />;
    case 'keys':
      return <Note atMs={item.atMs}>Pressed {item.keys === '' ? 'keys' : <kbd>{item.keys}</kbd>}</Note>;
    case 'answer': {
      const field = fields.find(({ name }) => name === item.field);
      return (
        <Note atMs={item.atMs} tone="answer">
          {field?.title ?? inWords(item.field)}: <strong>{shownValue(item.value, field)}</strong>
          {item.status === 'doubtful' && ' (doubtful)'}
        </Note>
      );
    }
    case 'phase':
      return (
        <div className={styles.phase} role="separator" aria-label={phaseWords(item.phase)}>
          <span>{phaseWords(item.phase)}</span>
          <span className={styles.time}>{formatDuration(item.atMs)}</span>
        </div>
      );
    case 'proposal':
      return item.failure === null ? null : (
        <Note atMs={item.atMs}>The model gave nothing: {item.failure}</Note>
      );
    case 'operator':
      return <Note atMs={item.atMs}>{commandWords(item.command)}</Note>;
    case 'ended':
      return <Note atMs={item.atMs}>The call ended: {inWords(item.how).toLowerCase()}</Note>;
  }
});

function hintWords(hint: OperatorHint): string {
  switch (hint.kind) {
    case 'press':
      return `Told to press ${hint.keys}`;
    case 'ask':
      return `Told to ask for ${inWords(hint.field).toLowerCase()}`;
    case 'skip':
      return `Told not to ask for ${inWords(hint.field).toLowerCase()}`;
    case 'note':
      return `Told: ${hint.text}`;
  }
}

function commandWords(command: OperatorCommand): string {
  switch (command.kind) {
    case 'hint':
      return hintWords(command.hint);
    case 'take_over':
      return 'A person takes over';
    case 'end':
      return command.how === 'now' ? 'Told to hang up' : 'Told to end politely';
  }
}

/** `conversation.inquiry` → `Conversation: inquiry`. */
const phaseWords = (phase: string) => inWords(phase).replace('.', ': ');

function Turn(props: { speaker: keyof typeof speakers; text: string; atMs: number; isCut?: boolean }) {
  const { speaker, text, atMs, isCut = false } = props;
  return (
    <div className={classNames(styles.turn, styles[speaker])}>
      <span className={styles.who}>{speakers[speaker]}</span>
      <span className={styles.time}>{formatDuration(atMs)}</span>
      <p className={styles.text}>
        {text}
        {isCut && <span className="muted"> (cut off)</span>}
      </p>
    </div>
  );
}

function Note(props: { atMs: number; tone?: 'answer'; children: React.ReactNode }) {
  const { atMs, tone, children } = props;
  return (
    <p className={classNames(styles.note, tone !== undefined && styles[tone])}>
      <span>{children}</span>
      <span className={styles.time}>{formatDuration(atMs)}</span>
    </p>
  );
}
