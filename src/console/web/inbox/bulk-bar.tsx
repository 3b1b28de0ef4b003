import { Button } from '../ui/button.tsx';
import { CheckIcon, PersonAddIcon, SendBackIcon } from '../ui/icons.tsx';
import styles from './inbox.module.css';

interface BulkBarProps {
  count: number;
  onApprove: () => void;
  onAssign: () => void;
  onSendBack: () => void;
  onClear: () => void;
}

/** What can be done with all that is selected. */
export function BulkBar({ count, onApprove, onAssign, onSendBack, onClear }: BulkBarProps) {
  return (
    <div className={styles.bulk} role="region" aria-label="Selected tasks">
      <strong role="status">{count} selected</strong>
      <Button look="primary" size="small" icon={<CheckIcon />} onClick={onApprove}>
        Approve
      </Button>
      <Button size="small" icon={<PersonAddIcon />} onClick={onAssign}>
        Assign
      </Button>
      <Button size="small" icon={<SendBackIcon />} onClick={onSendBack}>
        Send back
      </Button>
      <Button look="quiet" size="small" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
