import { readFile } from 'node:fs/promises';
import { follow } from '../stage/follow.ts';
import { readScenario } from '../stage/scenario.ts';
import { setStage } from '../stage/stage.ts';

const everyMs = 10_000;
/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100;

export interface SocketHoldReport {
  minutes: number;
  samples: readonly { second: number; rssBytes: number; cpuPercent: number }[];
  outcome: string;
}

/** Makes one call whose hold lasts that long, on real sockets, and looks at the server's process while it holds. */
export async function holdOnSockets(
  options: { scenarioFile: string; logFile: string; voice: 'audio' | 'text' },
  minutes: number,
): Promise<SocketHoldReport> {
  const scenario = await readScenario(options.scenarioFile);
  const stage = await setStage({ scenario, ...options });
  try {
    const { base, program } = await stage.startServer();
    const { pid } = program.child;
    if (pid === undefined) throw new Error('The server has no process.');
    const api = stage.api(base);
    const task = await stage.queueTask(api);
    const samples: { second: number; rssBytes: number; cpuPercent: number }[] = [];
    let timer: NodeJS.Timeout | undefined;
    let before = await cpuSeconds(pid);
    const startedMs = performance.now();
    const look = async () => {
      const now = await cpuSeconds(pid);
      samples.push({
        second: Math.round((performance.now() - startedMs) / 1000),
        rssBytes: await residentBytes(pid),
        cpuPercent: ((now - before) / (everyMs / 1000)) * 100,
      });
      before = now;
    };
    const followed = await Promise.race([
      follow(api, task.id, {
        limitMs: (minutes + 10) * 60_000,
        delivered: () => stage.receiver.deliveries.some(({ verified }) => verified),
        onItem(item) {
          if (item.kind !== 'phase') return;
          if (item.phase === 'hold') timer ??= setInterval(() => void look(), everyMs);
          else if (timer !== undefined) clearInterval(timer);
        },
      }),
      program.ended,
    ]);
    clearInterval(timer);
    return { minutes, samples, outcome: followed.view.outcome?.state ?? 'none' };
  } finally {
    await stage.close();
  }
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** User and system time of the process so far. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The command's name may hold spaces; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
