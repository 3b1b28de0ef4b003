import { representativeField } from './call-script.ts';
import type { Finding } from './found.ts';
import { isNobodysName } from './no-names.ts';
import { isStateName } from './state-names.ts';
import { hear } from './words.ts';

const department =
  '(?:auths?|authorizations?|pre ?certification|pre ?cert|claims|benefits|eligibility|credentialing|enrollment|management|relations|services?|support|line|desk|department|team|office|center|inquiry|inquiries|operations|resolution|review|intake|appeals|side|folks)';
const endsAsDepartment = new RegExp(`(?:^| )${department}$`);
/**
 * The name in a greeting that does not say that it is one: "Prior auth, Opal.", "Opal speaking", "Opal with claims",
 * "you've got Opal". The recogniser's own commas and capitals tell it from a menu's words; where it writes neither, only
 * a word that nothing else would be. The payor's own name stands for a department: "Fox River, Marv."
 */
export function nameInGreeting(text: string, payorName: string): Finding | undefined {
  const found = /[A-Z]/.test(text)
    ? (given(text, payorName) ??
      greeted(text, payorName) ??
      speaks(text, payorName) ??
      belongs(text, payorName) ??
      besideDepartment(text, payorName))
    : bare(text);
  if (found === undefined) return undefined;
  const plain = found.name.toLowerCase();
  if (isNobodysName(plain) || endsAsDepartment.test(plain)) return undefined;
  return {
    field: representativeField,
    by: 'cue',
    value: `${found.name.slice(0, 1).toUpperCase()}${found.name.slice(1)}`,
    quote: found.name,
    hedged: false,
    corrected: false,
    start: found.start,
    end: found.start + found.name.length,
  };
}

interface Named {
  name: string;
  start: number;
}

const name = "([A-Z][a-z]{1,14}(?:[A-Z'][a-z]+)?)";
/** A greeting that gives no more than a name and a department is short. */
const mostWords = 12;
/** Words that give a name, beside those that every field knows. */
const giving =
  "(?:[Yy]ou(?:'ve| have)? got|(?<!if )[Yy]ou have|[Yy]ou're through to|(?:talking|speaking|through) (?:to|with)|(?<!(?:if|that|is|so) )[Tt]his is|(?:[Mm]y|[Tt]he) name(?:'s| is)|I'm|I am|[Ii]t's)";

function within(text: string, pattern: RegExp): Named | undefined {
  const match = pattern.exec(text);
  return match?.[1] === undefined
    ? undefined
    : { name: match[1], start: text.indexOf(match[1], match.index) };
}

const givenName = new RegExp(
  `(?:^|[^A-Za-z])${giving} (?:(?:Ms|Mrs|Mr|Miss)\\.? )?(?!(?:Ms|Mrs|Mr|Miss|Dr|Doctor)(?![a-z]))${name}(?= (?:with|from|in|at|on|over|here)(?![a-z])|,(?! (?:and(?! (?:who|how|what|may|can) )|but|an?|the|your|our|one)(?![a-z]))|[.!?]|$)`,
);

function given(text: string, payorName: string): Named | undefined {
  return notPayor(within(text, givenName), payorName);
}

function notPayor(found: Named | undefined, payorName: string): Named | undefined {
  return found === undefined || isOfPayor(hear(found.name).plain, payorName) ? undefined : found;
}

const greetedName = new RegExp(
  `^(?:(?:Good )?(?:[Mm]orning|[Aa]fternoon|[Ee]vening)|Hi|Hello|Hey),? ${name}[.!]?$|^${name}[.,] (?:[Hh]ow|[Ww]hat) (?:can|may|could) I (?:help|assist|do)`,
);

/** "Morning, Steve." and "Alicia. How can I help?" */
function greeted(text: string, payorName: string): Named | undefined {
  const match = greetedName.exec(text);
  const said = match?.[1] ?? match?.[2];
  if (said === undefined) return undefined;
  return notPayor({ name: said, start: text.indexOf(said) }, payorName);
}

const speakingName = new RegExp(
  `(?:^|[,.!?…] )${name} (?:speaking|here|on the (?:line|phone)|at your service)(?![a-z])`,
);

function speaks(text: string, payorName: string): Named | undefined {
  return notPayor(within(text, speakingName), payorName);
}

const nameOfDepartment = new RegExp(
  `(?:^|[,.!?…] )${name} (?:with|(?:over )?(?:from|in|at)) (?:[A-Za-z]+ ){0,3}${department}(?![a-z])`,
);
const nameOfCompany = new RegExp(
  `(?:^|[,.!?…] )${name} (?:with|from|at|over at|here at) ([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*)(?=[.,!?]|$)`,
);

function belongs(text: string, payorName: string): Named | undefined {
  const [sentence = ''] = /^[^.!?]*/.exec(text) ?? [];
  const { length } = text.split(' ');
  // "Speak with our claims department by pressing …" goes on; a greeting does not, or asks us something.
  if (length > mostWords && !(asksAtEnd.test(text) && sentence.split(' ').length <= mostWords))
    return undefined;
  const greeting = length > mostWords ? sentence : text;
  const company = hear(nameOfCompany.exec(greeting)?.[2] ?? '').plain;
  return (
    within(greeting, nameOfDepartment) ??
    (company !== '' && isOfPayor(company, payorName) ? within(greeting, nameOfCompany) : undefined)
  );
}

const nameBehind = new RegExp(`[,.…] ${name}(?: here)?(?=[.,!?]|$)`, 'g');
const nameAhead = new RegExp(
  `^(?:(?:Hi|Hello|Hey|Good (?:[Mm]orning|[Aa]fternoon|[Ee]vening)),? )?${name}(?: [A-Z][a-z]+)?[,.] ([^.,!?]+)(?=[.,!?]|$)`,
);
/** What stands behind the name where it is no end: somebody's question, or how he gives us the word. */
const goesOn =
  /^(?:|(?:how|hows|can|may|could|do you (?:have|know|happen)|is this (?:for|about|regarding)|are you (?:calling|with|the|from)|what|whats|who|whos|whom|sorry|thanks|thank you|good (?:morning|afternoon|evening)|go ahead|on a recorded line|recorded line|hi|hey|hello|yes)(?: .*)?)$/;

/** "Claims, Opal, tax I D?": what is asked of whoever calls, in as few words as there are. */
const asksBriefly =
  /^(?:(?:and|your|the|a|provider|members?|patients?|recipient|subscriber|tax|i ?d|n ?p ?i|t ?i ?n|number|name|date of (?:birth|service)|d ?o ?[bs]|call ?back|or) ?)+(?:please)?$/;
const asksAtEnd = /\?\s*$|\bplease\W*$/i;

/** "Prior auth, Opal." and "Opal, prior auth." */
function besideDepartment(text: string, payorName: string): Named | undefined {
  const endsWell = (from: number) => {
    const { plain } = hear(text.slice(from));
    return goesOn.test(plain) || (asksAtEnd.test(text) && asksBriefly.test(plain));
  };
  for (const match of text.matchAll(nameBehind)) {
    const before = hear(text.slice(0, match.index)).plain;
    const said = match[1];
    const isHead = endsAsDepartment.test(before) || isOfPayor(before, payorName);
    if (said === undefined || !isHead || before.split(' ').length > 8) continue;
    if (isOfPayor(hear(said).plain, payorName) || companyWords.test(said) || isStateName(said)) continue;
    // "Fox River, Surgeons …" may go on.
    const isCutOff = !/[a-z]|[.?!]$/i.test(text.slice(match.index + match[0].length));
    if (isCutOff && !endsAsDepartment.test(before)) continue;
    if (endsWell(match.index + match[0].length)) return { name: said, start: match.index + 2 };
  }
  const ahead = nameAhead.exec(text);
  if (ahead === null || !endsWell(ahead[0].length) || !isDesk(ahead[2] ?? '', payorName)) return undefined;
  return notPayor(within(text, nameAhead), payorName);
}

/** "Prior auth", "Tidewater", "Tidewater claims": whom a call has reached. */
function isDesk(words: string, payorName: string): boolean {
  const ahead = new RegExp(`^((?:[^ ]+ )*?)(?:[a-z]+ ){0,2}${department}$`).exec(words)?.[1];
  if (ahead !== undefined && (ahead === '' || isOfPayor(ahead, payorName))) return true;
  return isOfPayor(hear(words).plain.replace(new RegExp(`(?: ${department})+$`), ''), payorName);
}

/** "Ashford County, Ohio", "Fox River, Incorporated": more of the payor's name. */
const companyWords = /^(?:Inc|Incorporated|Limited|Corporation|Company|Group|America)$/;

/** Whether these are words of the payor's name and no others. */
function isOfPayor(plain: string, payorName: string): boolean {
  const own = hear(payorName).plain.split(' ');
  const words = hear(plain.replace(/^(?:hello|hi|hey|good (?:morning|afternoon|evening)) /, '')).plain.split(
    ' ',
  );
  return payorName !== '' && words.every((word) => own.includes(word));
}

const behindDepartment = new RegExp(
  `^(?:(?:hello|hi|hey|good (?:morning|afternoon|evening)) )?(?:(?!please|for|to|press|say)[a-z]+ ){0,3}${department} ([a-z]{2,14})(?: (?:speaking|here))?$`,
);

/** A recogniser without capitals: "provider line rita", "rita speaking", a department and one more word at most. */
function bare(text: string): Named | undefined {
  const { plain, at } = hear(text);
  const match = behindDepartment.exec(plain) ?? /^(?:[a-z]+ ){0,8}?([a-z]{2,14}) speaking(?: |$)/.exec(plain);
  const said = match?.[1];
  if (match === null || said === undefined) return undefined;
  const start = match.index + match[0].lastIndexOf(said);
  return { name: said, start: at[start] ?? 0 };
}

/** "Prior auth, Opal." and no more: nobody but a person answers so. */
export function isNamedGreeting(text: string, payorName: string): boolean {
  return nameInGreeting(text, payorName) !== undefined;
}
