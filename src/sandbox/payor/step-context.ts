import type { Line } from './line.ts';
import type { Random } from './random.ts';
import type { Case } from './scenario.ts';
import type { Voice } from './speech-port.ts';

/** What the steps of a line need besides the line itself. */
export interface StepContext {
  line: Line;
  /** The task whose identifiers are entered and whose facts the machine tells. */
  matter: Case;
  voice: Voice;
  /** Holds take their demo length where they have one. */
  shortHolds: boolean;
  random: Random;
  onPhase(phase: 'menu' | 'hold'): void;
  onEntered(entry: { field: string; digits: string; right: boolean }): void;
  /** A prompt asks for this identifier. */
  onAsked(field: string): void;
}
