import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { payorbench } from '../src/bench/main.ts';
import { playOnWires } from './payorbench/wire.ts';

/** Files are named from where the command was called. */
const fromCaller = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);

/** Undefined where this is no checkout. */
function commit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

process.exitCode = await payorbench(process.argv.slice(2), {
  resolve: fromCaller,
  model: {
    apiKey: process.env.OPENAI_API_KEY,
    baseUrl: process.env.OPENAI_BASE_URL,
    model: process.env.OPENAI_MODEL,
  },
  commit,
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  playOnWires,
});
