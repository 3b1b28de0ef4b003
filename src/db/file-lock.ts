import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const retryMs = 100;
/** Longer than the slowest first start of a database on a small machine. */
const patienceMs = 60_000;

/** Locks that this process holds: one with our own id that is not among them was left by a predecessor (in a
 * container every process has the same id). */
const held = new Set<string>();

/** Runs `work` while no other process does under the same file. A lock whose process is gone is taken over. */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; !(await take(file)); waitedMs += retryMs) {
    if (waitedMs >= patienceMs) throw new Error(`${file} has been held by another process for too long.`);
    await pause(retryMs);
  }
  try {
    return await work();
  } finally {
    held.delete(file);
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(String(process.pid));
    await handle.close();
    held.add(file);
    return true;
  } catch {
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    const stale = holder === process.pid ? !held.has(file) : !isAlive(holder);
    if (Number.isInteger(holder) && holder > 0 && stale) await rm(file, { force: true });
    return false;
  }
}

/** Whether there is a process with this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
