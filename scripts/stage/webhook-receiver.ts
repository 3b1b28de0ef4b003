import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Delivery {
  verified: boolean;
  payload: unknown;
}

/** The verified delivery that tells of a task's end, where there is one. */
export function deliveryOf(deliveries: readonly Delivery[], taskId: string): Delivery | undefined {
  return deliveries.find(({ verified, payload }) => verified && tellsOf(payload, taskId));
}

/** True for the end itself; that somebody should review it is told beside it. */
export function tellsOf(payload: unknown, taskId: string): boolean {
  const { type, data } = (payload ?? {}) as { type?: unknown; data?: { taskId?: unknown } };
  return data?.taskId === taskId && type !== 'task.needs_review';
}

/** A consumer as its author would write it: verifies with the standardwebhooks package, answers 2xx or 400. */
export async function startWebhookReceiver(secret: string): Promise<{
  url: string;
  deliveries: Delivery[];
  close(): Promise<void>;
}> {
  const webhook = new Webhook(secret);
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      try {
        const payload = webhook.verify(body, request.headers as Record<string, string>);
        deliveries.push({ verified: true, payload });
        response.writeHead(204).end();
      } catch {
        deliveries.push({ verified: false, payload: null });
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/holdfast`,
    deliveries,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
