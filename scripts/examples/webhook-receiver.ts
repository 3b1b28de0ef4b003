import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** Verifies, hands each event on once, and answers. Keep `seen` in your database, unique by webhook-id. */
export function makeReceiver(secret: string, handle: (event: unknown) => Promise<void>) {
  const webhook = new Webhook(secret);
  const seen = new Set<string>();
  return createServer((request, response) => {
    const receive = async (): Promise<number> => {
      const id = String(request.headers['webhook-id']);
      // The exact text: parsed and written again it would no longer match its signature.
      const event = webhook.verify(await text(request), request.headers as Record<string, string>);
      if (!seen.has(id)) await handle(event);
      seen.add(id);
      return 204;
    };
    receive().then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    );
  });
}
