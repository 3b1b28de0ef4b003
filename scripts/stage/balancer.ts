import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer of the simplest kind: each request goes to the node that is named now, or gets a 502. */
export async function startBalancer(): Promise<{
  url: string;
  sendTo(base: string): void;
  close(): Promise<void>;
}> {
  let target: string | undefined;
  const server = createServer((incoming, outgoing) => {
    const refuse = () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    };
    if (target === undefined) return refuse();
    const onward = forward(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', refuse);
    // Who leaves a stream leaves it for the server too.
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sendTo: (base) => void (target = base),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
