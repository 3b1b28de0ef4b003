import type { InsightFigures } from '../../kernel/insights.ts';
import type { CallCount } from './call-counts.ts';
import { figuresOf } from './figures.ts';
import type { Level, TaskCount } from './task-counts.ts';

/** What was counted, to be asked for by level and key. */
export interface Counts {
  /** In no particular order; empty for what is not known. */
  groups: readonly string[];
  tasks: (level: Level, key: string | null) => readonly TaskCount[];
  figures(level: Level, key: string | null): InsightFigures;
}

/** Rows of both kinds by what they count. */
export function sortCounts(
  tasks: readonly TaskCount[],
  calls: readonly CallCount[],
  centsPerMinute: number,
): Counts {
  const nameOf = ({ level, key }: { level: Level; key: string | null }) => `${level} ${key ?? ''}`;
  const tasksOf = Map.groupBy(tasks, nameOf);
  const callsOf = new Map(calls.map((row) => [nameOf(row), row]));
  const at = (level: Level, key: string | null) => tasksOf.get(nameOf({ level, key })) ?? [];
  const groups = [...tasks, ...calls].flatMap(({ level, key }) =>
    level === 'group' && key !== null ? [key] : [],
  );
  return {
    groups: [...new Set(groups)],
    tasks: at,
    figures: (level, key) => figuresOf(at(level, key), callsOf.get(nameOf({ level, key })), centsPerMinute),
  };
}
