import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { api } from './client.ts';
import { onSessionChange, sessionGoesOn } from './session-state.ts';

/** `live`: events arrive; `connecting`: the first time or again; `off`: not asked for, or the page is hidden. */
export type StreamState = 'live' | 'connecting' | 'off';

export interface StreamEvent {
  /** The event's name. */
  type: string;
  /** What its JSON says. */
  data: unknown;
  id: string;
}

interface StreamOptions {
  /** Null while there is nothing to follow. */
  url: string | null;
  /** Names of the events to take; a stream sends no others to its reader. */
  types: readonly string[];
  onEvent: (event: StreamEvent) => void;
  /** The stream came back after a loss: what the page shows may have missed something. */
  onReturn?: (() => void) | undefined;
}

const firstWaitMs = 1_000;
const longestWaitMs = 20_000;

/** Follows Server-Sent Events for as long as the page is seen, and comes back whenever the connection was lost. */
export function useEventStream({ url, types, onEvent, onReturn }: StreamOptions): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const goesOn = useSyncExternalStore(onSessionChange, sessionGoesOn);
  const seen = useSyncExternalStore(onVisibility, isVisible);
  const take = useEffectEvent(onEvent);
  const comeBack = useEffectEvent(() => onReturn?.());
  const names = types.join(',');
  const follows = url !== null && goesOn && seen;

  useEffect(() => {
    if (!follows) return;
    return openStream(url, names.split(','), {
      onState: setState,
      onEvent: (event) => take(event),
      onReturn: () => comeBack(),
    });
  }, [url, names, follows]);
  return follows ? state : 'off';
}

interface Reader {
  onState: (state: StreamState) => void;
  onEvent: (event: StreamEvent) => void;
  onReturn: () => void;
}

/**
 * A browser comes again by itself after a loss, with the id of the last event; not after a refusal, such as by a server
 * that is starting: then a new stream is opened after a growing wait. Answers how to stop.
 */
function openStream(url: string, names: readonly string[], reader: Reader): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = firstWaitMs;
  let wasLive = false;

  function open(): void {
    reader.onState('connecting');
    source = new EventSource(url);
    source.onopen = () => {
      waitMs = firstWaitMs;
      reader.onState('live');
      if (wasLive) reader.onReturn();
      wasLive = true;
    };
    source.onerror = () => {
      reader.onState('connecting');
      if (source?.readyState !== EventSource.CLOSED) return;
      askWhetherSignedIn();
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    };
    for (const type of names) source.addEventListener(type, (event) => pass(event, type, reader));
  }
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** A browser does not say why a stream was refused; where the session has ended, the client learns it by this. */
function askWhetherSignedIn(): void {
  api.get('/v1/me', { background: true }).catch(() => undefined);
}

function pass(event: MessageEvent<unknown>, type: string, reader: Reader): void {
  reader.onEvent({ type, data: JSON.parse(String(event.data)) as unknown, id: event.lastEventId });
}

const isVisible = () => document.visibilityState === 'visible';

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
