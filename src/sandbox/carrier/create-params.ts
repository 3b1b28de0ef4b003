import { z } from 'zod';
import type { StatusEvent } from './call-record.ts';
import type { DocumentSource, Fallback } from './documents.ts';
import type { RestError } from './rest-errors.ts';
import { badRequest } from './rest-errors.ts';
import type { StatusCallbackTarget } from './status-callbacks.ts';
import type { StreamSpec } from './twiml.ts';
import { isTrack } from './twiml.ts';

/** A form body as it was posted: a key given twice is a list. */
export const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Form = z.infer<typeof formSchema>;

export interface CallParams {
  to: string;
  from: string;
  document: DocumentSource;
  fallback: Fallback | undefined;
  statusCallback: StatusCallbackTarget | undefined;
  /** How long it may ring. */
  timeoutSeconds: number;
  timeLimitSeconds: number | undefined;
  sendDigits: string | undefined;
}

export type Checked<T> = { ok: true; value: T } | { ok: false; error: RestError };

const e164 = /^\+[1-9]\d{6,14}$/;
const sendDigitsPattern = /^[0-9A-D#*wW]{1,32}$/;
const maxTwimlLength = 4000;
const defaultTimeoutSeconds = 60;
const maxTimeoutSeconds = 600;

export function textOf(form: Form, name: string): string | undefined {
  const value = form[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text === '' ? undefined : text;
}

function methodOf(form: Form, name: string): 'GET' | 'POST' {
  return textOf(form, name)?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function refuse<T>(code: number, message: string): Checked<T> {
  return { ok: false, error: badRequest(code, message) };
}

/** Url, or else Twiml: what a create or an update asks to be executed; undefined when it names neither. */
export function readDocument(form: Form): Checked<DocumentSource | undefined> {
  const url = textOf(form, 'Url');
  const twiml = textOf(form, 'Twiml');
  if (url !== undefined) {
    if (!isHttpUrl(url)) return refuse(21205, `Url is not a valid URL: ${url}`);
    return { ok: true, value: { kind: 'url', url, method: methodOf(form, 'Method') } };
  }
  if (twiml === undefined) return { ok: true, value: undefined };
  if (twiml.length > maxTwimlLength) {
    return refuse(21601, `Twiml must be at most ${maxTwimlLength} characters`);
  }
  return { ok: true, value: { kind: 'twiml', xml: twiml } };
}

export function readFallback(form: Form): Fallback | undefined {
  const url = textOf(form, 'FallbackUrl');
  return url === undefined ? undefined : { url, method: methodOf(form, 'FallbackMethod') };
}

/** Checks a create the way Twilio does: the first thing wrong is the answer. */
export function readCallParams(form: Form, eventsMustBeKnown: boolean): Checked<CallParams> {
  const to = textOf(form, 'To');
  const from = textOf(form, 'From');
  if (to === undefined) return refuse(21201, "No 'To' number is specified");
  if (from === undefined) return refuse(21213, "No 'From' number is specified");
  if (!e164.test(to))
    return refuse(21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  if (!e164.test(from)) return refuse(21212, `The source phone number provided, ${from}, is not valid.`);
  const document = readDocument(form);
  if (!document.ok) return document;
  if (!document.value) return refuse(21205, 'Url parameter is required.');
  const fallback = readFallback(form);
  if (fallback && !isHttpUrl(fallback.url))
    return refuse(21205, `FallbackUrl is not a valid URL: ${fallback.url}`);

  const statusCallback = readStatusCallback(form, eventsMustBeKnown);
  if (!statusCallback.ok) return statusCallback;
  const timeoutSeconds = Number(textOf(form, 'Timeout') ?? defaultTimeoutSeconds);
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1) return refuse(20001, 'Timeout is not valid');
  const timeLimit = textOf(form, 'TimeLimit');
  const timeLimitSeconds = timeLimit === undefined ? undefined : Number(timeLimit);
  if (timeLimitSeconds !== undefined && !(timeLimitSeconds > 0))
    return refuse(20001, 'TimeLimit is not valid');
  const sendDigits = textOf(form, 'SendDigits');
  if (sendDigits !== undefined && !sendDigitsPattern.test(sendDigits))
    return refuse(21219, 'SendDigits is not valid');
  return {
    ok: true,
    value: {
      to,
      from,
      document: document.value,
      fallback,
      statusCallback: statusCallback.value,
      timeoutSeconds: Math.min(timeoutSeconds, maxTimeoutSeconds),
      timeLimitSeconds,
      sendDigits,
    },
  };
}

function readStatusCallback(form: Form, mustBeKnown: boolean): Checked<StatusCallbackTarget | undefined> {
  const url = textOf(form, 'StatusCallback');
  if (url === undefined) return { ok: true, value: undefined };
  if (!isHttpUrl(url)) return refuse(21609, `The 'StatusCallback' URL ${url} is not a valid URL.`);
  const given = [form.StatusCallbackEvent ?? 'completed'].flat();
  const events = new Set(given.filter(isStatusEvent));
  // A malformed list is accepted, and then nothing is ever called back.
  if (events.size !== new Set(given).size) {
    if (mustBeKnown) return refuse(21626, 'StatusCallbackEvent is not valid');
    events.clear();
  }
  return { ok: true, value: { url, method: methodOf(form, 'StatusCallbackMethod'), events } };
}

function isStatusEvent(word: string): word is StatusEvent {
  return word === 'initiated' || word === 'ringing' || word === 'answered' || word === 'completed';
}

/** Body of POST Calls/{sid}/Streams.json: parameters come as Parameter1.Name, Parameter1.Value, … */
export function readStreamParams(form: Form): Checked<StreamSpec> {
  const url = textOf(form, 'Url');
  if (url === undefined) return refuse(21205, 'Url parameter is required.');
  const track = textOf(form, 'Track') ?? 'inbound_track';
  if (!isTrack(track)) return refuse(31941, 'Stream - Invalid track configuration');
  const parameters: Record<string, string> = {};
  for (const key of Object.keys(form)) {
    const index = /^Parameter(\d+)\.Name$/.exec(key)?.[1];
    const name = index === undefined ? undefined : textOf(form, key);
    if (index !== undefined && name !== undefined)
      parameters[name] = textOf(form, `Parameter${index}.Value`) ?? '';
  }
  return {
    ok: true,
    value: {
      url,
      name: textOf(form, 'Name'),
      track,
      statusCallback: textOf(form, 'StatusCallback'),
      statusCallbackMethod: methodOf(form, 'StatusCallbackMethod'),
      parameters,
    },
  };
}
