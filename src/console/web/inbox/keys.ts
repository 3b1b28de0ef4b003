import { useShortcuts } from '../app/shortcuts.ts';

interface InboxCommands {
  mayDecide: boolean;
  move: (step: number) => void;
  openActive: () => void;
  toggle: () => void;
  selectAll: () => void;
  clear: () => void;
  approve: () => void;
  ask: (what: 'assign' | 'send_back') => void;
  search: () => void;
}

/** Everything in the inbox by keyboard. */
export function useInboxKeys(commands: InboxCommands): void {
  const { move } = commands;
  useShortcuts('Inbox', [
    { keys: 'j', label: 'Next task', run: () => move(1) },
    { keys: 'k', label: 'Task before', run: () => move(-1) },
    { keys: 'Enter', label: 'Review', run: commands.openActive },
    { keys: 'x', label: 'Select', run: commands.toggle },
    { keys: '*', label: 'Select all that are loaded', run: commands.selectAll },
    { keys: 'Escape', label: 'Select none', run: commands.clear },
    ...(commands.mayDecide
      ? [
          { keys: 'e', label: 'Approve', run: commands.approve },
          { keys: 'a', label: 'Assign', run: () => commands.ask('assign') },
          { keys: 'b', label: 'Send back', run: () => commands.ask('send_back') },
        ]
      : []),
    { keys: '/', label: 'Search', run: commands.search },
    { keys: 'ArrowDown', label: 'Next task', run: () => move(1) },
    { keys: 'ArrowUp', label: 'Task before', run: () => move(-1) },
    { keys: 'PageDown', label: 'Ten further', run: () => move(10) },
    { keys: 'PageUp', label: 'Ten back', run: () => move(-10) },
  ]);
}
