import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../kernel/errors.ts';
import { readCsv, type CsvRecord } from './csv.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

async function read(text: string | Uint8Array, size = 7, delimiter?: string): Promise<CsvRecord[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const records: CsvRecord[] = [];
  for await (const record of readCsv(inPieces(bytes, size), { delimiter })) records.push(record);
  return records;
}

async function refusal(text: string | Uint8Array): Promise<string> {
  const error: unknown = await read(text).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.message;
  throw new Error('It was read.', { cause: error });
}

describe('a CSV file', () => {
  it('is read whatever its line ends, with its mark and its blank lines', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(await read(['\uFEFFa,b', '1,2', '', '3,"x, ""y"""'].join(end))).toEqual([
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['1', '2'] },
        { line: 4, fields: ['3', 'x, "y"'] },
      ]);
  });

  it('counts lines also over fields of several lines', async () => {
    for (const end of ['\n', '\r\n'])
      expect(
        (await read(['a,b', `1,"x${end}y${end}z"`, '2,3', `4,"${end}"`, '5,6'].join(end))).map(
          ({ line }) => line,
        ),
      ).toEqual([1, 2, 5, 6, 8]);
  });

  it.each([
    ['a;b;c\n1,5;2;3', ['a', 'b', 'c']],
    ['a\tb\n1\t2', ['a', 'b']],
    ['"a,b,c,d";b\n1;2', ['a,b,c,d', 'b']],
    ['alone\n1', ['alone']],
  ])('finds its own delimiter: %j', async (text, header) => {
    expect((await read(text))[0]?.fields).toEqual(header);
  });

  it('takes the delimiter that is given', async () => {
    expect((await read('a,b|c\n', 7, '|'))[0]?.fields).toEqual(['a,b', 'c']);
  });

  it('reads letters that are cut in two on the way', async () => {
    expect((await read('näme\nNúñez', 1)).map(({ fields }) => fields)).toEqual([['näme'], ['Núñez']]);
  });

  it('leaves rows of another length to whoever knows the columns', async () => {
    expect((await read('a,b\n1\n1,2,3')).map(({ fields }) => fields.length)).toEqual([2, 1, 3]);
  });

  it('is refused in another encoding', async () => {
    expect(await refusal(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toContain('UTF-8');
    expect(await refusal(Buffer.from('a,b\n1,2\n', 'utf16le'))).toContain('UTF-16');
    expect(await refusal(Buffer.from('name\nJos\xe9,1\n', 'latin1'))).toContain('not in UTF-8');
  });

  it('is refused where it is empty', async () => {
    expect(await refusal('')).toBe('The file is empty.');
  });

  it.each([
    ['a,b\n1,2\n3,"Zebulon\n4,5\n', 'never closed'],
    ['a,b\n1,2\n3,Ze"bulon\n', 'line 3'],
    ['a,b\n1,2\n3,"Zebulon"x\n', 'line 3'],
    [`a,b\n1,${'Zebulon'.repeat(10_000)}\n`, 'longer than'],
  ])('tells where it cannot be read on, and nothing of what stands there', async (text, part) => {
    const said = await refusal(text);
    expect(said).toContain(part);
    expect(said).not.toContain('Zebulon');
  });

  it('holds back whoever sends it until its rows are taken', async () => {
    let sent = 0;
    async function* endless() {
      yield new TextEncoder().encode('a,b\n');
      for (;;) {
        sent += 1;
        await Promise.resolve();
        yield new TextEncoder().encode('1,2\n'.repeat(100));
      }
    }
    let taken = 0;
    for await (const _ of readCsv(endless())) if (++taken === 5_000) break;
    expect(sent * 100 - taken).toBeLessThan(30_000);
  });

  it('is read back as it was written, whatever stands in it and however it is cut on the way', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc
        .array(fc.constantFrom('"', ',', ';', '\n', '\r', ' ', '|', '\t', 'é', '€', 'x'), { maxLength: 6 })
        .map((letters) => letters.join('')),
      fc.constantFrom('', '😀', '""'),
    );
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, end, delimiter, size) => {
          const quoted = rows.map((row) =>
            row.map((text) => `"${text.replaceAll('\0', '').replaceAll('"', '""')}"`).join(delimiter),
          );
          const records = await read(quoted.join(end), size, delimiter);
          expect(records.map(({ fields }) => fields)).toEqual(
            rows.map((row) => row.map((text) => text.replaceAll('\0', ''))),
          );
          let line = 1;
          for (const [index, { line: told }] of records.entries()) {
            expect(told).toBe(line);
            line += (quoted[index] ?? '').split(/\r\n|\n|\r/).length;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
