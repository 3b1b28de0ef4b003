import type { CallRecord } from './call-record.ts';
import type { EmitEvent } from './events.ts';
import { withoutFragment } from './signature.ts';
import { callParams } from './status-callbacks.ts';
import type { TwimlError, Verb } from './twiml.ts';
import { parseTwiml } from './twiml.ts';
import type { WebhookClient } from './webhook-client.ts';

export type DocumentSource =
  | { kind: 'twiml'; xml: string }
  | { kind: 'url'; url: string; method: 'GET' | 'POST'; params?: Record<string, string> };

/** `url` is what relative addresses in the document are resolved against. */
type Document = { ok: true; verbs: Verb[]; url: string | undefined } | { ok: false; error: TwimlError };
export type LoadDocument = (source: DocumentSource, signal: AbortSignal) => Promise<Document>;

export interface Fallback {
  url: string;
  method: 'GET' | 'POST';
}

/** Fetches and parses documents; one that cannot be had or read is asked for once more at the fallback. */
export function makeDocumentLoader(options: {
  record: CallRecord;
  webhooks: WebhookClient;
  emit: EmitEvent;
  fallback(): Fallback | undefined;
}): LoadDocument {
  const { record, webhooks, emit } = options;

  const fetchDocument = async (
    source: DocumentSource & { kind: 'url' },
    signal: AbortSignal,
  ): Promise<Document> => {
    const params = { ...callParams(record), ...source.params };
    const response = await webhooks.send({ url: source.url, method: source.method, params, signal });
    emit({ type: 'document', callSid: record.sid, url: source.url, status: response.status });
    if (!response.ok) return { ok: false, error: { code: 11200, message: 'HTTP retrieval failure' } };
    if (!response.contentType.includes('xml')) {
      return { ok: false, error: { code: 12300, message: 'Invalid Content-Type' } };
    }
    const parsed = parseTwiml(Buffer.from(response.body).toString('utf8'));
    return parsed.ok ? { ...parsed, url: withoutFragment(source.url) } : parsed;
  };

  return async (source, signal) => {
    const document = source.kind === 'url' ? await fetchDocument(source, signal) : readInline(source.xml);
    const fallback = options.fallback();
    if (document.ok || !fallback || signal.aborted) return document;
    const ErrorUrl = source.kind === 'url' ? withoutFragment(source.url) : '';
    const params = { ErrorCode: String(document.error.code), ErrorUrl };
    return fetchDocument({ kind: 'url', ...fallback, params }, signal);
  };
}

function readInline(xml: string): Document {
  const parsed = parseTwiml(xml);
  return parsed.ok ? { ...parsed, url: undefined } : parsed;
}
