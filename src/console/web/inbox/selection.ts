import { useCallback, useMemo, useRef, useState } from 'react';

interface Selection {
  ids: ReadonlySet<string>;
  /** One more or one less; with `range` all from the last one to this. */
  toggle: (id: string, range: boolean) => void;
  selectAll: () => void;
  clear: () => void;
}

/** Which of the rows are chosen. Rows that have left the list are chosen no more. */
export function useSelection(rowIds: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);
  const ids = useMemo(() => {
    if (chosen.size === 0) return chosen;
    const present = new Set(rowIds);
    return new Set([...chosen].filter((id) => present.has(id)));
  }, [chosen, rowIds]);
  const toggle = useCallback(
    (id: string, range: boolean) => {
      const from = range && last.current !== undefined ? rowIds.indexOf(last.current) : -1;
      const to = rowIds.indexOf(id);
      last.current = id;
      setChosen((before) => {
        const now = new Set(before);
        if (from >= 0)
          for (const one of rowIds.slice(Math.min(from, to), Math.max(from, to) + 1)) now.add(one);
        else if (!now.delete(id)) now.add(id);
        return now;
      });
    },
    [rowIds],
  );
  return {
    ids,
    toggle,
    selectAll: () => setChosen(new Set(rowIds)),
    clear: useCallback(() => setChosen(new Set()), []),
  };
}
