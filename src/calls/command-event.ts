import type { CallCommand } from '../kernel/call-store.ts';
import type { ScriptEvent } from '../script/event.ts';

/** What the machine is told of a command that was left for the call. */
export function eventOfCommand(command: CallCommand, atMs: number): ScriptEvent {
  switch (command.kind) {
    case 'cancel':
    case 'hang_up': {
      const taskId = command.kind === 'cancel' ? command.taskId : undefined;
      return { type: 'command', atMs, command: command.kind, ...(taskId === undefined ? {} : { taskId }) };
    }
    case 'operator':
      return { type: 'operator', atMs, command: command.command };
    case 'person_answered':
      return { type: 'dial_answered', atMs };
    case 'person_left':
      return { type: 'dial_ended', atMs, how: command.how };
  }
}
