import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Stack } from '../ui/facts.tsx';
import { Secret } from '../ui/secret.tsx';

interface SecretDialogProps {
  title: string;
  label: string;
  text: string;
  children?: ReactNode;
  onClose: () => void;
}

/** Something that is shown this once: it stays until its reader says that it is kept. */
export function SecretDialog({ title, label, text, children, onClose }: SecretDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      description="It is shown this once. Keep it as you keep a password."
      actions={
        <Button look="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <Stack>
        <Secret label={label} text={text} />
        {children}
      </Stack>
    </Dialog>
  );
}
