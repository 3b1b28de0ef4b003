import type { Utterance } from './marks.ts';
import type { Piece } from './pieces.ts';
import { readRow } from './row.ts';
import type { Row } from './chars.ts';
import { hedgedValues } from './hedged-values.ts';
import type { Found, SpokenKind, SpokenValue } from './types.ts';
import { spansOfRow } from './whole-row.ts';

/** How the rows of one kind are found inside a sentence. */
type RowSearch = {
  readonly read: (utterance: Utterance, at: number) => Piece | undefined;
  /** A row may begin with this piece; marks never begin one. */
  readonly starts: (piece: Piece) => boolean;
  /** A word may stand between two pieces. */
  readonly between: (at: number) => boolean;
  /** A piece belongs to the row that began at a token. */
  readonly accept: (piece: Piece, isFirst: boolean, start: number) => boolean;
  readonly lengths?: readonly number[] | undefined;
};

/** The rows of a sentence, one behind the other. */
export function findRows(utterance: Utterance, search: RowSearch): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < utterance.tokens.length;) {
    const piece = search.read(utterance, at);
    const start = at;
    const row =
      piece === undefined || piece.kind === 'mark' || !search.starts(piece)
        ? undefined
        : readRow(utterance, at, {
            read: search.read,
            lengths: search.lengths,
            between: search.between,
            accept: (one, isFirst) => search.accept(one, isFirst, start),
          });
    if (row !== undefined) rows.push(row);
    at = Math.max(row?.end ?? 0, at + 1);
  }
  return rows;
}

/** What a row is read as. */
export type Settled<K extends SpokenKind> = {
  readonly value: SpokenValue<K>;
  readonly alternatives: readonly SpokenValue<K>[];
  readonly complete: boolean;
};

/** Rows with what they are read as, as values of a sentence. */
export function asFound<K extends SpokenKind>(
  utterance: Utterance,
  rows: readonly (readonly [Row, Settled<K>])[],
): Found<K>[] {
  const { tokens } = utterance;
  const hedged = hedgedValues(utterance, rows.map(([row]) => [row.start, row.end] as const)); // prettier-ignore
  return rows.map(([row, settled], n) => {
    const span = { start: tokens[row.start]?.start ?? 0, end: tokens[row.end - 1]?.end ?? 0 };
    return {
      ...settled,
      spans: spansOfRow(utterance, row.chars),
      corrected: row.corrected,
      hedged: hedged[n] ?? false,
      span,
      quote: utterance.text.slice(span.start, span.end),
    };
  });
}
