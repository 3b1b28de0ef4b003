import { hear } from './words.ts';

/** Up to here a question only asks: "are you looking for", "would that be", "do you want to". */
const asking =
  /^(?:.* )?(?:are|is|do|did|would|will|was) (?:you|this|it|that|(?:your|the|this) [a-z]+)(?: (?:be|calling|like|want|need|looking|trying|asking|hoping|wish))*(?: (?:as|from|about|for|with|to|regarding))?(?= )/;
/** Up to here its choices or examples are announced: "I can help with", "your options are", "which kind", "for example". */
const announcing =
  /^(?:.* )?(?:(?:help|assist)(?: you)? with|choose(?: from| between)?|(?:options|choices)(?: are)?|(?:i|we) (?:have|offer|handle)|(?:i|we|you) can|(?:which|what) (?:kind|type|sort|one)(?: of [a-z]+)?(?: (?:is (?:it|that)|do you need|are you calling about))?|for (?:example|instance)|such as)(?= )/;
/** "Claims or benefits, which would you like": behind the last of them. */
const askingLast =
  / which(?: (?:one|of (?:these|those|them)|is it|(?:would|do|can|may) (?:you|i)(?: [a-z]+){0,3}))?$/;
/** An alternative is named in a few words. */
const mostWords = 9;

/** "Call this number for claims, or that one for benefits": nothing to be said here. */
const otherWay =
  /^(?:please |just |simply |or |you can |for [a-z ]+ )*(?:call|dial|fax|mail|e ?mail|visit|write)(?: |$)|^whether (?:you|your)|^(?!.*(?:^| )(?:you|i|we) (?:can|may)).* (?:may|can|should|must) (?:also |now )?(?:call|use|visit|find|reach) /;

/** A question of a few words that goes on with the one before: "Are you a doctor? A hospital?" */
const goesOnAsking =
  /^(?:or )?(?!(?:are|is|do|did|does|would|will|was|were|have|has|can|could|may|am|what|whats|who|which|how|when|where|why|yes|no|right|correct|okay|hello|anyone|anybody) ?)(?:[a-z]+(?: |$)){1,6}$/;

/** "Which one?", "what can I help you with?": asks for one of the things that were named before it. */
const whichOne =
  /^(?:(?:so|okay|ok|and|now|then|please|just) )*(?:(?:say|choose|pick|select|name|tell me) (?:one|which|either)|(?:which|what)(?= (?!(?:is|was|are) (?:the|your|this|that))|$))(?: (?:one|kind|type|sort|of|these|those|them|the|two|three|four|following|best|describes|applies|fits|is|it|would|do|can|may|are|should|will|shall|i|you|we|like|want|wish|need|help|assist|with|be|that|call|calling|today|for|about|interested|in|looking|choose|prefer|to|select|get|reach|now))*$/;
/** Names of choices that follow such a question, each by itself: "Member. Provider. Or, something else." */
const bareChoice =
  /^(?:or )?(?!(?:press|say|please|you|your|if|for|to|this|thank|thanks|good|i|we) ?)(?:[a-z]+(?: |$)){1,4}$/;

const tells = /^(?:(?:so|okay|now|please|just),? )*(?:say|choose|pick|select|tell) /i;

const sentencesIn = (text: string) => text.split(/(?<=[.!?])\s+/).filter((part) => part.trim() !== '');

/** The last question with those before it that it goes on, as one: "claims? benefits?" asks "claims or benefits?" */
function questionsInRow(text: string): string {
  const parts = sentencesIn(text);
  const isWhich = (part: string | undefined) => whichOne.test(hear(part ?? '').plain);
  const which = parts.findLastIndex((part) => (part.endsWith('?') || tells.test(part)) && isWhich(part));
  const behind = parts.slice(which + 1);
  if (which >= 0 && behind.length > 1 && behind.every((part) => bareChoice.test(hear(part).plain)))
    return behind.map((part) => part.replace(/^or\b|[.!?]$/gi, '')).join(', or ');
  const until = parts.length - (parts.length > 1 && isWhich(parts.at(-1)) ? 2 : 1);
  const listed = parts[until] ?? text;
  if (until < parts.length - 1 && !listed.endsWith('?')) return listed.replace(/,? and /gi, ', or ');
  const isMore = (part: string) => part.endsWith('?') && goesOnAsking.test(hear(part).plain);
  const opens = hear(parts[0] ?? '').plain;
  if (/^(?:hello|hi|hey)(?: |$)/.test(opens)) return listed;
  let from = until;
  while (from > 0 && isMore(parts[from] ?? '') && (parts[from - 1] ?? '').endsWith('?')) from -= 1;
  return parts
    .slice(from, until + 1)
    .map((part) => part.replace(/^or /i, ''))
    .join(', or ')
    .replaceAll('?, or ', ', or ');
}

/** "Are you a member or a provider?", "medical, dental, or vision?": a question that names its answers. */
export function alternativesIn(text: string): string[] {
  const question = questionsInRow(text);
  const { plain: asked } = hear(question);
  if (!/(?<![a-z])or(?![a-z])/.test(asked) || howToAnswer.test(asked) || otherWay.test(asked)) return [];
  const items = question
    .replace(/^[^:,]*(?:how|which|what|who)[^:,]*:/i, '')
    .split(/[,;:]|(?<![a-z])or(?![a-z])/i)
    .flatMap((part) => {
      const plain = hear(part)
        .plain.replace(askingLast, '')
        .replace(asking, '')
        .replace(announcing, '')
        .trim()
        .replace(/^(?:(?:as|from|about|for|with|to|regarding|a|an|the) )+/, '');
      return plain === '' ? [] : [plain];
    });
  const short = items.every((item) => item.split(' ').length <= mostWords && item !== 'no' && item !== 'not');
  return items.length > 1 && short ? items : [];
}

/** Behind the question, a machine says how to answer it. */
export const howToAnswer =
  /^(?:please )?yes or no$|(?:^| )(?:say|saying|answer|respond(?: with)?|reply)(?: with)? (?:(?:a )?yes|no|nope|yep|thats right|right|correct)(?: |$)/;
