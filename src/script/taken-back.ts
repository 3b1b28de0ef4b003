import { isRepair } from '../spoken/index.ts';
import { clausesOf } from './words.ts';
import type { Span } from './words.ts';

/** "It paid eighty-nine. No, scratch that.": what stands behind a value takes it back, whatever comes in its place. */
export function isTakenBack(text: string, { end }: Pick<Span, 'end'>): boolean {
  const rest = text.slice(end);
  const stop = /^\W*[.?!;](?=\s|$)/.exec(rest)?.[0].length ?? 0;
  const next = clausesOf(rest.slice(stop))[0];
  return next !== undefined && isRepair(next.text) && !isPolite.test(next.text);
}

/** "It didn't get approved, I'm sorry." */
const isPolite =
  /^\W*(?:oh,? )?(?:i['’]m|i am)?\s*(?:so |very |really )?(?:sorry|i apologi[sz]e|apologies|excuse me|pardon me)\W*$/i;
