import { digitWords } from '../spoken/index.ts';
import type { Marked } from './menu-marks.ts';

const sayList =
  /(?<![a-z0-9])(?:say|saying)(?: either| something like| things like)? (?!(?:or|and) (?:press|enter|dial)|(?:that|it|so)(?![a-z])|again)([a-z].*)/;
/** Here the list of words to say is over. */
const sayEnd =
  / (?:(?:or|and) (?:press|enter|dial|select|key)|(?:for|to|if|otherwise|press|please|now|followed|after|when|you (?:can|may)|what|say)(?![a-z0-9]))/;

/** A whole sentence is given as an example: "you could say, I want to check on a claim". */
const example = /^(?:i|id|im|i am|ive|check|find|where|wheres|whats|what is|is my|are my)(?![a-z])/;

/** "Say the reason for your call": told what to say, not in which words. */
const isDescribed =
  /^(?:(?:the|your|a)(?: [a-z]+)? )?(?:reasons?|purpose|nature|topic|subject|department|(?:type|kind) of (?:call|inquiry|question|request))(?= (?:for|of|that|you|why|to)(?: |$)|$)/;

/** "Say your reason for calling, for example, benefits or claims": what is listed are examples, where there are any. */
const asksOpenly =
  /^(?:(?:your|the) (?:reason|purpose)(?: (?:for|of) (?:your |the |this )?call(?:ing)?)?|(?:what|why)(?: (?!for|such|like)[a-z]+){1,5}?)(?: today)?(?: (for (?:example|instance)|such as|like)(?: you (?:can|could|might|may) say)?(?: |$)|(?= (?:for|such as|like)(?: |$)|$))/;

/** The words between "say" and what is listed, up to where the list begins; empty where it asks openly and lists nothing. */
function leadOf(
  list: string,
  start: number,
  colons: ReadonlySet<number>,
): { length: number; empty: boolean } {
  // "Say one of the following: claims, benefits": the list is yet to come.
  const lead =
    /^(?:one of (?:the following|these)|(?:the )?(?:following|name of (?:the|your) \w+))(?: (?:options?|words|choices|phrases))?(?: |$)/.exec(
      list,
    );
  // "Say who you are: patient, provider or broker."
  const named =
    /^(?:(?:who|what|which|why)(?: [a-z]+){1,5}|(?:the|your|any|one|a) (?:[a-z]+ )*(?:choice|selection|answer|name|one|department|area|word|topic)(?: |$))/.test(
      list,
    )
      ? [...colons].filter((place) => place > start).sort((a, b) => a - b)[0]
      : undefined;
  if (named !== undefined) return { length: named + 1 - start, empty: false };
  if (lead !== null) return { length: lead[0].length, empty: false };
  const open = asksOpenly.exec(list);
  return { length: open?.[0].length ?? 0, empty: open !== null && open[1] === undefined };
}

/** The words that a menu wants to hear, as it lists them: "you can say claims, benefits or something else". */
export function saysIn({ plain, breaks, commas, colons }: Marked): string[] {
  const found: string[] = [];
  let from = 0;
  for (;;) {
    const match = sayList.exec(plain.slice(from));
    const list = match?.[1];
    if (match === null || list === undefined) break;
    let start = from + match.index + match[0].length - list.length;
    const lead = leadOf(list, start, colons);
    start += lead.length;
    if (lead.empty) {
      from = start;
      continue;
    }
    const broken = [...breaks].filter((place) => place > start).sort((a, b) => a - b)[0] ?? plain.length;
    const ended = sayEnd.exec(plain.slice(start, broken));
    const whole = example.test(plain.slice(start, broken));
    const end = ended === null || whole ? broken : start + ended.index;
    let item = '';
    const push = () => {
      const words = item.trim().replace(/^(?:(?:or|and|either|like)(?![a-z]) ?)+/, '');
      if (words !== '') found.push(words);
      item = '';
    };
    for (let index = start; index < end; index++) {
      if (commas.has(index)) push();
      else item += plain[index] ?? '';
      if (item.endsWith(' or ')) {
        item = item.slice(0, -4);
        push();
      }
    }
    push();
    from = Math.max(end, start + 1);
  }
  return found.filter(
    (words) =>
      !/^(?:[0-9]|yes|no|one of (?:these|those)(?: .*)?|(?:a few|your own) words)$/.test(words) &&
      !digitWords.includes(words) &&
      !isDescribed.test(words),
  );
}
