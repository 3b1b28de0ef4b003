import { createServer } from 'node:http';
import type { BenchStage } from './stage.ts';

/** Requests under way at once. */
const concurrency = 16;
const batchRows = 500;
const dayMs = 24 * 3_600_000;

export interface Rate {
  what: string;
  count: number;
  seconds: number;
  perSecond: number;
  /** Of the bare route's rows a second. */
  ofReference: number;
}

/** A task that nobody may call before tomorrow. */
function taskOf(n: number, run: string) {
  return {
    callType: 'claim_status',
    payor: { name: 'Summit Ridge Health' },
    practice: { name: 'Cedar Hill Clinic', npi: '1234567893', taxId: '840000001', phone: '+13035550110' },
    inputs: {
      memberId: `W${String(4_000_000 + n)}`,
      patientFirstName: 'Jordan',
      patientLastName: 'Sample',
      patientDateOfBirth: '1982-03-03',
      dateOfService: '2025-02-10',
      billedAmount: 25_000,
      npi: '1234567893',
      taxId: '840000001',
    },
    externalId: `${run}-${n}`,
    notBefore: new Date(Date.now() + dayMs).toISOString(),
  };
}

/** Runs each measurement once, the bare route before and after, and puts the rates beside the mean of its two. */
export async function measure(stage: BenchStage, count: number): Promise<readonly Rate[]> {
  const { base, reference, apiKey } = stage;
  const send = async (url: string, body: unknown): Promise<unknown> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  const bare = (run: string) => timed(count, (n) => send(`${reference}/rows`, taskOf(n, run)), concurrency);
  const single = (run: string) => timed(count, (n) => send(`${base}/v1/tasks`, taskOf(n, run)), concurrency);
  const batches = (run: string, rows: number) =>
    timed(
      Math.ceil(rows / batchRows),
      (batch) => send(`${base}/v1/tasks/batch`, { tasks: rowsOf(batch, rows, run) }),
      2,
    );

  // Warm: code compiled, pools filled, keys unwrapped.
  await timed(200, (n) => send(`${reference}/rows`, taskOf(n, 'warm')), concurrency);
  await timed(200, (n) => send(`${base}/v1/tasks`, taskOf(n, 'warm')), concurrency);

  await stage.analyze();

  const before = await bare('before');
  const singly = await single('single');
  const inBatches = await batches('batch', count * 5);
  const delivered = await deliveries(stage, send, (run) => batches(run, count), count);
  const after = await bare('after');

  const referencePerSecond = (count / before + count / after) / 2;
  const rate = (what: string, of: number, seconds: number): Rate => ({
    what,
    count: of,
    seconds,
    perSecond: of / seconds,
    ofReference: of / seconds / referencePerSecond,
  });
  return [
    rate('bare route, one insert (before)', count, before),
    rate('bare route, one insert (after)', count, after),
    rate('tasks accepted singly', count, singly),
    rate(`tasks accepted in batches of ${batchRows}`, count * 5, inBatches),
    rate('webhooks delivered', count, delivered),
  ];
}

function rowsOf(batch: number, rows: number, run: string) {
  const first = batch * batchRows;
  const size = Math.min(batchRows, rows - first);
  return Array.from({ length: size }, (_, n) => taskOf(first + n, run));
}

/** Seconds from the first delivery to the last: tasks queued in batches, each told to one endpoint. */
async function deliveries(
  { base }: BenchStage,
  send: (url: string, body: unknown) => Promise<unknown>,
  queue: (run: string) => Promise<number>,
  count: number,
): Promise<number> {
  const seen = new Set<string>();
  let firstAt = 0;
  let allHere: (atMs: number) => void;
  const all = new Promise<number>((resolve) => (allHere = resolve));
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => {
      if (firstAt === 0) firstAt = performance.now();
      seen.add(String(request.headers['webhook-id']));
      response.writeHead(204).end();
      if (seen.size === count) allHere(performance.now());
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no address.');
  await send(`${base}/v1/webhook-endpoints`, {
    url: `http://127.0.0.1:${address.port}/hook`,
    eventTypes: ['task.created'],
  });
  await queue('told');
  const lastAt = await all;
  receiver.closeAllConnections();
  await new Promise((done) => receiver.close(done));
  return (lastAt - firstAt) / 1_000;
}

/** Seconds that so many runs took, so many at once. */
async function timed(count: number, run: (n: number) => Promise<unknown>, atOnce: number): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  const worker = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return (performance.now() - startedAt) / 1_000;
}
