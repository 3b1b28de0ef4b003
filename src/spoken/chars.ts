/** One character of a row, with the piece that it came from. */
export type Char = {
  readonly char: string;
  readonly sure: boolean;
  readonly zero: boolean;
  /** Index into the utterance's tokens. */
  readonly start: number;
  readonly end: number;
  /** A pause stands before it. */
  readonly pause: boolean;
};

/** Characters read one after another, and what was left over. */
export type Row = {
  readonly chars: readonly Char[];
  readonly start: number;
  readonly end: number;
  readonly open: boolean;
  readonly corrected: boolean;
  /** The row without the repair that was only supposed (a repeated beginning). */
  readonly unrepaired?: readonly Char[] | undefined;
  /** Other ways to apply the repair. */
  readonly variants: readonly (readonly Char[])[];
};

export function spell(chars: readonly Char[]): string {
  let text = '';
  for (const one of chars) text += one.char;
  return text;
}
