/**
 * Days of a scenario that follow the day on which it is played, for what people say of it ("termed end of last month"):
 * `=today`, `=today-45`, `=today+10` (days), `=end of last month`, `=start of this month`, …
 */
const relative = /^=\s*(?:today(?:\s*([+-])\s*(\d{1,4}))?|(start|end) of (last|this|next) month)$/u;

const dayMs = 86_400_000;

/** The document with each such text as an ISO date. `today` is ISO; texts that begin with "=" otherwise stay. */
export function atDay(document: unknown, today: string): unknown {
  if (typeof document === 'string') return dayOf(document, today) ?? document;
  if (Array.isArray(document)) return document.map((part) => atDay(part, today));
  if (typeof document === 'object' && document !== null)
    return Object.fromEntries(Object.entries(document).map(([name, part]) => [name, atDay(part, today)]));
  return document;
}

function dayOf(text: string, today: string): string | undefined {
  const match = relative.exec(text);
  if (match === null) return undefined;
  const [, sign, days = '0', edge, month] = match;
  const [year = 0, monthNumber = 1] = today.split('-').map(Number);
  if (edge === undefined) return iso(Date.parse(today) + (sign === '-' ? -1 : 1) * Number(days) * dayMs);
  const first = monthNumber - 1 + (month === 'last' ? -1 : month === 'next' ? 1 : 0);
  // Day 0 of the month behind it is its last.
  return iso(edge === 'start' ? Date.UTC(year, first, 1) : Date.UTC(year, first + 1, 0));
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** The day of whoever plays a scenario in real time. */
export function dayNow(): string {
  const now = new Date();
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
