import { useSyncExternalStore } from 'react';

/** What a person chose; `system` follows the machine. */
export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

const storageKey = 'holdfast.theme';
const listeners = new Set<() => void>();

function chosen(): Theme {
  const kept = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === kept) ?? 'system';
}

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function effective(): 'light' | 'dark' {
  const theme = chosen();
  return theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme;
}

/** Puts the theme on the document, now and whenever the machine changes its own. */
export function applyTheme(): void {
  const put = () => {
    document.documentElement.dataset.theme = effective();
    for (const listener of listeners) listener();
  };
  put();
  prefersDark.addEventListener('change', put);
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  document.documentElement.dataset.theme = effective();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useTheme = () => useSyncExternalStore(subscribe, chosen);

/** `light` or `dark`, for what paints its own canvas. */
export const useEffectiveTheme = () => useSyncExternalStore(subscribe, effective);
