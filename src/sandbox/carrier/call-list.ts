import { z } from 'zod';
import type { CallRecord } from './call-record.ts';
import { apiVersion, toResource } from './call-record.ts';

const listQuerySchema = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  Status: z.string().optional(),
  ParentCallSid: z.string().optional(),
  StartTime: z.string().optional(),
  'StartTime>': z.string().optional(),
  'StartTime<': z.string().optional(),
  PageSize: z.coerce.number().int().min(1).max(1000).default(50),
  Page: z.coerce.number().int().min(0).default(0),
});

/** What GET Calls.json answers: newest first, filtered, one page; undefined when the query is malformed. */
export function listCalls(
  records: readonly CallRecord[],
  accountSid: string,
  query: unknown,
): Record<string, unknown> | undefined {
  const parsed = listQuerySchema.safeParse(query);
  if (!parsed.success) return undefined;
  const wanted = parsed.data;
  const after = bound(wanted['StartTime>'], 'start') ?? bound(wanted.StartTime, 'start');
  const before = bound(wanted['StartTime<'], 'end') ?? bound(wanted.StartTime, 'end');
  const found = records
    .filter((call) => wanted.To === undefined || call.to === wanted.To)
    .filter((call) => wanted.From === undefined || call.from === wanted.From)
    .filter((call) => wanted.Status === undefined || call.status === wanted.Status)
    .filter((call) => wanted.ParentCallSid === undefined || call.parentCallSid === wanted.ParentCallSid)
    // A call still in the queue has no start yet; its creation stands in.
    .filter((call) => after === undefined || wholeSecond(call.startedAt ?? call.createdAt) >= after)
    .filter((call) => before === undefined || wholeSecond(call.startedAt ?? call.createdAt) <= before)
    .toReversed();

  const { Page: page, PageSize: pageSize } = wanted;
  const start = page * pageSize;
  const calls = found.slice(start, start + pageSize);
  const path = `/${apiVersion}/Accounts/${accountSid}/Calls.json`;
  const filters = Object.entries(wanted).filter(([name]) => name !== 'Page' && name !== 'PageSize');
  const uri = (number: number) => {
    const search = new URLSearchParams(
      Object.fromEntries(filters.map(([name, value]) => [name, String(value)])),
    );
    search.set('PageSize', String(pageSize));
    search.set('Page', String(number));
    return `${path}?${search.toString()}`;
  };
  return {
    calls: calls.map(toResource),
    start,
    end: start + Math.max(0, calls.length - 1),
    page,
    page_size: pageSize,
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + pageSize < found.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  };
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

/** A date without a time stands for the whole day. */
function bound(text: string | undefined, side: 'start' | 'end'): number | undefined {
  if (text === undefined) return undefined;
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const ms = Date.parse(dayOnly && side === 'end' ? `${text}T23:59:59Z` : text);
  return Number.isNaN(ms) ? undefined : ms;
}
