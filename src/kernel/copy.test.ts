import { describe, expect, it } from 'vitest';
import { copyOf } from './copy.ts';

describe('a copy of plain data', () => {
  const data = {
    name: 'x',
    none: null,
    lost: undefined,
    list: [{ n: 1 }, [true]],
    inner: { deep: { s: '' } },
  };

  it('holds the same and shares nothing', () => {
    const copy = copyOf(data);
    expect(copy).toStrictEqual(data);
    copy.inner.deep.s = 'changed';
    copy.list.push([]);
    expect(data.inner.deep.s).toBe('');
    expect(data.list).toHaveLength(2);
  });

  it('keeps one thing in two places one thing', () => {
    const said = { text: 'hello' };
    const copy = copyOf({ last: said, saying: [said] });
    expect(copy.last).toBe(copy.saying[0]);
    expect(copy.last).not.toBe(said);
  });
});
