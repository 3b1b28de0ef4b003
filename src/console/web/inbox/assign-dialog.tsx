import type { ReviewPerson } from '../../../kernel/review.ts';
import { useReviewers } from '../api/reviews.ts';
import { useMe } from '../app/session.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PickerList } from '../ui/picker.tsx';

interface AssignDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many reviews it is about. */
  count: number;
  onAssign: (person: ReviewPerson | null) => void;
}

const nobody = 'nobody';

/** Whose review it shall be. Oneself comes first. */
export function AssignDialog({ open, onOpenChange, count, onAssign }: AssignDialogProps) {
  const { id: meId } = useMe();
  const { data: people = [], isPending } = useReviewers();
  const sorted = [...people].sort((one, other) => Number(other.id === meId) - Number(one.id === meId));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={count === 1 ? 'Assign the review' : `Assign ${count} reviews`}
    >
      <PickerList
        label="Name"
        busy={isPending}
        options={[
          ...sorted.map(({ id, name }) => ({ value: id, label: name, ...(id === meId && { more: 'You' }) })),
          { value: nobody, label: 'Nobody' },
        ]}
        onPick={(picked) => {
          onOpenChange(false);
          onAssign(people.find(({ id }) => id === picked) ?? null);
        }}
      />
    </Dialog>
  );
}
