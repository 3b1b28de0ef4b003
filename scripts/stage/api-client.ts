import type { ReadableStream } from 'node:stream/web';
import type { CallTaskView } from '../../src/kernel/call-task.ts';
import type { TimelineItem } from '../../src/kernel/live.ts';

/** The public HTTP API, as much of it as the demo uses. */
export function makeApiClient(base: string, apiKey: string) {
  const headers = { authorization: `Bearer ${apiKey}` };

  async function read<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(base + path, {
      ...init,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    queueTask: (body: unknown) =>
      read<CallTaskView>('/v1/tasks', { method: 'POST', body: JSON.stringify(body) }),
    task: (id: string) => read<CallTaskView>(`/v1/tasks/${id}`),
    async post(path: string, body: unknown): Promise<void> {
      await read(path, { method: 'POST', body: JSON.stringify(body) });
    },
    timeline: async (callId: string, after: number) =>
      (await read<{ items: TimelineItem[] }>(`/v1/calls/${callId}/timeline?after=${after}`)).items,
    /** WAV bytes; undefined where the call was not recorded. */
    async recording(callId: string): Promise<ReadableStream | undefined> {
      const response = await fetch(`${base}/v1/calls/${callId}/recording`, { headers });
      if (response.status === 404 || response.body === null) return undefined;
      return response.body;
    },
  };
}
