import { nameInGreeting } from './named-greeting.ts';
import { hear } from './words.ts';

/** What only systems say, whatever name they were given. */
const ofSystems =
  /(?:^| )(?:(?:virtual|automated|automatic|digital|voice|interactive|artificial|speech|ai|a i)(?: [a-z]+){0,2}|(?:few|own) words|you can (?:also )?(?:say|ask|speak|use)|(?:please|just|or|simply|to) (?:say|press|enter|select)|press|main menu|menu options|key ?pad|full sentences?|yes or no)(?: |$)|^say /;
/** Somebody who waits for our answer speaks of himself, or asks about this call. */
const asks =
  /(?:^| )(?:(?:can|may|could|might|shall) (?:i|we)|what(?: is| are| can| would| do| brings)|whats|who|whose|which|how|(?:are|is|do|did) (?:you|this|that|it))(?: |$)/;

/**
 * Whether somebody gives a name and asks us something: "Yolanda here, may I have the reason for the call?" Systems ask
 * the same, but say what they are, or how they are to be answered.
 */
export function namesOneselfAndAsks(text: string, payorName: string): boolean {
  const { plain } = hear(text);
  if (ofSystems.test(plain)) return false;
  const name = nameIn(text, payorName);
  return name !== undefined && (asks.test(plain.slice(name)) || asksForValues(text));
}

const opener = '[.,!?] (?:(?:and|okay|so|now),? )?';
const wanting =
  "(?:just|i(?:['’]ll| will|['’]d)?(?: just)? (?:need|take|start with)|let me (?:get|have|grab|take|start with|ask for)(?! you )|(?:please )?(?:give|read|get) me|go ahead with)";
/** "This is Latoya on a recorded line. Your name?": what is ours, in few words. */
const asksBriefly = new RegExp(
  `${opener}(?:${wanting} [^.?!]{1,60}[.?!]?|your [^.?!]{1,60}(?:\\?|\\bplease[.!]?))\\s*$`,
  'i',
);
/** "Let me get your tax I D, the member number, and the patient's birth date." */
const asksForSeveral = new RegExp(`${opener}${wanting} ([^.?!]{1,160})[.?!]?\\s*$`, 'i');
const value =
  '(?:n ?p ?i|t ?i ?n|(?:tax )?i ?ds?|d ?o ?[bs]|(?:date|day) of (?:birth|service)|(?:birth|service) ?(?:date|day)|birthday|(?:call ?back |phone |claim |authorization |auth |reference |group |policy |case |member |first |last )*(?:numbers?|names?))';
const valueIn = new RegExp(`(?:^| )${value}(?: |$)`);
const whose =
  '(?:and|or|then|also|the|your|a|an|his|her|their|any|for|with|member|patient|subscriber|provider|recipient|doctor|office|practice|claim)s?';
/** "Authorization number, if you have it, or the member I D?": names of values, and little besides. */
const valuesOnly = new RegExp(
  `^(?:(?:${whose} )*${value}(?: (?:(?:that |which )?(?:you|youre|your|you are) (?:are |is )?(?:calling|billing) (?:from|with|for|about|under|on)|(?:if|that) you have (?:it|one|that)|on (?:the|that) (?:claim|card)))?(?: |$))+(?:please)?$`,
);

const needsValues = new RegExp(
  `(?:^| )(?:let me (?:just )?(?:get|have|grab|start with)|i(?:ll| will|d)? (?:just |also )?need) (?:${whose} )*${value}(?: |$)`,
);

/** "Okay, let me get your tax I D, the member number, and the birth date", as the last sentence. */
export function letsUsGiveValues(text: string): boolean {
  return needsValues.test(hear(/[^.!?]*[.!?]?\s*$/.exec(text)?.[0] ?? '').plain);
}

/** "Good afternoon, provider line, N P I please": what stands before values that are asked for at the end; else all of it. */
export function beforeValues(text: string): string {
  const [, before, last = ''] = /^(.*[.,!?]) ([^.,!?]+(?:\?|\bplease[.!]?))\s*$/i.exec(text) ?? [];
  return before !== undefined && valuesOnly.test(hear(last).plain) ? before : text;
}

function asksForValues(text: string): boolean {
  if (asksBriefly.test(text) || valueIn.test(hear(asksForSeveral.exec(text)?.[1] ?? '').plain)) return true;
  const last = /[.!?] ([^.!?]+(?:\?|\bplease[.!]?))\s*$/i.exec(text)?.[1];
  return last !== undefined && valuesOnly.test(hear(last).plain);
}

/** A question about this call, as its last sentence or clause: nobody who only tells something ends so. */
const lastQuestion =
  /(?:^|[,.;!?…] )(?:and |so |okay |now )*(?:what(?:'s|'re| is| are) (?:the|your|going|you|this|that)|(?:what|which) (?:[a-z]+ ){1,4}(?:are|is|do|did|was) (?:you|we|they|this|that|it|the)(?= )|do you have (?:the|a|an|your|their|that|any)(?= )|who(?:'s| is| am| do)|whom|to whom|which|where (?:are|is)|(?:may|can|could|might) (?:i|we) (?:have|get|ask|start|verify|take|please)|is this (?:for|about|regarding|a|an|in|the)|are you (?:the|a|an|with|calling|from)) ?[^.?!]*\?\s*$/i;

/** Whether somebody gives a name, and ends with a question about this call. */
export function namesOneselfAndEndsAsking(text: string, payorName: string): boolean {
  return (lastQuestion.test(text) || asksForValues(text)) && namesOneselfAndAsks(text, payorName);
}

const thisIs =
  /(?:^| )(?<!(?:if|that|so|is|and) )(?:this is|my name is|my names) (?!(?:a|an|the|not|your|our|my|to|for|important|recorded|being|only|just|where|what|how|why|when|now|no|all|in|on|at|it|that|because|good|great|about|regarding|correct|right)(?![a-z]))[a-z]+/;

/** Where in the plain words a name ends that somebody gives as his own. */
function nameIn(text: string, payorName: string): number | undefined {
  const found = nameInGreeting(text, payorName);
  if (found !== undefined) return hear(text.slice(0, found.end)).plain.length;
  const { plain } = hear(text);
  const said = thisIs.exec(plain);
  const payor = hear(payorName).plain.split(' ')[0] ?? '';
  if (said === null || (payor !== '' && said[0].endsWith(` ${payor}`))) return undefined;
  return said.index + said[0].length;
}

const requests =
  /(?:^| )(?:may|can|could) i (?:please )?(?:have|get|ask(?: for)?|take|start with|verify)(?: |$)/;
const helps = /(?:^| )how (?:may|can|could) (?:i|we) (?:help|assist|direct)(?: |$)/;

/** "Can I have your N P I please?", "how may I direct your call?": asked by whoever speaks of himself. */
export function asksInFirstPerson(text: string): boolean {
  const { plain } = hear(text);
  return !ofSystems.test(plain) && (requests.test(plain) || helps.test(plain));
}
