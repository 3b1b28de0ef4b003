import type { ValueInText } from './found.ts';

/** Where a clause turns from what was said wrongly to what is meant. */
export interface Turning {
  /** Where the wrong words end, and where the right ones begin. */
  from: number;
  to: number;
  /** It says in so many words that something was wrong: "no, sorry" does, "sorry" alone may be for anything. */
  isSure: boolean;
}

const sorry = "(?:i['’]?m sorry|i am sorry|sorry|excuse me|pardon me|my (?:mistake|bad|apologies))";
const sure =
  `(?:no[\\s,.]+(?:wait|${sorry}|actually)|oh[\\s,.]+(?:wait|no|${sorry})|wait[\\s,.]+(?:no|${sorry}|actually)` +
  `|i mean(?:t(?: to say)?)?|i should say|correction(?=[,.:]|\\s+it['’]?s)|scratch that|strike that|let me correct (?:that|myself)|i misspoke|${sorry}[\\s,.]+(?:no|wait|i mean|i meant|it['’]?s))`;
const again =
  "(?:(?:it['’]?s|it is|that['’]?s|that is|it was)[\\s,]+(?:actually[\\s,]+)?)?(?:(?:for |on )?(?:the )?(?:other|another|a different|wrong) (?:line|one|claim|member|patient|case|page|screen)[\\s,.]+(?:it['’]?s|this one is|it is|yours is)?[\\s,]*)?";
const turning = new RegExp(
  `(?:^|[\\s,;–—-]+|[.]\\s+)(?:(?:oh|uh|um|well|no|so)[\\s,.]+)*?(?:(${sure})|${sorry}|actually(?=,? (?:no|it['’]?s)(?![a-z])))(?:[\\s,.]+(?:${sure}|${sorry}|no|wait|actually))*[\\s,.:–—-]+${again}(?=\\S)`,
  'gi',
);

/** What may stand behind a mere "sorry" is told to us, not told anew: "sorry, my system is slow". */
const aside =
  /^(?:(?:my|the|our) (?:system|computer|screen)|i|we|you|they|let|there|one|just|hold|hang|about|for|what|but|again|if)(?![a-z])/i;

/** "No, sorry, it's Riverbend.": a sentence that takes back the one before it; "sorry, it's denied" takes back nothing. */
const anew = /^\W*(?:no|oh|wait|i mean|correction|scratch|strike)(?![a-z])/i;

/** "The main hospital, no, sorry, it's Riverbend": the last place at which a clause takes back what it just said. */
export function turningIn(clause: string): Turning | undefined {
  const found = [...clause.matchAll(turning)].map(({ index, 0: words, 1: plainly }) => ({
    from: index,
    to: index + words.length,
    isSure: plainly !== undefined,
  }));
  return found.findLast(({ from, to, isSure }) => {
    const meant = clause.slice(to);
    const isBehindWords = /[a-z]{3}/i.test(clause.slice(0, from));
    const turns = isBehindWords ? isSure || !aside.test(meant) : isSure && anew.test(clause.slice(from, to));
    return turns && /[a-z]{3}/i.test(meant);
  });
}

/** What is told behind a turning, as it stands in the whole clause. */
export function behindTurning<Told extends ValueInText>(told: Told, { to, isSure }: Turning): Told {
  return {
    ...told,
    start: told.start + to,
    end: told.end + to,
    corrected: true,
    hedged: told.hedged || !isSure,
  };
}
