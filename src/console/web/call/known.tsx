import type { LiveCall } from '../../../kernel/floor.ts';
import type { TimelineItem } from '../../../kernel/live.ts';
import { Badge } from '../ui/badge.tsx';
import { inWords } from '../ui/format.ts';
import { shownValue, type FieldsByCallType, type OutcomeField } from './fields.ts';
import styles from './call.module.css';

export type AnswerItem = Extract<TimelineItem, { kind: 'answer' }>;

/** The latest answer of each field, by task. */
export function answersOf(
  items: readonly TimelineItem[],
): ReadonlyMap<string, ReadonlyMap<string, AnswerItem>> {
  const tasks = new Map<string, Map<string, AnswerItem>>();
  for (const item of items) {
    if (item.kind !== 'answer') continue;
    const fields = tasks.get(item.taskId) ?? new Map<string, AnswerItem>();
    fields.set(item.field, item);
    tasks.set(item.taskId, fields);
  }
  return tasks;
}

interface KnownProps {
  tasks: LiveCall['tasks'];
  items: readonly TimelineItem[];
  fields: FieldsByCallType;
}

/** What the call has brought so far: a list a task. */
export function Known({ tasks, items, fields }: KnownProps) {
  const answers = answersOf(items);
  return tasks.map(({ taskId, externalId, callType }) => (
    <section key={taskId} className={styles.known} aria-label={`What is known of ${externalId}`}>
      <h3>
        {externalId} <span className="muted">{inWords(callType)}</span>
      </h3>
      <KnownFields answers={answers.get(taskId)} fields={fields.get(callType)?.outcome ?? []} />
    </section>
  ));
}

function KnownFields(props: {
  answers: ReadonlyMap<string, AnswerItem> | undefined;
  fields: readonly OutcomeField[];
}) {
  const { answers, fields } = props;
  if (answers === undefined) return <p className="muted">Nothing yet.</p>;
  return (
    <dl className={styles.fields}>
      {[...answers.values()].map((answer) => {
        const field = fields.find(({ name }) => name === answer.field);
        return (
          <div key={answer.field} className={styles.field}>
            <dt>{field?.title ?? inWords(answer.field)}</dt>
            <dd>
              {shownValue(answer.value, field)}{' '}
              {answer.status === 'doubtful' && <Badge tone="warn">Doubtful</Badge>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
