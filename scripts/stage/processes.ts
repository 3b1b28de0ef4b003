import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A program of ours running beside the demo; its output goes to the demo's log file. */
export interface Program {
  child: ChildProcess;
  /** Rejects where the program ends before it was asked to. */
  ended: Promise<never>;
  stop(): Promise<void>;
  /** SIGKILL: no last words. */
  kill(): void;
}

export function openLog(file: string): WriteStream {
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

export function startProgram(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  log: WriteStream,
  onLine: (line: string) => void = () => undefined,
): Program {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${name} ${line}\n`);
      onLine(line);
    });
  }
  let stopping = false;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ended = exited.then((code) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`The ${name} ended unexpectedly (exit code ${code ?? 'none'}). See the log file.`);
  });
  ended.catch(() => undefined);
  return {
    child,
    ended,
    kill() {
      stopping = true;
      child.kill('SIGKILL');
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(hard);
    },
  };
}

/** A port that was free a moment ago on 127.0.0.1. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port to be had.');
  return address.port;
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
