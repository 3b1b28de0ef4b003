import { findSpoken, monthNames } from '../spoken/index.ts';

/** A part of a text, and where it begins in it. */
interface Part {
  text: string;
  at: number;
}

/**
 * What a text names, where a whole sentence is no value: "the billing office" of "we wrote to the billing office about
 * it". Undefined where it is a sentence that names nothing ("there's no guideline on it"). Behind the field's own words
 * (`afterCue`) stands the thing itself, and a verb in it is part of its description.
 */
export function thingIn(text: string, afterCue: boolean): Part | undefined {
  const whole = withoutTail(text);
  if (toYou.test(whole)) return { text: whole, at: 0 };
  const at = objectAt(whole);
  if (at === undefined) return undefined;
  const object = whole.slice(at);
  if (noThing.test(object) || !/[a-z]{3}/i.test(object)) return undefined;
  if (!afterCue && isSentence(object)) return undefined;
  return { text: object, at };
}

const toYou = /^(?:you|you all|you guys|y['’]?all)$/i;

const somebody = "(?:we|they|he|she|you|i|it|that|this|there|nobody|no one|somebody|someone)(?:['’][a-z]+)?";
const beside =
  '(?:are|is|were|was|have|has|had|did|do|would|just|also|still|only|really|all|already|actually|basically|like|d)';
const sent =
  '(?:wrote|sent|mailed|faxed|e-?mailed|directed|addressed|forwarded|went|goes|reached)' +
  '(?: (?:it|that|this|them|one|out|over|off|back|directly|straight|(?:a|the) (?:letter|request|form|check)))* to';
const wentBy =
  '(?:(?:went|go|goes|gone|going) (?:by|with|off of|off)|(?:used|uses?|using|applied|apply|followed|follows?|cited)' +
  '|(?:reviewed|based|judged|decided|evaluated|measured)(?: (?:it|that|this|them))? (?:under|on|against|using|by|with))';
const wanted =
  '(?:requested|needs?|needed|wants?|wanted|requires?|required|after|missing|lacking' +
  '|(?:asked|asks?|asking|looking|waiting) (?:for|on))(?: to (?:see|have|get))?';
const paid = '(?:made|issued|paid)(?: (?:it|that|this))?(?: out)? to';
const exists = "there(?:['’]s| is| are| was| were)";

const subject = new RegExp(`^(?:${somebody}|(?:the other |the first )?one)\\s`, 'i');
const upToObject = new RegExp(
  `^(?:${exists}|(?:(?:you|can|could|would|just|please|have to|need to)\\s+)*(?:send|mail|fax|upload|submit|enter|put)(?: (?:it|that|them|those|this|these))?(?: in| off| over| up)? (?:to|on|through|via)|(?:${somebody}\\s+)?(?:${beside}\\s+)*(?:${sent}|${wentBy})` +
    `|${somebody}\\s+(?:${beside}\\s+)*(?:${wanted}|${paid}))\\s+(?:(?:still|also|just|only)\\s+)*(?=\\S)`,
  'i',
);

/** Where the object of a sentence begins: nowhere in one that says something else, and at once in what is no sentence. */
function objectAt(text: string): number | undefined {
  const told = (upToObject.exec(text) ?? leading.exec(text))?.[0].length;
  if (told !== undefined) return told;
  return subject.test(text) ? undefined : 0;
}

/** "To your office", "just the itemized bill". */
const leading =
  /^(?:(?:[Ll]etter |[Nn]otice |[Rr]equest |[Ff]orm |[Qq]uestionnaire )?[Tt]o(?=\s+(?:the|an?|you|your|his|her|their|our|[A-Z0-9]))|[Aa]t(?=\s+(?:the\s|[A-Z]))|[Jj]ust|[Oo]nly)\s+/;

/** Nothing, what is only pointed at, or what somebody is to do ("to call us"). */
const noThing =
  /^(?:(?:not?|none|whoever|whatever|wherever|somebody|someone|nothing|anything|never|without|any)\b|to\s+[a-z]|(?:it|them|him|me|us|those|these)(?![a-z'’]))/i;

const finite =
  /(?<!['’])\b(?:is|are|was|were|has|have|had|got|gets|went|goes|came|comes|did|does|do|will|would|can|could|should|said|says|needs|wants|(?:is|are|was|were|do|does|did|ca|wo|has|have)n['’]?t)\b/i;
/** "A note that shows what was tried", "records showing she was in therapy": the verb belongs to a description. */
const describes = /\b(?:that|which|who|whom|what|whatever|where|why|how|if|whether|[a-z]+ing)\b/i;

function isSentence(text: string): boolean {
  const verb = finite.exec(text);
  return verb !== null && !describes.test(text.slice(0, verb.index));
}

const pronoun = "(?:we|they|it|he|she|you|i|that|there|this|nobody|no one)(?:['’][a-z]+)?";
const tails = [
  // "…, but they sent it back", "… and they never answered"
  /,?\s+but\s.*$/i,
  new RegExp(`(?:,\\s*|\\s+)(?:and|so|because|since|which|who|after|before|until)\\s+${pronoun}\\s.*$`, 'i'),
  new RegExp(`,\\s*${pronoun}\\s.*$`, 'i'),
  /,?\s+(?:when|once|while|because|if)\s.*$/i,
  /,?\s+as (?:a|an|the|of)\s.*$/i,
  /,\s*(?:by|via|through) (?:the )?(?:regular |certified |secure )?(?:fax|mail|e-?mail|phone|portal|letter|e ?f ?t|post)\b.*$/i,
  /\s+(?:about|for|on|with|over|to) (?:it|that|this)$/i,
  /(?:\s+(?:from (?:you|him|her|them|us)|by|on|from|at|to|with))+$/i,
  new RegExp(`(?<!\\b(?:done|taken|performed|made))\\s+(?:back )?in (?:${monthNames.join('|')})\\b.*$`, 'i'),
];

function withoutTail(text: string): string {
  const short = tails.reduce((rest, tail) => rest.replace(tail, ''), text);
  const [date] = findSpoken('date', short).filter(({ span }) => span.start > 0);
  const undated =
    date === undefined || partOfName.test(short.slice(0, date.span.start))
      ? short
      : behindDate(short, date.span.start);
  return undated.replace(/[\s.,;:-]+$/, '');
}

/** "Notes from March third": a date that tells which. */
const partOfName =
  /\b(?:from|of|for|through|to|since|before|after|between|and|dated|until|p\.? ?o\.? box|\d)\s*$/i;

function behindDate(text: string, at: number): string {
  return text.slice(0, at).replace(/(?:\s+(?:back|on|in|at|as of|the))+\s*$/i, '');
}
