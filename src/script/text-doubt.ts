import { findSpoken } from '../spoken/index.ts';
import type { ScriptField } from './call-script.ts';
import { hear } from './words.ts';

/**
 * How far words may be taken for the text of a field as they stand. `no_text`: nobody would write them down, as where
 * something stands ("on the remit") or what the field is called. `unsure`: more is said in them than a text, so that
 * they are read back before they count.
 */
export function doubtOf(
  text: string,
  field: Pick<ScriptField, 'label' | 'thing' | 'trim'> & Partial<Pick<ScriptField, 'way'>>,
): 'no_text' | 'unsure' | undefined {
  const { plain } = hear(text);
  if (
    (somewhere.test(plain) && !(field.way === true && aWay.test(plain))) ||
    [
      pointsElsewhere,
      keptElsewhere,
      countsThem,
      nothingNamed,
      nothingThere,
      asksUs,
      ofThemAll,
      boxAlone,
    ].some((pattern) => pattern.test(plain)) ||
    saysNothing(plain, field.label)
  )
    return 'no_text';
  if (twoOfThem.test(plain) && (field.thing || isName(field))) return 'unsure';
  if (field.thing ? pronoun.test(plain) : isName(field) && holdsOtherWords(text)) return 'unsure';
  return holdsMore(text, plain, field.thing) || isTorn(plain) ? 'unsure' : undefined;
}

/** "The plan of", "the director that it did not meet criteria", "it the service is included": words around it were lost. */
function isTorn(plain: string): boolean {
  return /(?:^| )(?:of|the|an?|and|or|with|by|from|your)$|^(?:[a-z]+ ){1,4}that (?:it|the|this)(?![a-z])|^it (?:the|its|this)(?![a-z])/.test(
    plain,
  );
}

/** "On the remit", "over here", "in the system": where it stands, and not what. */
const somewhere = new RegExp(
  '^(?:(?:the |its |their |your )?(?:reason|rationale|explanation|denial|note|that|it|all that|everything)s? )?(?:(?:here|there|somewhere|right|over|up|down|back|out|just|like|i see|that i see|listed|shown|noted|given|said|stated|is|was) )*' +
    '(?:(?:(?:in|on|up|over|down|right|from) )?(?:here|there)' +
    '|(?:on|in|at|from|under|per|by|with|through) (?:the|my|our|this|that|these|those|your|their|its|his|her)(?: [a-z]+)? ' +
    '(?:(?:back|front) of (?:the |her |his |their )?(?:i ?d |member |insurance )?card|remit|remittance|advice|screen|system|e ?o ?b|e ?r ?a|letter|notice|report|file|record|portal|computer|end|side|notes?|history|line|claim|case|page|paper|form|one|835|eight thirty five)s?' +
    '|on (?:file|record|it|that|this))(?: (?:here|there|somewhere|someplace|too|also|as well|for (?:you|me|us)|now))*$',
);

/** "Through the provider portal": where something stands, and the way that something takes. */
const aWay =
  /^(?:on|in|by|with|through|via|over)(?: [a-z]+)*? (?:portal|form|paper|fax|mail|website|clearinghouse)s?$/;

/** "Same reason as last time", "see the E O B", and what is left of a longer sentence. */
const pointsElsewhere =
  /^(?:the )?(?:rest|others?|everything else|all else)(?: of (?:it|them|that|those))? (?:is|are|was|were|looks?|sounds?)(?: all)? (?:right|correct|good|fine|okay|ok)$|^(?:the )?same(?: [a-z]+)?(?: (?:as|for|on|with)(?: [a-z]+)*)?$|^(?:the )?same (?:place|address|one|number|fax|thing|reason|way|office)(?![a-z])|^(?:given|explained|communicated|discussed|told)(?: [a-z]+)? (?:to|in|on|by|with|over)(?![a-z])|^see (?:the|your|our|attached|note)(?: [a-z]+)*$|^(?:or|of|than)(?![a-z])/;

/** "The pay-to address on file", "the one we have": what somebody has somewhere. */
const keptElsewhere =
  /^(?:the |your |our |her |his |their |same |pay to |billing |mailing |remit(?:tance)? |usual |regular )*(?:address|one|number|fax|location)(?: that)?(?: (?:is |thats )?(?:on|in) (?:file|record|the system)| of record| (?:we|you|i|they)(?:ve|ll)? (?:have|got|had|gave|sent|use)(?: [a-z]+)*)$/;

/** "Nope, nothing like that on here". */
const nothingThere =
  /^(?:(?:no|nope|nah|um|uh|well|so) )+(?:nothing|none|not anything|nobody)(?![a-z])|^(?:nothing|none)(?: (?:like that|else|here|there|listed|showing|on (?:here|it|file|this|my end)|that i (?:see|can see)|at all|of (?:that|those)))+$/;

/** "What do you mean by criteria": a question to us. */
const asksUs =
  /^(?:what|which|who|where|when|why|how)(?: [a-z]+){0,2}? (?:do|did|does|are|is|was|were|can|could|would|should) (?:you|i|we|they|it|that|this|he|she)(?![a-z])/;

/** "Denial reasons usually show on the remit": of all of them. */
const ofThemAll =
  /^(?:the |those |these |that )?(?:[a-z]+ ){0,2}(?:reason|code|note|remark|explanation|criteria|guideline|address|document|denial)s?(?: [a-z]+)? (?:usually|normally|typically|generally|always|tend to)(?![a-z])/;

/** "Mail it to P O Box": its number is cut off. */
const boxAlone = /^(?:(?:the|a|our) )?(?:p ?o |post office |lock ?)?box(?: number)?$/;

/** "There's two things going on": how many there are, and not what. */
const countsThem =
  /^(?:(?:so|well|okay|and|um|uh|yes|yeah) )*(?:(?:there|theres|there is|there are|therere|i see|i have|i show|i got|we have|we show|its|it has|it has got|looks like|you have|youve got)(?: (?:is|are|actually|like|about|got|just))* )?(?:two|three|four|five|a couple|a few|several|multiple|more than one)(?: (?:of|them|these|those|different|separate|things?|reasons?|denials?|issues?|problems?|codes?|items?|lines?|documents?|going|on|here|listed|wrong|with|this|that|the|one|claim|request|it|for|you|actually))*$/;

/** "Something from your office", "not a duplicate", "not an eligibility thing", "we paid that": what it is is not said. */
const nothingNamed =
  /^(?:something(?: else)?(?: (?:from|on|at|in|with|we|they|that)(?: [a-z]+)*)?|(?:its |it is |it was |this is |thats |that is )?not (?:(?:an?|any|the) )(?!covered|valid|payable|contracted|participating|plan|benefit|member|eligible|billable|reimbursable|recognized|network|credentialed|par|registered|enrolled|approved|active|separately)(?:[a-z]+ ){0,2}[a-z]+(?: (?:thing|issue|problem|matter))?|(?:we|they|it|that)(?: (?:was|were|has|have|had|been|got|just|already))* (?:paid|processed|denied|approved|rejected|received|finali[sz]ed|closed)(?: (?:that|it|this|one|out|you|already))*)$/;

/** "Mercy Hospital no Riverbend Clinic": one of them may be taken back. */
const twoOfThem = /[a-z] no (?!show|fault)[a-z]/;

/** "The renewed one": of what, another sentence says. */
const pronoun = /^(?:(?:the|a|an|that|another) )?(?:[a-z]+ ){0,2}ones?$/;

/** Its text is called by a name: its field has words that stand around one. */
function isName({ thing, trim }: Pick<ScriptField, 'thing' | 'trim'>): boolean {
  return !thing && trim.length > 0;
}

/** "Group plan through the school district": more than one word of a name is not written as names are. */
function holdsOtherWords(text: string): boolean {
  const words = text
    .split(/[^A-Za-z0-9'’]+/)
    .filter((word) => word !== '' && !functionWords.has(word.toLowerCase()));
  const small = words.filter((word) => /^[a-z]/.test(word));
  return small.length > 1 && small.length < words.length;
}

const functionWords = new Set(
  (
    'a an the this that these those it its thats theres here there is are was were be been being am im do did does has have had ' +
    'will would can could should may might must in on at of to for from by with as and or but so if then than not no yes yeah okay ' +
    'just only also too still now well um uh all both any some each one two three what which who when where why how because since ' +
    'they them their theyre we us our were he him his hes she her shes i me my ive mine yours ours up out over down back off again ' +
    'right sure like really please sorry actually denied denying deny denies rejected rejecting claim claims minute minutes moment second seconds sec'
  ).split(' '),
);

/** A word that every sentence has. */
export function holdsFunctionWord(text: string): boolean {
  return hear(text)
    .plain.split(' ')
    .some((word) => functionWords.has(word));
}

/** Only words that every sentence has, or the field's own name again. */
export function saysNothing(plain: string, label: string): boolean {
  const named = new Set(hear(label).plain.split(' '));
  return plain
    .split(' ')
    .every((word) => functionWords.has(word) || named.has(word) || named.has(singular(word)));
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}

/** Words of another claim or of a turn in what is told, of a note that is read out, and of the speaker himself. */
const more =
  /(?<![a-z])(?:yours|that ones?|the other (?:one|claim|line)|but|says|states|stating|reads|i (?:see|show|have|think|believe|guess|know|can|cant|dont|do|would|am|was)|im|ive|ill|let me|hold on|one moment)(?![a-z])/;

/** Longer than anybody's reason. */
const mostWords = 30;

function holdsMore(text: string, plain: string, isThing: boolean): boolean {
  if (more.test(plain) || plain.split(' ').length > mostWords) return true;
  // A thing by its name may be told apart by its date; an address is full of numbers.
  if (isThing) return false;
  // "Choice Two Fifty" is no amount: one in a text is said with its unit.
  return findSpoken('date', text).length > 0 || /\bdollars?\b|\bcents\b|\$\d/i.test(text);
}
