import { clausesOf } from './asking.ts';
import { wordsOf } from './hearing.ts';

/** What a caller's turn does besides asking for fields. One turn may do several of these. */
export interface Understanding {
  readBack: boolean;
  repeat: boolean;
  spell: boolean;
  wait: boolean;
  done: boolean;
  goodbye: boolean;
  thanks: boolean;
  yes: boolean;
  no: boolean;
  /** "Are you there?" */
  presence: boolean;
  /** Asks whether we are a person. */
  automated: boolean;
  /** Turns to another claim, patient or request. */
  next: boolean;
  /** Asks whether there is more of the same ("any other denial codes?"). */
  others: boolean;
  sure: boolean;
  /** "I'm sorry, I do not have it." */
  hasNot: boolean;
}

const things =
  'claims?|patients?|members?|auth\\w*|requests?|inquir\\w+|dates? of service|providers?|applications?|cases?|accounts?|status|ones?|questions? about another';

export function understand(text: string): Understanding {
  const words = wordsOf(text).join(' ');
  const has = (pattern: RegExp) => pattern.test(words);
  return {
    readBack: has(
      /\b((is|was) (that|this|it|all of that|everything) (right|correct|all correct|all right)|(are|were) (those|these|they) (right|correct)|that (right|correct)|thats? (right|correct)|(did|do) i (get|have|hear) (that|this|it|those) (right|correctly|correct)|have that (right|correct)|(let me|to|want to|like to) (read|confirm|repeat|verify)( \w+){0,4}|read (that|it|this) back|so (thats|that is|its|it is)|just to (confirm|verify)|did you say|i (have|heard|got|wrote)( \w+){1,30} (correct|right)|correct$|right$)/u,
    ),
    repeat: has(
      /\b(repeat (that|it|the|your)|could you repeat|can you repeat|please repeat|say (that|it|this) (again|once more)|(tell|give|read) (me )?(that|it) (again|once more)|one more time|once more|pardon|(didnt|did not|couldnt|could not) (quite )?(catch|get|hear|understand|make out)|come again|(was|were|is|that) (a bit |a little )?(unclear|cut off|cutting out|garbled)|what was that)\b/u,
    ),
    spell: has(/\bspell(ing|ed)?\b/u),
    wait: has(
      /\b(one moment|one second|one sec|just a (moment|second|sec|minute)|hold on|bear with|let me (check|look|see|find)|give me a (moment|second|minute))\b/u,
    ),
    done: has(
      /\b((thats|that is|that will be|that would be|thatll be|that was|this is) (all|everything|it)\b|nothing else|no thanks?|all (that )?(i|we) need(ed)?|all set|no that|i have everything|everything (i|we) need(ed)?|no (further|more|other) questions)/u,
    ),
    goodbye: has(/\b(good ?bye|bye|(have|has) a (good|great|nice|wonderful|lovely|pleasant)|take care)\b/u),
    thanks: has(/\b(thank|thanks|appreciate)\b/u),
    yes: has(
      /^((okay|oh|um|uh|well|so) )*(yes|yeah|yep|yup|correct|right|thats (right|correct)|that is (right|correct)|sure|exactly|it is|i am|absolutely|of course)\b/u,
    ),
    no: has(
      /^((okay|oh|um|uh|well|so|sorry|actually|im sorry|i am sorry) )*(no|nope|not (quite|exactly|right|correct)|thats (not|wrong|incorrect)|that is (not|wrong|incorrect)|incorrect|actually|sorry)\b/u,
    ),
    presence: has(
      /^((hello|hi|excuse me|sorry|okay|um) )*(are you (still )?(there|with me)|can you hear me|hello|anyone there|anybody there|is anyone there)\b/u,
    ),
    automated: has(
      /\b(are you|am i (speaking|talking) (to|with)|is this) (a )?(real|human|live|an? actual|person)\b/u,
    ),
    next: has(
      new RegExp(
        `\\b((another|one more|a second|second|a third|third|next|different|a further|more|two more|three more|additional|other) (${things})|(have|got) (another|one more)\\b|next one|moving on to the (next|second|third))`,
        'u',
      ),
    ),
    others: has(
      /\b((any|is there|are there|was there|were there)( \w+)? (other|another|additional|more|further|second)|anything else|(other|second|another|additional) (denial|reason|code|document|item|line|remark|service|procedure|diagnos))/u,
    ),
    hasNot: has(/\b(i|we) (do not|dont) have (it|that|this|one|the|a|any)\b/u),
    sure: has(
      /\b(are you (sure|certain)|can you confirm|could you confirm|is that (certain|definite|confirmed|for sure)|confirm that)\b/u,
    ),
  };
}

/** Whether a turn asks nothing at all, as "the claim number is one two three" does not. */
export function isStatement(text: string): boolean {
  const opening =
    /^((and|okay|thank you|thanks|great|please|also|then|so|now|got it|i see) )*(what|whats|when|how|may|can|could|would|who|which|where|why|is|are|was|were|has|have|had|did|do|does|will|any)\b/u;
  return !text.includes('?') && !clausesOf(text).some((clause) => opening.test(clause));
}

/** The parts of a turn that ask openly, without those that read something back. */
export function openQuestions(text: string): string {
  return clausesOf(text)
    .filter((clause) =>
      /^((and|okay|thank you|thanks|great|please|also|then|so|now) )*(what|whats|when|how|may|can|could|who|which|where|is there|are there|do you|does|is the|are the)\b/u.test(
        clause,
      ),
    )
    .filter((clause) => !/\b(right|correct)$|\b(repeat|confirm|read)\b/u.test(clause))
    .join(', ');
}
