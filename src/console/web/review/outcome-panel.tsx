import { useState } from 'react';
import type { FieldContract } from '../../../kernel/call-type.ts';
import type { Answer, Outcome } from '../../../kernel/outcome.ts';
import type { CorrectionView } from '../../../kernel/review.ts';
import { Badge } from '../ui/badge.tsx';
import { inWords } from '../ui/format.ts';
import { WarningIcon } from '../ui/icons.tsx';
import type { Draft, Drafts } from './drafts.ts';
import { FieldRow, type Editing } from './field-row.tsx';
import styles from './outcome.module.css';

const unasked: Answer = { value: null, status: 'not_asked', evidence: null, confirmed: false };

export const answerOf = (outcome: Outcome, name: string): Answer => outcome.fields[name] ?? unasked;

/** Fields worth a look, in the order of the contract, then those that no branch of the call asked for. */
export function sortedFields(
  outcome: Outcome,
  fields: readonly FieldContract[],
): { shown: readonly FieldContract[]; unasked: readonly FieldContract[] } {
  const isUnasked = ({ name }: FieldContract) =>
    answerOf(outcome, name).status === 'not_asked' &&
    answerOf(outcome, name).review === undefined &&
    !outcome.missingFields.includes(name);
  return { shown: fields.filter((field) => !isUnasked(field)), unasked: fields.filter(isUnasked) };
}

interface OutcomePanelProps {
  outcome: Outcome;
  fields: readonly FieldContract[];
  corrections: readonly CorrectionView[];
  drafts: Drafts;
  overtaken: readonly string[];
  selected: string | undefined;
  editing: Editing;
  mayDecide: boolean;
  onSelect: (name: string) => void;
  onPlay: (name: string) => void;
  onEdit: (what: Editing) => void;
  onDraft: (name: string, draft: Draft | undefined) => void;
}

/** What is reported of the task, field by field. */
export function OutcomePanel(props: OutcomePanelProps) {
  const { outcome, fields } = props;
  const [showsAll, setShowsAll] = useState(false);
  const { shown, unasked: rest } = sortedFields(outcome, fields);
  const failed = outcome.checks.filter(({ passed }) => !passed);
  const label = (name: string) => fields.find((field) => field.name === name)?.label ?? inWords(name);
  return (
    <div className={styles.panel}>
      <Summary outcome={outcome} label={label} />
      {failed.map(({ name, fields: compared }) => (
        <p key={name} className={styles.check}>
          <WarningIcon />
          <span>
            Failed check: {inWords(name).toLowerCase()} ({compared.map(label).join(', ')})
          </span>
        </p>
      ))}
      <ul aria-label="Fields">
        {shown.map((field) => (
          <OneField key={field.name} field={field} {...props} />
        ))}
        {showsAll && rest.map((field) => <OneField key={field.name} field={field} {...props} />)}
      </ul>
      {rest.length > 0 && (
        <button className={styles.more} aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Hide' : 'Show'} {rest.length} fields that were not asked
        </button>
      )}
    </div>
  );
}

function Summary({ outcome, label }: { outcome: Outcome; label: (name: string) => string }) {
  const tone = outcome.state === 'completed' ? 'good' : outcome.state === 'partial' ? 'info' : 'bad';
  const missing = outcome.missingFields.map(label).join(', ');
  return (
    <div className={styles.summary}>
      <Badge tone={tone}>{inWords(outcome.state)}</Badge>
      {outcome.failure !== null && <span>{inWords(outcome.failure.reason)}</span>}
      {missing !== '' && <span className="muted">Missing: {missing}</span>}
    </div>
  );
}

function OneField({ field, ...props }: { field: FieldContract } & OutcomePanelProps) {
  const { name } = field;
  const { outcome } = props;
  const isSelected = props.selected === name;
  return (
    <FieldRow
      field={field}
      answer={answerOf(outcome, name)}
      draft={props.drafts.get(name)}
      corrections={props.corrections.filter((one) => one.field === name)}
      overtaken={props.overtaken.includes(name)}
      failsCheck={outcome.checks.some(({ passed, fields }) => !passed && fields.includes(name))}
      selected={isSelected}
      editing={isSelected ? props.editing : undefined}
      mayDecide={props.mayDecide}
      onSelect={() => props.onSelect(name)}
      onPlay={() => props.onPlay(name)}
      onEdit={props.onEdit}
      onDraft={(draft) => props.onDraft(name, draft)}
    />
  );
}
