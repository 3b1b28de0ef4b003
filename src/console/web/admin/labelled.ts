import { fieldText } from '../ui/form-dialog.tsx';

interface Labelled {
  label: string | null;
}

/** Entries as people write them, one a line: `1234567893, Main office`. */
export function written<Entry extends Labelled>(
  entries: readonly Entry[] | undefined,
  textOf: (entry: Entry) => string,
): string {
  return (entries ?? [])
    .map((entry) => (entry.label === null ? textOf(entry) : `${textOf(entry)}, ${entry.label}`))
    .join('\n');
}

export const labelled = (numbers: readonly (Labelled & { number: string })[] | undefined): string =>
  written(numbers, ({ number }) => number);

/** What {@link written} wrote, or a person, read back; empty lines say nothing. */
export function parseLines(text: string): (Labelled & { text: string })[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [first = '', ...rest] = line.split(',');
      const label = rest.join(',').trim();
      return { text: first.trim(), label: label === '' ? null : label };
    });
}

export const linesOf = (fields: FormData, name: string) => parseLines(fieldText(fields, name));
