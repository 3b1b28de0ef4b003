import { readFile } from 'node:fs/promises';

/** What the sandbox's voice tells of its own lateness at `/_control/lag`. Milliseconds. */
interface SandboxLag {
  recognition: { samples: number; medianMs: number; p95Ms: number; maxMs: number } | null;
  eventLoop: { p99Ms: number; maxMs: number };
}

/** How far the machine kept up with one call. */
export interface Strain extends SandboxLag {
  /** Share of the call that the server's main thread was ready to run and had no processor. */
  serverWaited: number;
}

/** Recognition that is later than this is heard as a pause, and turns come apart. */
const recognitionLateMs = 500;
/** A frame lasts 20 ms, and a dozen of them are waited for. */
const loopLateMs = 200;
const serverWaitedShare = 0.1;

/** Why a call says nothing about the product: the machine did not keep up. Undefined where it did. */
export function starvation({ recognition, eventLoop, serverWaited }: Strain): string | undefined {
  if (recognition !== null && recognition.p95Ms > recognitionLateMs)
    return `recognition was ${recognition.p95Ms} ms late`;
  if (eventLoop.p99Ms > loopLateMs) return `the sandbox was ${Math.round(eventLoop.p99Ms)} ms late`;
  if (serverWaited > serverWaitedShare)
    return `the server waited for a processor for ${Math.round(serverWaited * 100)} % of the call`;
  return undefined;
}

/** Begins to watch a call; the function that is returned tells how it went. */
export async function watchStrain(serverPid: number, voiceUrl: string): Promise<() => Promise<Strain>> {
  const startedMs = performance.now();
  const before = await waitedMs(serverPid);
  return async () => {
    const waited = (await waitedMs(serverPid)) - before;
    const lag = (await (await fetch(`${voiceUrl}/_control/lag`)).json()) as SandboxLag;
    return { ...lag, serverWaited: waited / (performance.now() - startedMs) };
  };
}

/** How long the process's main thread was runnable and did not run so far; 0 where the system does not tell. */
async function waitedMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  return Number(stat.split(' ')[1] ?? 0) / 1e6;
}
