import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { replySchema } from './model/replies.ts';
import type { ModelReply } from './model/replies.ts';

/** Reads a model's script, a list of replies in YAML or JSON. Throws with the file's name and every mistake in it. */
export async function loadReplies(file: string): Promise<ModelReply[]> {
  const parsed = z.array(replySchema).safeParse(parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a script of replies:\n${z.prettifyError(parsed.error)}`);
}
