import type { CallScript, ScriptField } from './call-script.ts';
import { isStatus } from './answers.ts';
import { hear } from './words.ts';
import type { Heard } from './words.ts';

const be = '(?:is|was|are|were|s|has been|have been|had been|will be|would be|will be)';
const beNot =
  '(?:isnt|wasnt|arent|werent|is not|was not|hasnt been|havent been|never was|has not been|wont be|will not be)';
const doNot =
  '(?:didnt|dont|havent|never|did not|do not|have not|wasnt|werent|have never|wont|wouldnt have|couldnt have)';
const made =
  '(?:made|make|issued?|sent|send|cut|paid|pay|released?|generated?|put|set|assigned?|needed?|required?|requested?|asked for|missing|outstanding|went|go|gone|going|goes|happened|listed|given|due|owed|left|came|come|did|do|use|used|got|get|printed|written|created?|mailed|applied|apply|been)';
const quantity = '(?:no|not any|not an?|not one)';
const several = '(?:an?|any|one|the|such|such an?|single|a single|actual|an actual|of)';
/** Up to what is said of it: "no problem with the payment" has no problem. */
const noun =
  '(?<noun>(?: (?!(?:with|on|for|to|of|in|at|from|that|who|about|other|more|second|than|if|until|till|yet)(?![a-z]))[a-z]+){1,3})';

/** "There's no check", "there wasn't any payment", "no check went out", "we never made a payment". */
const absences = [
  `there ?${be} ${quantity}(?: (?:such|actual|real|specific|particular|separate))*${noun}`,
  `there ${beNot}(?: (?:going to be|gonna be|actually|really|even))*(?: ${several})*${noun}`,
  `^${quantity}${noun} (?:${be} |has |have |ever |even |actually )*(?:${made}|on|for|with|here|at all)`,
  `^${quantity}${noun}$`,
  `(?:we|they|i|it|you|he|she|this|that|claim|plan|request|case)(?: just| actually| really)* ${doNot}(?: even| actually| ever| really)* ${made}(?: out)?(?: (?:him|her|them|you))?(?: ${several})+${noun}`,
];

/** "Nothing is missing", "there isn't one", "none needed": of whatever was asked for. */
const generalAbsences = [
  `(?:nothings?|none)(?: (?:is|was|has|have|had|that|else|more|further|at all|really|actually|still|being|been|you|we|i|he|she|they|ever|of (?:it|that|those|them)))* ${made}`,
  `(?:theres|there is|there was|there are|there were|thats|i have|i see|i show|we have|we show|its|its just) (?:nothing|none)(?: (?:else|more|at all|there|here|like that|of (?:that|those|the kind|the sort)))*`,
  `there ${beNot}(?: (?:actually|really|even))* (?:one|any|anything|such (?:a )?thing)(?= |$)`,
  `(?:theres|there is|there was) no such (?:a )?(?:thing|one|number|date)`,
  `no such (?:a )?thing`,
  `^(?:nothing|none|none of (?:that|those|them)|not a thing|nothing at all|none at all)$`,
];

/** "We have all the clinicals": of what was still to come, nothing is. */
const allThere =
  /(?<![a-z])(?:we|they|i)(?:ve| have)?(?: got| received| have| already| just)* (?:everything|all (?:that )?(?:we|they|the|of it|of that))(?![a-z])(?!.* (?:but|except|besides|other than|apart from|without)(?![a-z]))/;

const wholes = absences.map((source) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, 'g'));
const generals = generalAbsences.map((source) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`));

/** Words of a question or a label that name nothing of its own. */
const namesNothing =
  /^(?:zero|two|three|four|five|six|seven|eight|nine|not|you|our|its|out|num|one|any|all|who|how|per|did|had|get|got|will|would|what|when|which|that|this|with|from|have|been|does|were|many|much|long|they|them|your|please|just|number|date|name|amount|type|whether|for|the|was|and|are|has|there|should|take|each|number|deadline|information|address|still|problem|issue|reason|claim|call|member|patient|provider|plan)$/;

const amounts: ReadonlySet<string> = new Set(['money', 'percent', 'integer']);

/** Words that open an answer: "no, there's no check". */
const openers =
  /^(?:(?:no|nope|nah|well|oh|um|uh|so|yeah|yes|okay|ok|sorry|like i said|as i said|again|but|and|because|cause|since|actually) )*(?=no |not |none|nothing|there|we |they |i |it )/;

/**
 * Which of the fields that were asked for the turn says there is none of: "there's no check, there wasn't any payment" of
 * a payment's date, "nothing is missing" of whatever was asked. Only what was asked: "there's no problem" settles nothing.
 */
export function absentOf(script: CallScript, heard: Heard, asked: readonly string[]): string[] {
  const clauses = clausesOf(heard);
  const fields = script.fields.filter(
    (field) => asked.includes(field.name) && field.type !== 'yes_no' && !isStatus(field),
  );
  const nouns = clauses.flatMap((clause) =>
    wholes.flatMap((pattern) =>
      [...clause.matchAll(pattern)].flatMap(({ groups }) => groups?.noun?.trim().split(' ') ?? []),
    ),
  );
  const named = fields.filter((field) => {
    const own = wordsOf(script, field);
    return nouns.some((word) => own.has(singular(word)));
  });
  if (named.length > 0) return named.map(({ name }) => name);
  const saysNone = clauses.some((clause) => generals.some((pattern) => pattern.test(clause)));
  const limit = fields.find(({ limits }) => limits);
  // Where there is no limit, nothing of it is met or left.
  if (limit !== undefined && saysNone)
    return fields.filter(({ facets }) => facets.topic === limit.facets.topic).map(({ name }) => name);
  // Of several things it may be any.
  const [only] = asked.length === 1 ? fields : [];
  if (only === undefined) return [];
  // "There isn't one" is the no to a question that asks for a yes or a no, and of an amount it may be zero.
  if (amounts.has(only.type) || only.values.some(({ answers }) => answers !== undefined)) return [];
  return saysNone || (only.enumerates && allThere.test(heard.plain)) ? [only.name] : [];
}

function clausesOf(heard: Heard): string[] {
  return heard.text
    .split(/[,.;!?–—]+|\s+(?:because|since|but|and|so)\s+/i)
    .map((clause) => hear(clause).plain.replace(openers, ''))
    .filter((clause) => clause !== '');
}

/** What a field is called, where its value is looked for, and the words of its question. A choice's own values are none of them: no check may be an E F T. */
function wordsOf(script: CallScript, field: ScriptField): Set<string> {
  const questions = script.questions
    .filter(({ fields }) => field.type !== 'enum' && fields.length === 1 && fields[0] === field.name)
    .map(({ say }) => say);
  const texts = [field.label, field.readAs ?? '', ...questions, ...(field.type === 'enum' ? [] : field.cues)];
  const words =
    texts
      .join(' ')
      .toLowerCase()
      .replace(/\([^()]*<[^()]*\)/g, ' ')
      .match(/[a-z]{3,}/g) ?? [];
  return new Set(words.map(singular).filter((word) => !namesNothing.test(word)));
}

function singular(word: string): string {
  return word.replace(/(?<=[a-z]{3})s$/, '');
}
