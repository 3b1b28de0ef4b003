/** "One thing is missing, and that is the report" tells the thing itself. */
const somebody =
  "(?:(?:we|they|he|she|you|i)(?:['’][a-z]+)?|it(?!(?:['’]s| is| was) (?:the|an?)(?![a-z]))(?:['’][a-z]+)?)";
const them = '(?:it|them|those|that|these|this|everything|me|us)';

/** "…, and four have been used", "and so far she's used six": a count of something else. */
const counts =
  '(?:,\\s*|\\s+)and\\s+(?:(?:so far|to date|as of now)\\s+|(?=(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)\\s+(?:of (?:them|those|these)\\s+)?(?:have|has|had|were|was|are|is)(?![a-z])))';
/** "…, and they used". */
const others = ',\\s+and\\s+(?:they|we|he|she)\\s';
/** "… and it resets in January". */
const renews =
  '(?:,\\s*|\\s+)and\\s+(?:it|they|that)\\s+(?:resets?|renews?|restarts?|starts? over|runs)(?![a-z])';
/** "… and you can fax them to", "… and please send it": what we are to do. */
const todo = `(?:,\\s*(?:(?:and|so|then|but)\\s+)*|\\s+(?:(?:and|so|then|but)\\s+)+)(?:(?:please|just|then)\\s+)*(?:you(?:['’](?:d|ll|ve))?\\s+(?:can|could|may|might|should|would|will|need to|(?:have|get|got)(?! not|n['’]?t))|you(?:['’]d|['’]ll)\\s|(?:fax|send|mail|upload|submit|e-?mail|call)\\s+${them}(?![a-z]))`;
/** "… you have fourteen days to appeal". */
const time =
  "(?:,\\s*|\\s+)you(?:['’]ve)?\\s+(?:have|got|get|have got)\\s+(?:until|till|(?:\\d+|[a-z]+(?:[- ][a-z]+)?)\\s+(?:(?:business|calendar)\\s+)?days)(?![a-z])";
/** "… and it was sent out": behind a thing by its name another sentence. */
const sentence = `(?:,\\s*|\\s+)(?:and|but|so)\\s+${somebody}\\s`;

const anyText = new RegExp([counts, others, renews, todo, time].join('|'), 'i');
const ofThing = new RegExp([counts, todo, time, sentence].join('|'), 'i');

/** Where a text ends because its clause runs on into something else, if it is one at all. */
export function runsOnAt(clause: string, isThing: boolean): number {
  const found = (isThing ? ofThing : anyText).exec(clause);
  return found !== null && /[a-z]{3}/i.test(clause.slice(0, found.index)) ? found.index : clause.length;
}
