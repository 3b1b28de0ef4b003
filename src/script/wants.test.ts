import { describe, expect, it } from 'vitest';
import { fits, play, wantsIn } from './testing/wants.ts';

describe.each(['asked.tsv', 'asked-again.tsv', 'unasked.tsv', 'unasked-again.tsv'])(
  'what a representative wants of us, %s',
  (file) => {
    it.each(wantsIn(file))('$call, $state: "$said" gives $gives', (want) => {
      const reply = play(want);
      expect(reply).toSatisfy(() => fits(want, reply));
    });
  },
);
