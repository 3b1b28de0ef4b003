import type { CallScript } from './call-script.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, overlaps, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** With more words that are neither names nor around them, a sentence without a mark of a question tells something. */
const mostOtherWords = 3;

/** Whether a sentence asks for what it names at these places. */
export function asks(scene: Scene, sentence: Heard, spans: readonly Span[]): boolean {
  const { script, state } = scene;
  if (asking.test(sentence.text) || heardReflex(scene, sentence, 'request')) return true;
  const others = othersIn(script, spans, sentence.text);
  return others === 0 || (state.talk.greeted && (others <= mostOtherWords || isQuestion(sentence)));
}

const questionWord =
  /(?:^|(?<!(?:know|see|thats|is|have|tell you) ))(?:what|whats|whatd|which|who|whos|whose|where|how much|when(?! (?:i|we|you|it)(?: |$)))(?: |$)/;

function isQuestion({ plain }: Heard): boolean {
  return questionWord.test(plain);
}

/** "I have the I D", "the I D is showing inactive": named, and told. A question word before the verb makes it a question. */
export function isTold(script: CallScript, sentence: Heard, { start, end }: Span): boolean {
  const before = hear(sentence.text.slice(0, end));
  if (isQuestion(before) || offersOther.test(before.plain)) return false;
  const { telling, predicates } = script.naming;
  const requests = places(sentence, script.reflexes.request);
  const asks = asking.test(sentence.text);
  const last = places(sentence, telling).findLast(
    (one) =>
      one.end <= start &&
      !requests.some((request) => overlaps(request, one)) &&
      !(asks && isApart(sentence.text.slice(one.end, start))) &&
      !isLeft.test(sentence.text.slice(one.end, start)),
  );
  if (last !== undefined && !requests.some((one) => one.start > last.start && one.start <= start))
    return true;
  const behind = hear(sentence.text.slice(end));
  return places(behind, predicates).some(
    (one) =>
      !/[,;:]/.test(behind.text.slice(0, one.start)) &&
      directly.test(hear(behind.text.slice(0, one.start)).plain) &&
      // "And your N P I is?"
      (!/^(?:is|was|are)$/i.test(behind.text.slice(one.start, one.end)) ||
        wordsLeft(script, hear(behind.text.slice(one.end))) > 0),
  );
}

/** "No need for the N P I", "while I look up the member I D?": named, and not wanted. */
export function isUnwanted(
  { naming }: CallScript,
  sentence: Heard,
  named: readonly Span[],
  at: Span,
): boolean {
  return isRightBehind(sentence, naming.unwanted, named, at);
}

/** "Let me try the tax I D", "I'll look her up by name and date of birth". */
export function isWish({ naming }: CallScript, sentence: Heard, named: readonly Span[], at: Span): boolean {
  return (
    isRightBehind(sentence, naming.wishes, named, at) && !onTheirSide.test(sentence.text.slice(at.start))
  );
}

const onTheirSide =
  /^[^,.;?!]*\b(?:on file|(?:i|we|you) (?:have|see|gave|got|show)|listed|here|again|once more)\b/i;

/** Whether between the last of these and a place nothing stands but other names and small words. */
function isRightBehind(
  sentence: Heard,
  patterns: readonly string[],
  named: readonly Span[],
  { start }: Span,
): boolean {
  const last = places(sentence, patterns).findLast(({ end }) => end <= start);
  if (last === undefined) return false;
  const between = masked(sentence.text.slice(0, start), named).slice(last.end);
  return !/[,.;:?!]/.test(between) && smallWords.test(hear(between).plain);
}

const smallWords =
  /^(?:(?:the|this|that|a|an|your|their|his|her|our|any|of|by|with|and|or|members?|patients?|providers?) ?)*$/;

/** "Do you have the claim number? If not, the member I D works." */
const offersOther =
  /^(?:and |or |but )?(?:if (?:not|you (?:dont|do not|havent)(?: (?:have|got))?(?: (?:it|that|one|the [a-z]+))?)|otherwise|or else)(?: |$)/;

/** Marks by which a sentence asks, whatever its words. */
export const asking = /\?\s*$|\bplease\b/i;

/** "I have the name, so just the birthday": what is still wanting beside what they have. */
export const isLeft =
  /[,;]\s*(?:(?:so|and|but|now|then)\s+)*(?:(?:(?:i|we)(?:['’]d)? )?(?:just|only|still need)|all i need is|all that['’]s left is)\b/i;

/** "Thanks for that, and the I D?": what is asked for is not what is told of. */
function isApart(between: string): boolean {
  return /[,;]/.test(between) || /(?:^| )(?:now|but|next|then|and)(?: |$)/.test(hear(between).plain);
}

/** Words between a name and its verb; behind others a verb is about something else. */
const directly = /^(?:(?:number|here|there|on file|just|also|now|still|s|again) ?)*$/;

/** How many words of a text are neither in these spans nor such as ask and join. */
export function othersIn(script: CallScript, spans: readonly Span[], text: string): number {
  return wordsLeft(script, hear(masked(text, spans)));
}

function masked(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}

function wordsLeft({ naming }: CallScript, { plain }: Heard): number {
  return plain.split(' ').filter((word) => word !== '' && !says(hear(word), naming.around)).length;
}
