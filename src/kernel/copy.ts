/**
 * A deep copy of plain data: objects, lists, texts, numbers and the like. What stands in it twice is one thing in the
 * copy, too. Several times as fast as `structuredClone`.
 */
export function copyOf<T>(data: T): T {
  return copied(data, new Map()) as T;
}

function copied(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    known.set(value, list);
    for (const item of value) list.push(copied(item, known));
    return list;
  }
  const copy: Record<string, unknown> = {};
  known.set(value, copy);
  for (const key in value) copy[key] = copied(value[key as keyof typeof value], known);
  return copy;
}
