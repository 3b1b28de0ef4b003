import type { FieldContract } from '../../../kernel/call-type.ts';
import type { Answer, AnswerStatus } from '../../../kernel/outcome.ts';
import type { CorrectionView } from '../../../kernel/review.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { formatDuration, formatMoment } from '../ui/format.ts';
import { CheckIcon, CloseIcon, EditIcon, PlayIcon } from '../ui/icons.tsx';
import type { Draft } from './drafts.ts';
import { FieldEditor } from './field-editor.tsx';
import { speakerNames } from './turn.tsx';
import { showValue } from './values.ts';
import styles from './outcome.module.css';

const statuses: Readonly<Record<AnswerStatus, { label: string; tone: Tone }>> = {
  answered: { label: 'Answered', tone: 'good' },
  doubtful: { label: 'Doubtful', tone: 'warn' },
  not_asked: { label: 'Not asked', tone: 'neutral' },
  rep_declined: { label: 'Rep declined', tone: 'hold' },
  not_available: { label: 'Not available', tone: 'neutral' },
  not_applicable: { label: 'Not applicable', tone: 'neutral' },
};

const marks = { correct: 'Corrected', confirm: 'Confirmed', reject: 'Rejected', add: 'Added' } as const;

export type Editing = 'correct' | 'reject' | undefined;

interface FieldRowProps {
  field: FieldContract;
  answer: Answer;
  draft: Draft | undefined;
  corrections: readonly CorrectionView[];
  /** Somebody else has changed the field since. */
  overtaken: boolean;
  failsCheck: boolean;
  selected: boolean;
  editing: Editing;
  mayDecide: boolean;
  onSelect: () => void;
  onPlay: () => void;
  onEdit: (what: Editing) => void;
  onDraft: (draft: Draft | undefined) => void;
}

/** One field of the outcome: what is reported, how sure, on what words; opened, what can be done about it. */
export function FieldRow(props: FieldRowProps) {
  const { field, answer, draft, selected, overtaken, failsCheck, onSelect } = props;
  const { label, tone } = statuses[answer.status];
  const names = [styles.field, selected && styles.selected, answer.status === 'doubtful' && styles.doubtful];
  return (
    <li className={names.filter(Boolean).join(' ')}>
      <button id={`field-${field.name}`} className={styles.head} aria-expanded={selected} onClick={onSelect}>
        <span className={styles.label}>{field.label}</span>
        <span className={styles.value}>
          {draft?.action === 'correct' || draft?.action === 'add' || draft?.action === 'reject' ? (
            <>
              <del className={styles.old}>{showValue(field, answer.value)}</del>{' '}
              <ins className={styles.new}>{showValue(field, draft.value ?? null)}</ins>
            </>
          ) : (
            showValue(field, answer.value)
          )}
        </span>
        <span className={styles.badges}>
          {draft !== undefined && <Badge tone="accent">Not saved</Badge>}
          {overtaken && <Badge tone="bad">Changed by others</Badge>}
          {failsCheck && <Badge tone="bad">Check</Badge>}
          {answer.review !== undefined && <Badge tone="info">{marks[answer.review.action]}</Badge>}
          <Badge tone={tone}>{label}</Badge>
        </span>
      </button>
      {selected && <Opened {...props} />}
    </li>
  );
}

function Opened(props: FieldRowProps) {
  const { field, answer, draft, corrections, editing, mayDecide, onPlay, onEdit, onDraft } = props;
  const { evidence } = answer;
  return (
    <div className={styles.opened}>
      {evidence !== null && (
        <figure className={styles.evidence}>
          <blockquote>“{evidence.quote}”</blockquote>
          <figcaption>
            {speakerNames[evidence.speaker]} at {formatDuration(evidence.offsetMs)} · recognised with{' '}
            {Math.round(100 * evidence.confidence)} %{answer.confirmed && ' · read back and confirmed'}
            <Button size="small" look="quiet" icon={<PlayIcon />} onClick={onPlay}>
              Hear it
            </Button>
          </figcaption>
        </figure>
      )}
      {corrections.map((correction) => (
        <Correction key={correction.version} field={field} correction={correction} />
      ))}
      {mayDecide && draft === undefined && editing === undefined && (
        <div className={styles.actions}>
          {answer.value !== null && (
            <>
              <Button size="small" icon={<CheckIcon />} onClick={() => onDraft({ action: 'confirm' })}>
                Confirm
              </Button>
              <Button size="small" icon={<EditIcon />} onClick={() => onEdit('correct')}>
                Correct
              </Button>
              <Button size="small" icon={<CloseIcon />} onClick={() => onEdit('reject')}>
                Reject
              </Button>
            </>
          )}
          {answer.value === null && (
            <p className="muted small">To add a value, select the passage in the transcript.</p>
          )}
        </div>
      )}
      {mayDecide && draft === undefined && editing !== undefined && (
        <FieldEditor
          field={field}
          answer={answer}
          action={editing}
          onCancel={() => onEdit(undefined)}
          onDraft={(made) => {
            onEdit(undefined);
            onDraft(made);
          }}
        />
      )}
      {draft !== undefined && (
        <p className={styles.staged}>
          {marks[draft.action]}, not saved yet{draft.reason === undefined ? '' : `: ${draft.reason}`}
          <Button size="small" look="quiet" onClick={() => onDraft(undefined)}>
            Undo
          </Button>
        </p>
      )}
    </div>
  );
}

function Correction({ field, correction }: { field: FieldContract; correction: CorrectionView }) {
  const { action, before, after, by, at, reason } = correction;
  return (
    <p className={styles.correction}>
      {marks[action]} by {by.name ?? 'a key'}, {formatMoment(at)}
      {action !== 'confirm' && (
        <>
          : <del>{showValue(field, before.value)}</del> → {showValue(field, after.value)}
        </>
      )}
      {reason !== null && <span className="muted"> ({reason})</span>}
    </p>
  );
}
