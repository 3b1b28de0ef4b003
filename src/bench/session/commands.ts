import type { OperatorHint } from '../../kernel/operator.ts';
import { dueMs } from '../../sandbox/payor/scenario-commands.ts';
import type { Command } from '../../sandbox/payor/scenario-commands.ts';
import type { CallVerdict } from '../../sandbox/payor/verdict.ts';
import type { ScriptEvent } from '../../script/event.ts';

/** A command whose time has come. */
interface DueCommand {
  /** In ms since the call was placed; never before now. */
  atMs: number;
  event: ScriptEvent;
  /** In words, for a transcript. */
  what: string;
}

/** The commands of a scenario, given when the payor's side is as far as they want it. */
export interface CommandSchedule {
  /** Those whose time is known now, each once. */
  taken(verdict: CallVerdict, nowMs: number): DueCommand[];
}

/** `taskIds` in the scenario's order. */
export function makeCommandSchedule(
  commands: readonly Command[],
  taskIds: readonly string[],
): CommandSchedule {
  const left = new Set(commands);
  return {
    taken(verdict, nowMs) {
      return [...left].flatMap((command) => {
        const due = dueMs(command.when, verdict);
        if (due === undefined) return [];
        left.delete(command);
        const atMs = Math.max(nowMs, (verdict.answeredAfterMs ?? 0) + due);
        return [{ atMs, event: eventOf(command, taskIds, atMs), what: inWords(command) }];
      });
    },
  };
}

function inWords({ when: _, ...what }: Command): string {
  return Object.values(what).join(' ');
}

function eventOf(command: Command, taskIds: readonly string[], atMs: number): ScriptEvent {
  switch (command.do) {
    case 'end_politely':
      return { type: 'operator', atMs, command: { kind: 'end', how: 'politely' } };
    case 'end_now':
      return { type: 'operator', atMs, command: { kind: 'end', how: 'now' } };
    case 'cancel':
      return { type: 'command', atMs, command: 'cancel', ...taskOf(command.task, taskIds) };
    case 'ask':
    case 'skip':
    case 'note':
    case 'press':
      return { type: 'operator', atMs, command: { kind: 'hint', hint: hintOf(command, taskIds) } };
  }
}

/** The hint of a command that is one, in the product's words. */
export function hintOf(
  command: Extract<Command, { do: 'ask' | 'skip' | 'note' | 'press' }>,
  taskIds: readonly string[],
): OperatorHint {
  switch (command.do) {
    case 'ask':
    case 'skip':
      return { kind: command.do, field: command.field, ...taskOf(command.task, taskIds) };
    case 'note':
      return { kind: 'note', text: command.text };
    case 'press':
      return { kind: 'press', keys: command.keys };
  }
}

/** Throws where the scenario has no such task. */
function taskOf(number: number | undefined, taskIds: readonly string[]): { taskId?: string } {
  if (number === undefined) return {};
  const taskId = taskIds[number - 1];
  if (taskId === undefined) throw new Error(`There is no task ${number} in this scenario.`);
  return { taskId };
}
