import { parse, type Parser } from 'csv-parse';
import { ProblemError } from '../kernel/errors.ts';

/** A record of a file: the line on which it begins, from 1, and its fields as they stand. */
export interface CsvRecord {
  line: number;
  fields: readonly string[];
}

/** A task is a kilobyte or two; a quotation mark that is never closed makes a record of the rest of the file. */
const longestRecordChars = 64 * 1024;
const mostBytes = 256 * 1024 * 1024;
const delimiters = [',', ';', '\t', '|'] as const;

/**
 * Reads CSV (RFC 4180) as it comes: UTF-8 with or without its mark, any line ends, blank lines left out, fields quoted
 * or not. The delimiter is what stands most often in the first line, unless it is given. Throws a ProblemError where the
 * file cannot be read on; it tells the line and nothing of what stands there.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  options: { delimiter?: string | undefined } = {},
): AsyncGenerator<CsvRecord, void, undefined> {
  const text = decoded(bytes);
  const head = await headOf(text);
  if (head.text === '') throw unreadable('The file is empty.');
  const parser = parse({
    delimiter: options.delimiter ?? delimiterOf(head.text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecordChars,
  });
  // The parser counts the two characters of a line end inside quotes as two lines.
  let countedTwice = 0;
  try {
    for await (const { record, info } of recordsOf(parser, rest(head, text))) {
      const breaks = record.flatMap((field) => field.match(/\r\n|\n|\r/g) ?? []);
      countedTwice += breaks.filter((end) => end === '\r\n').length;
      yield { line: info.lines - countedTwice - breaks.length, fields: record };
    }
  } catch (error) {
    throw asProblem(error, countedTwice);
  } finally {
    parser.destroy();
  }
}

/**
 * Drives the parser by hand: a stream that is piped drops what it parsed before an error, and every whole row before it
 * counts.
 */
async function* recordsOf(
  parser: Parser,
  text: AsyncIterable<string>,
): AsyncGenerator<ParsedRecord, void, undefined> {
  // Reported by the write that met it.
  parser.on('error', () => undefined);
  for await (const piece of text) {
    const written = new Promise<void>((resolve, reject) =>
      parser.write(piece, (error) => (error == null ? resolve() : reject(error))),
    );
    written.catch(() => undefined);
    yield* parsedSoFar(parser);
    await written;
    yield* parsedSoFar(parser);
  }
  parser.end();
  for await (const last of parser) yield last as ParsedRecord;
}

function* parsedSoFar(parser: Parser): Generator<ParsedRecord, void, undefined> {
  for (let next: unknown = parser.read(); next !== null; next = parser.read()) yield next as ParsedRecord;
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/** Text of the bytes. UTF-8 only: any other encoding would turn names into other names without a word. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let lines = 1;
  const read = (chunk?: Uint8Array): string => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined });
      if (text.includes('\0')) throw unreadable('The file is UTF-16 or binary. Save it as CSV in UTF-8.');
      lines += text.split('\n').length - 1;
      return text;
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw unreadable(`The file is not in UTF-8 after line ${lines}. Save it as CSV in UTF-8.`);
    }
  };
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > mostBytes)
      throw new ProblemError(
        'payload_too_large',
        413,
        `The file has more than ${mostBytes} bytes. Split it.`,
      );
    const text = read(chunk);
    if (text !== '') yield text;
  }
  const last = read();
  if (last !== '') yield last;
}

/** What came up to the end of the first line. */
async function headOf(text: AsyncGenerator<string, void, undefined>): Promise<{ text: string }> {
  let head = '';
  while (!/[\r\n]/.test(head) && head.length < longestRecordChars) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  return { text: head };
}

async function* rest(
  head: { text: string },
  text: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  yield head.text;
  yield* text;
}

function delimiterOf(head: string): string {
  const [line = ''] = head.replaceAll(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/);
  const counted = delimiters.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

const whatIsWrong: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  INVALID_OPENING_QUOTE:
    'a quotation mark stands inside a field that is not quoted; double it and quote the field',
  CSV_INVALID_CLOSING_QUOTE: 'something follows the closing quotation mark of a field',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 64 kB; a quotation mark may be left open',
};

/** The parser's own messages quote the file. */
function asProblem(error: unknown, countedTwice: number): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const what = whatIsWrong[String(error.code)];
  if (what === undefined) return error;
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines - countedTwice : undefined;
  return unreadable(`The file cannot be read on at line ${line ?? 'unknown'}: ${what}.`);
}

function unreadable(detail: string): ProblemError {
  return new ProblemError('invalid_request', 400, detail);
}
