import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { refusalOfNumber } from './number-policy.ts';
import { normalisePayorName } from './payor-name.ts';

const name = z
  .string()
  .max(200)
  .refine((text) => normalisePayorName(text) !== '', 'must have letters or digits');

const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'must be a time such as 08:00');

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const line = z.strictObject({
  purpose: z.string().min(1).max(60).default('provider'),
  phoneNumber: z.string().superRefine((number, context) => {
    const refusal = refusalOfNumber(number);
    if (refusal !== undefined) context.addIssue(refusal);
  }),
  /** IANA zone in which the hours are meant. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone').default('America/New_York'),
  hours: z.partialRecord(z.enum(weekdays), z.array(z.strictObject({ from: time, to: time }))).optional(),
});

const entry = z.strictObject({
  name,
  aliases: z.array(name).default([]),
  /** The first line is the one that is called. */
  lines: z.array(line).min(1),
  limits: z
    .strictObject({
      /** How many claims, patients or authorizations a representative takes in one call. */
      tasksPerCall: z.int().min(1).max(20).default(1),
    })
    .default({ tasksPerCall: 1 }),
});

/** One payor of a directory file. */
export type PayorEntry = z.output<typeof entry>;

/** Reads payors from YAML (or JSON) files; of a folder, every such file in it. Throws where one is not as it should be. */
export async function readPayorFiles(paths: readonly string[]): Promise<readonly PayorEntry[]> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  const lists = await Promise.all(files.map(readPayorFile));
  return lists.flat();
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .map((file) => join(path, file));
}

async function readPayorFile(file: string): Promise<readonly PayorEntry[]> {
  const parsed = z.array(entry).safeParse(parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is not a payor file:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
