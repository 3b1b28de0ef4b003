import type { PracticeView } from '../../../kernel/practice.ts';
import { api } from '../api/client.ts';
import { Area, Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { labelled, linesOf, written } from './labelled.ts';
import styles from './admin.module.css';

interface PracticeFormProps {
  /** Left out for a new one. */
  practice?: PracticeView;
  onClose: () => void;
  onDone: () => Promise<void>;
}

const perLine = 'One a line; a name for people behind a comma.';

export function PracticeForm({ practice, onClose, onDone }: PracticeFormProps) {
  async function send(fields: FormData): Promise<void> {
    const state = fieldText(fields, 'state').toUpperCase();
    const timeZone = fieldText(fields, 'timeZone');
    const known = new Map(practice?.npis.map(({ npi, type }) => [npi, type]));
    const wanted = {
      name: fieldText(fields, 'name'),
      npis: linesOf(fields, 'npis').map(({ text, label }) => ({
        npi: text,
        label,
        ...(known.has(text) && { type: known.get(text) }),
      })),
      taxIds: linesOf(fields, 'taxIds').map(({ text, label }) => ({ taxId: text, label })),
      callbackNumbers: linesOf(fields, 'callbackNumbers').map(({ text, label }) => ({ number: text, label })),
      faxNumbers: linesOf(fields, 'faxNumbers').map(({ text, label }) => ({ number: text, label })),
      state: state === '' ? null : state,
      ...(timeZone !== '' && { timeZone }),
    };
    if (practice === undefined) await api.post('/v1/practices', wanted);
    else await api.patch(`/v1/practices/${practice.id}`, wanted);
    await onDone();
  }
  return (
    <FormDialog
      title={practice === undefined ? 'Add a practice' : `Change ${practice.name}`}
      description={practice === undefined ? undefined : 'Tasks that are queued keep what they came with.'}
      verb={practice === undefined ? 'Add' : 'Save'}
      wide
      onSend={send}
      onClose={onClose}
    >
      <Field label="Name" name="name" required maxLength={120} defaultValue={practice?.name} />
      <div className={styles.two}>
        <Area
          label="NPIs"
          name="npis"
          required
          hint={perLine}
          defaultValue={written(practice?.npis, ({ npi }) => npi)}
        />
        <Area
          label="Tax IDs"
          name="taxIds"
          required
          hint={perLine}
          defaultValue={written(practice?.taxIds, ({ taxId }) => taxId)}
        />
        <Area
          label="Callback numbers"
          name="callbackNumbers"
          required
          hint="At which a person answers, such as +13035550117."
          defaultValue={labelled(practice?.callbackNumbers)}
        />
        <Area
          label="Fax numbers"
          name="faxNumbers"
          hint={perLine}
          defaultValue={labelled(practice?.faxNumbers)}
        />
        <Field
          label="State"
          name="state"
          maxLength={2}
          pattern="[A-Za-z]{2}"
          title="Two letters"
          defaultValue={practice?.state ?? ''}
          hint="Its rules on recording and disclosure hold for its calls."
        />
        <Field
          label="Time zone"
          name="timeZone"
          defaultValue={practice?.timeZone ?? ''}
          hint="Left empty: that of the state."
        />
      </div>
    </FormDialog>
  );
}
