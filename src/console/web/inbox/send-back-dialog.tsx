import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Area } from '../ui/field.tsx';

interface SendBackDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  count: number;
  onSendBack: (note: string) => void;
}

const longestNote = 500;

/** Has the payor called again, with a word on why. */
export function SendBackDialog({ open, onOpenChange, count, onSendBack }: SendBackDialogProps) {
  const [note, setNote] = useState('');
  const send = () => {
    onOpenChange(false);
    onSendBack(note.trim());
    setNote('');
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={count === 1 ? 'Send back to be called again' : `Send ${count} tasks back to be called again`}
      description="The payor is called anew. What was corrected so far is kept with the outcome before."
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button look="primary" disabled={note.trim() === ''} onClick={send}>
            Send back
          </Button>
        </>
      }
    >
      <Area
        label="Note"
        hint="What the next call should find out. Kept with the task."
        maxLength={longestNote}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}
