import { resolve } from 'node:path';
import { payorbench } from '../src/bench/main.ts';
import { playOnWires } from './payorbench/wire.ts';

/** Files are named from where the command was called. */
const fromCaller = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);

process.exitCode = await payorbench(process.argv.slice(2), {
  resolve: fromCaller,
  model: {
    apiKey: process.env.OPENAI_API_KEY,
    baseUrl: process.env.OPENAI_BASE_URL,
    model: process.env.OPENAI_MODEL,
  },
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  playOnWires,
});
