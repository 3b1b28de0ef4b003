import { places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** "One of them", "the other one", "line two": one of several that are told one by one. */
const item = '(?:one|reason|denial|rejection|code|thing|item|issue|problem|line|document|piece)';
export const oneOfSeveral =
  `(?:(?:the |that )?(?:first|second|third|fourth|other|next|last|final|1st|2nd|3rd)(?: (?:${item}|two|of (?:them|those|these|the (?:two|three))))?` +
  `|(?:another|one|the one)(?: (?:${item}|of (?:them|those|these|the (?:two|three|reasons?|denials?|lines?))))?` +
  `|${item} (?:number )?(?:one|two|three|four|[1-4]))`;

/** "There are two. One of them says …": from here on items of ours are told. */
const opensItems = [
  `(?:one|the first) of (?:them|those|these)`,
  `(?:there are|theres|i see|i have|i show|got|gave|with) (?:two|three|four|both|a couple|several)(?: (?:of them|here|listed|on (?:here|it|this)|(?:denial |remark )?(?:reasons?|denials?|codes?|things?|lines?|items?|documents?)))*$`,
  `(?:two|three|four|couple|several) (?:different )?(?:denial |remark )?(?:reasons|denials|codes|things|lines|items|documents)`,
  `(?:the )?first (?:(?:one|reason|denial|code|line|item|document)(?: ?(?:s|is|was|says|reads|states))?|(?:is|was|says|reads))`,
  `^${item} (?:number )?(?:one|1)`,
  `^one(?:s| is| says| reads| states)`,
];

/** Whose other one is none of ours. */
const notItems = [
  '(?:claims|requests|auths|authorizations|cases|patients|members|people|policies|plans|dates|submissions)',
];

/** "The other one says …" reads out an item; "the other one paid" tells of a claim. */
const otherItem = [
  '(?:the|that|this|an) ?other one(?:s| is| says| said| reads| states| shows| just| here)(?! (?:[a-z]+ed|paid|fine|good|okay|still|already|pending|in|being|not ours)(?![a-z]))',
];

/** Where a clause reads out another of several items that were begun, in the turn or by our question. */
export function otherItems(heard: Heard, memory: { listed?: boolean | undefined }): readonly Span[] {
  if (says(heard, notItems)) memory.listed = false;
  else if (says(heard, opensItems)) memory.listed ??= true;
  return memory.listed === true ? places(heard, otherItem) : [];
}
