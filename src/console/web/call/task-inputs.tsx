import { useQuery } from '@tanstack/react-query';
import type { CallTaskView } from '../../../kernel/call-task.ts';
import { api } from '../api/client.ts';
import { inWords } from '../ui/format.ts';
import { Shown } from '../ui/states.tsx';
import { shownValue, type OutcomeField } from './fields.ts';
import styles from './call.module.css';

/** What a task was handed in with: whoever speaks for it is asked for it. PHI, read when it is needed and audited. */
export function TaskInputs({ taskId, inputs }: { taskId: string; inputs: readonly OutcomeField[] }) {
  const query = useQuery({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => api.get<CallTaskView>(`/v1/tasks/${taskId}`, { signal }),
    gcTime: 0,
  });
  return (
    <Shown query={query} what="Reading the task">
      {(task) => (
        <section className={styles.known} aria-label={`What was asked with ${task.externalId}`}>
          <h3>
            {task.externalId} <span className="muted">as it was handed in</span>
          </h3>
          <dl className={styles.fields}>
            {Object.entries(task.inputs).map(([name, value]) => {
              const field = inputs.find((one) => one.name === name);
              return (
                <div key={name} className={styles.field}>
                  <dt>{field?.title ?? inWords(name)}</dt>
                  <dd>{shownValue(value, field)}</dd>
                </div>
              );
            })}
          </dl>
        </section>
      )}
    </Shown>
  );
}
