import type { Step } from './scenario-line.ts';
import type { Hold } from './scenario-person.ts';

/** One thing that a representative does in its turn. */
export type Act =
  | { type: 'say'; text: string }
  /** Says nothing for so long. */
  | { type: 'think'; ms: number }
  | { type: 'hold'; hold: Hold }
  | { type: 'transfer'; steps: readonly Step[]; to: string | undefined }
  /** polite: the caller may say goodbye first. */
  | { type: 'hangup'; polite: boolean };

export const say = (text: string): Act => ({ type: 'say', text });

export const joined = (sentences: readonly string[]) => sentences.filter(Boolean).join(' ');

/** A pause inside a sentence is written {pause 2000}; each piece is said by itself. */
export function withPauses(act: Act): Act[] {
  if (act.type !== 'say') return [act];
  return act.text.split(/\s*\{pause (\d+)\}[,.]?\s*/u).flatMap((piece, index): Act[] => {
    if (index % 2 === 1) return [{ type: 'think', ms: Number(piece) }];
    return piece === '' ? [] : [say(piece)];
  });
}

export const withoutPauses = (text: string) => text.replace(/\s*\{pause \d+\}/gu, '');
