import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { StatusEvent } from './call-record.ts';
import type { StatusCallbackTarget } from './status-callbacks.ts';

export type StreamTrack = 'inbound_track' | 'outbound_track' | 'both_tracks';

export interface StreamSpec {
  url: string;
  name: string | undefined;
  track: StreamTrack;
  statusCallback: string | undefined;
  statusCallbackMethod: 'GET' | 'POST';
  parameters: Record<string, string>;
}

export type Verb =
  | { verb: 'start-stream'; stream: StreamSpec }
  | { verb: 'stop-stream'; name: string }
  | { verb: 'connect-stream'; stream: StreamSpec; action: string | undefined; method: 'GET' | 'POST' }
  | { verb: 'play-digits'; digits: string; loop: number }
  | { verb: 'play-url'; url: string; loop: number }
  | { verb: 'say'; text: string; voice: string | undefined; loop: number }
  | { verb: 'pause'; seconds: number }
  | { verb: 'redirect'; url: string; method: 'GET' | 'POST' }
  | {
      verb: 'dial';
      number: string;
      sendDigits: string | undefined;
      /** Told of the called party's progress: of the events that are named, `completed` unless told. */
      statusCallback: StatusCallbackTarget | undefined;
      callerId: string | undefined;
      timeoutSeconds: number;
      action: string | undefined;
      method: 'GET' | 'POST';
    }
  | { verb: 'hangup' }
  | { verb: 'reject'; reason: 'busy' | 'rejected' };

/** A document that cannot be executed; the code is Twilio's. */
export type TwimlError = { code: number; message: string };
export type TwimlResult = { ok: true; verbs: Verb[] } | { ok: false; error: TwimlError };

interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

const playDigitsPattern = /^[0-9A-D#*wW]+$/;

/** Parses one TwiML document into the verbs to execute in order. */
export function parseTwiml(xml: string): TwimlResult {
  // The parser alone takes unclosed tags; its successor would be one more package for the same check.
  // oxlint-disable-next-line typescript/no-deprecated
  if (XMLValidator.validate(xml) !== true) return failed(12100, 'Document parse failure');
  const roots = toNodes(parser.parse(xml) as unknown).filter((node) => !node.name.startsWith('?'));
  const response = roots[0];
  if (roots.length !== 1 || response?.name !== 'Response')
    return failed(12100, 'Root element must be Response');
  const verbs: Verb[] = [];
  for (const node of response.children) {
    const parsed = parseVerb(node);
    if ('code' in parsed) return { ok: false, error: parsed };
    verbs.push(...parsed.verbs);
  }
  return { ok: true, verbs };
}

function failed(code: number, message: string): TwimlResult {
  return { ok: false, error: { code, message } };
}

function parseVerb(node: XmlNode): { verbs: Verb[] } | TwimlError {
  const one = (verb: Verb) => ({ verbs: [verb] });
  const method = (name = 'method') => (node.attributes[name]?.toUpperCase() === 'GET' ? 'GET' : 'POST');
  switch (node.name) {
    case 'Start':
    case 'Stop':
    case 'Connect': {
      const child = node.children[0];
      if (child?.name !== 'Stream') return schemaError(`${node.name} needs a Stream`);
      if (node.name === 'Stop') {
        const name = child.attributes.name;
        return name === undefined
          ? schemaError('Stop/Stream needs a name')
          : one({ verb: 'stop-stream', name });
      }
      const stream = parseStream(child, node.name === 'Connect');
      if ('code' in stream) return stream;
      return node.name === 'Start'
        ? one({ verb: 'start-stream', stream })
        : one({ verb: 'connect-stream', stream, action: node.attributes.action, method: method() });
    }
    case 'Play':
      return parsePlay(node);
    case 'Say':
      return one({
        verb: 'say',
        text: node.text,
        voice: node.attributes.voice,
        loop: count(node, 'loop', 1),
      });
    case 'Pause':
      return one({ verb: 'pause', seconds: count(node, 'length', 1) });
    case 'Redirect':
      return one({ verb: 'redirect', url: node.text, method: method() });
    case 'Dial': {
      const numberNode = node.children.find((child) => child.name === 'Number');
      const number = (numberNode?.text ?? node.text).trim();
      if (!number) return schemaError('Dial needs a number');
      return one({
        verb: 'dial',
        number,
        sendDigits: numberNode?.attributes.sendDigits,
        statusCallback: callbackOf(numberNode),
        callerId: node.attributes.callerId,
        timeoutSeconds: count(node, 'timeout', 30),
        action: node.attributes.action,
        method: method(),
      });
    }
    case 'Hangup':
      return one({ verb: 'hangup' });
    case 'Reject':
      return one({ verb: 'reject', reason: node.attributes.reason === 'busy' ? 'busy' : 'rejected' });
    default:
      return schemaError(`unsupported verb ${node.name}`);
  }
}

const statusEvents: readonly StatusEvent[] = ['initiated', 'ringing', 'answered', 'completed'];

/** The events are words with spaces between; a word that is none is passed over. */
function callbackOf(node: XmlNode | undefined): StatusCallbackTarget | undefined {
  const url = node?.attributes.statusCallback;
  if (url === undefined) return undefined;
  const named = (node?.attributes.statusCallbackEvent ?? 'completed').split(/\s+/);
  return {
    url,
    method: node?.attributes.statusCallbackMethod?.toUpperCase() === 'GET' ? 'GET' : 'POST',
    events: new Set(statusEvents.filter((event) => named.includes(event))),
  };
}

function parsePlay(node: XmlNode): { verbs: Verb[] } | TwimlError {
  const digits = node.attributes.digits;
  const loop = count(node, 'loop', 1);
  if (digits !== undefined) {
    if (!playDigitsPattern.test(digits)) return { code: 13120, message: 'Play: invalid digits' };
    return { verbs: [{ verb: 'play-digits', digits, loop }] };
  }
  if (!node.text) return schemaError('Play needs digits or a URL');
  return { verbs: [{ verb: 'play-url', url: node.text, loop }] };
}

function parseStream(node: XmlNode, bidirectional: boolean): StreamSpec | TwimlError {
  const { url, name, track, statusCallback } = node.attributes;
  if (!url) return { code: 31940, message: 'Stream - Invalid url' };
  const parameters: Record<string, string> = {};
  for (const child of node.children) {
    if (child.name !== 'Parameter') continue;
    parameters[child.attributes.name ?? ''] = child.attributes.value ?? '';
  }
  const chosen = track ?? 'inbound_track';
  if (!isTrack(chosen) || (bidirectional && chosen !== 'inbound_track')) {
    return { code: 31941, message: 'Stream - Invalid track configuration' };
  }
  const statusCallbackMethod = node.attributes.statusCallbackMethod?.toUpperCase() === 'GET' ? 'GET' : 'POST';
  return { url, name, track: chosen, statusCallback, statusCallbackMethod, parameters };
}

export function isTrack(value: string): value is StreamTrack {
  return value === 'inbound_track' || value === 'outbound_track' || value === 'both_tracks';
}

function count(node: XmlNode, attribute: string, otherwise: number): number {
  const value = Number(node.attributes[attribute]);
  return node.attributes[attribute] === undefined || !Number.isFinite(value) || value < 0 ? otherwise : value;
}

function schemaError(message: string): TwimlError {
  return { code: 12200, message: `Schema validation warning: ${message}` };
}

/** fast-xml-parser's ordered output, made plain: [{ Tag: children, ':@': attributes }] or [{ '#text': … }]. */
function toNodes(raw: unknown): XmlNode[] {
  if (!Array.isArray(raw)) return [];
  const nodes: XmlNode[] = [];
  for (const item of raw as Record<string, unknown>[]) {
    const name = Object.keys(item).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) continue;
    const inner = item[name];
    const texts = Array.isArray(inner)
      ? (inner as Record<string, unknown>[]).map((part) => part['#text'])
      : [];
    nodes.push({
      name,
      attributes: (item[':@'] ?? {}) as Record<string, string>,
      children: toNodes(inner),
      text: texts
        .filter((part) => typeof part === 'string' || typeof part === 'number')
        .map(String)
        .join('')
        .trim(),
    });
  }
  return nodes;
}
