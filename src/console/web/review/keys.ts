import { useShortcuts } from '../app/shortcuts.ts';

interface ReviewCommands {
  mayDecide: boolean;
  moveField: (step: number) => void;
  playEvidence: () => void;
  confirm: () => void;
  edit: (what: 'correct' | 'reject') => void;
  save: () => void;
  approve: () => void;
  ask: (what: 'assign' | 'send_back') => void;
  reveal: () => void;
  moveTask: (where: 'before' | 'after') => void;
  back: () => void;
}

/** Everything in a review by keyboard; the sound has keys of its own. */
export function useReviewKeys(commands: ReviewCommands): void {
  const { moveField, moveTask, edit, ask } = commands;
  useShortcuts('Review', [
    { keys: 'j', label: 'Next field', run: () => moveField(1) },
    { keys: 'k', label: 'Field before', run: () => moveField(-1) },
    { keys: 'h', label: 'Hear what the value rests on', run: commands.playEvidence },
    { keys: 'p', label: 'Reveal or mask', run: commands.reveal },
    ...(commands.mayDecide
      ? [
          { keys: 'c', label: 'Confirm the value', run: commands.confirm },
          { keys: 'r', label: 'Correct the value', run: () => edit('correct') },
          { keys: 'x', label: 'Reject the value', run: () => edit('reject') },
          { keys: 's', label: 'Save the changes', run: commands.save },
          { keys: 'e', label: 'Approve', run: commands.approve },
          { keys: 'a', label: 'Assign', run: () => ask('assign') },
          { keys: 'b', label: 'Send back', run: () => ask('send_back') },
        ]
      : []),
    { keys: 'J', label: 'Next task', run: () => moveTask('after') },
    { keys: 'K', label: 'Task before', run: () => moveTask('before') },
    { keys: 'u', label: 'Back to the inbox', run: commands.back },
  ]);
}
