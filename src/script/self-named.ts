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
  return name !== undefined && (asks.test(plain.slice(name)) || asksShortly.test(text));
}

/** "This is Latoya on a recorded line. Your name?": what is ours, in few words. */
const asksShortly = new RegExp(
  '[.,] (?:(?:and|okay|so),? )?(?:' +
    "(?:just|i(?:['’]ll| will|['’]d)?(?: just)? need|let me (?:get|have)) [^.?!]{1,60}[.?!]?" +
    '|your [^.?!]{1,60}(?:\\?|\\bplease[.!]?)' +
    '|go ahead with [^.?!]{1,60}[.?!]?)\\s*$',
  'i',
);

/** A question about this call, as its last sentence or clause: nobody who only tells something ends so. */
const lastQuestion =
  /(?:^|[,.;!?…] )(?:and |so |okay |now )*(?:what(?:'s|'re| is| are) (?:the|your|going|you|this|that)|who(?:'s| is| am| do)|whom|to whom|which|where (?:are|is)|(?:may|can|could|might) (?:i|we) (?:have|get|ask|start|verify|take|please)|is this (?:for|about|regarding|a|an|in|the)|are you (?:the|a|an|with|calling|from)) ?[^.?!]*\?\s*$/i;

/** Whether somebody gives a name, and ends with a question about this call. */
export function namesOneselfAndEndsAsking(text: string, payorName: string): boolean {
  return (lastQuestion.test(text) || asksShortly.test(text)) && namesOneselfAndAsks(text, payorName);
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
