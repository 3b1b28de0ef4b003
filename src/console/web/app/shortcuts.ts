import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** As `KeyboardEvent.key` says it, such as `j`, `Enter`, `?`, ` `; or two in a row: `g i`. */
  keys: string;
  /** What it does, for the help. */
  label: string;
  run: () => void;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

/** Two keys in a row are one command within this time. */
const sequenceMs = 1_000;

/** People whose software types for them turn single keys off (WCAG 2.1.4). */
const storageKey = 'holdfast.single-keys';

const groups = new Map<symbol, () => ShortcutGroup>();
const listeners = new Set<() => void>();

/** Keys of this part of the page for as long as it is shown. What came last goes first. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const current = useEffectEvent(() => ({ title, shortcuts }));
  useEffect(() => {
    const id = Symbol(title);
    groups.set(id, () => current());
    return () => void groups.delete(id);
  }, [title]);
}

/** What can be pressed at this moment, for the help. */
export const shortcutGroups = (): readonly ShortcutGroup[] => [...groups.values()].map((group) => group());

const isOn = () => localStorage.getItem(storageKey) !== 'off';

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(storageKey, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

export const useSingleKeys = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, isOn);

/** Listens for as long as the page lives. */
export function listenForShortcuts(): void {
  let before: { key: string; at: number } | undefined;
  window.addEventListener('keydown', (event) => {
    if (!isOn() || isForSomebodyElse(event)) return;
    const isPair = before !== undefined && event.timeStamp - before.at < sequenceMs;
    const pair = isPair ? `${before?.key ?? ''} ${event.key}` : '';
    before = { key: event.key, at: event.timeStamp };
    const all = [...groups.values()].reverse().flatMap((group) => group().shortcuts);
    const found = all.find(({ keys }) => keys === pair) ?? all.find(({ keys }) => keys === event.key);
    if (found === undefined) return;
    event.preventDefault();
    before = undefined;
    found.run();
  });
}

/** While somebody writes, a dialog or menu is open, or a control means something else by the key. */
function isForSomebodyElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  const writes = 'input:not([type=checkbox]), textarea, select, [contenteditable="true"]';
  if (target.closest(writes) !== null) return true;
  const presses = event.key === 'Enter' || event.key === ' ';
  return presses && target.closest('button, a, summary, input, [role="tab"], [role="slider"]') !== null;
}
