/** The language model and lexicon as files for the recogniser, made once and kept under a key of their contents. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toSpokenWords } from '../normalize.ts';
import { arpaTrigram } from './arpa.ts';
import { makeLexicon, type LetterToSound } from './lexicon.ts';
import { corpus, type Extras } from './sentences.ts';

const sentenceCount = 42_000;

export interface ModelFiles {
  languageModel: string;
  dictionary: string;
}

function writeWhole(path: string, text: string): void {
  // Two programs may start at once: whoever renames last wins, and nobody reads half a file.
  const partial = `${path}.${String(process.pid)}.part`;
  writeFileSync(partial, text);
  renameSync(partial, path);
}

export function makeModelFiles(
  options: Extras & { cacheDir: string; dictionaryPath: string; letterToSound: () => LetterToSound },
): ModelFiles {
  const extras = {
    sentences: options.sentences.map(toSpokenWords).filter(Boolean),
    names: options.names.map(toSpokenWords).filter(Boolean),
  };
  const sentences = corpus(sentenceCount, extras);
  const key = createHash('sha256')
    .update(sentences.join('\n'))
    .update(arpaTrigram.toString() + makeLexicon.toString())
    .digest('hex')
    .slice(0, 20);
  mkdirSync(options.cacheDir, { recursive: true });
  const files = {
    languageModel: join(options.cacheDir, `${key}.lm`),
    dictionary: join(options.cacheDir, `${key}.dict`),
  };
  if (!existsSync(files.dictionary)) {
    const vocabulary = new Set(sentences.flatMap((sentence) => sentence.split(' ')));
    writeWhole(files.languageModel, arpaTrigram(sentences));
    writeWhole(files.dictionary, makeLexicon(vocabulary, options.dictionaryPath, options.letterToSound()));
  }
  return files;
}
