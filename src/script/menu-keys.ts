import { digitWords } from '../spoken/index.ts';

const digits = digitWords.join('|');

/** Written so that no other word is heard as one of these: a key even where nobody says "press". */
export const plainKey = `(?:[1-9]|too|${digitWords.slice(1).join('|')})`;
export const lastKey = `(?:${plainKey}|0|zero|star|pound)`;
/** What is counted or measured is no key, nor is "one you already have". */
export const behindBare = new RegExp(
  `^ (?:of|or more|moments?|minutes?|hours?|days?|weeks?|months?|years?|digits?|letters?|dollars?|cents|hundred|thousand|million|times?|[0-9]+|${digits}|oh|and a|percent|business|calendar|through|am|pm|a m|p m|o ?clock|choices?|options?|menus?|things?|questions?|departments?|states|plans?|people|parts?|forms?|ways|visits?|units?|at a time|(?:(?:that|which) )?(?:already|(?:you|youve|we|weve|you have|we have)(?: already)? (?:have|got|sent|submitted|filed|made|started|received))|(?:to|or|and) (?:[0-9]+|${digits}))(?![a-z0-9])`,
);

/** What such a thing is called: "your quantity is two" offers nothing. */
export const counted =
  /(?:^| )(?:numbers?|amount|quantity|units?|visits?|days|co ?pays?|deductibles?|count|level|tier|total|limit|line|item|balance|age|suite|room|floor|box|street|page|step|rate|grade|my|i|we)(?: [a-z]+)? $/;

/** A key that is offered, and the place of the words that offer it. */
export interface Action {
  key: string;
  start: number;
  end: number;
  /** Where the words themselves tell on which side of the key stands what it is for. */
  label?: 'before' | 'behind' | undefined;
}

/** "To follow up on one, press three": a thing that was named before, right in front of the verb of its key. */
export function isThing(
  plain: string,
  { start, end }: Pick<Action, 'start' | 'end'>,
  verbs: readonly Action[],
): boolean {
  return (
    /(?:^| )(?<!(?:is|are|be|reached|found) )(?:on|about|at|under|for|with|regarding|existing|pending|new|submit|start|file|open) $/.test(
      plain.slice(0, start),
    ) &&
    verbs.some(
      (verb) =>
        verb.start > end && /^(?: (?:please|just|simply|and|or|then))* $/.test(plain.slice(end, verb.start)),
    )
  );
}
