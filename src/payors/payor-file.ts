import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PayorProfile, ProfileRules } from '../kernel/payor-profile.ts';
import { makePayorSchemas } from '../kernel/payor-profile.ts';
import { refusalOfNumber } from './number-policy.ts';

/** Reads payors from YAML (or JSON) files; of a folder, every such file in it. Throws where one is not as it should be. */
export async function readPayorFiles(
  paths: readonly string[],
  inputsOf: ProfileRules['inputsOf'],
): Promise<readonly PayorProfile[]> {
  const schema = z.array(makePayorSchemas({ refusalOfNumber, inputsOf }).whole);
  const files = (await Promise.all(paths.map(filesOf))).flat();
  const lists = await Promise.all(
    files.map(async (file) => {
      const parsed = schema.safeParse(parse(await readFile(file, 'utf8')));
      if (!parsed.success) throw new Error(`${file} is not a payor file:\n${z.prettifyError(parsed.error)}`);
      return parsed.data;
    }),
  );
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
