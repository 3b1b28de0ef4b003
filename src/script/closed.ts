import { isExcluded } from './menu-sense.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { clausesOf, hear, places } from './words.ts';
import type { Heard } from './words.ts';

/** Who takes calls, or where. */
const takers =
  '(?:we|(?:our|the|this|these|your|all|all of our|provider|phone|customer|member)(?: [a-z]+){0,4}? ' +
  '(?:offices?|centers?|departments?|lines?|phones?|telephones?|desks?|teams?|staff|people|agents?|building|branch|switchboard|services?|support|hours)' +
  '|representatives?|associates?|agents?|specialists?|phone support)';
const being =
  '(?:is|are|has|have|was|were|does|do|went)(?: (?!be|been (?:extended|experiencing)|still|here|open|not|no)[a-z]+){0,3}?';
const away =
  '(?:closed|shut(?: down)?|over|ended|gone|left|off|away|out of (?:the )?office|done|finished|unavailable|unstaffed' +
  '|(?:not|no longer)(?: currently| presently)? (?:open|in|here|available|staffed|answered|at work|working|taking calls|take calls|at (?:their|our) desks?))';
const now =
  '(?:for (?:the|today|tonight|this|now)|until|till|because|due to|on account|early|today|tonight|this (?:hour|evening|week|weekend|morning|afternoon)|right now|now|currently|presently|at (?:this|the) (?:time|hour|moment)|(?:on|over) (?:the )?(?:weekends?|holidays?|saturdays?|sundays?)|weekdays only|in observance)';
const takesNone = new RegExp(`(?:^| )(?:${takers} ${being}|were|weve) ${away}(?: |$)`);
const nobody =
  /(?:^| )(?:nobody|no one|none of us)(?: is| are)?(?: [a-z]+)? (?:available|here|at work|in|around)(?: |$)/;
const nowish = new RegExp(`(?:^| )${now}(?: |$)`);
/** What will be, or might, is not so now. */
const another =
  /(?:^| )(?:will(?! resume)|next (?:week|month|year|monday)|if|when|unless|whether|not be|claims?|cases?|enrollment|portal|website)(?: |$)/;

/** "Our people are off today": nobody takes calls, in whatever words. */
function takesNoCalls(sentence: string): boolean {
  const { plain } = hear(sentence);
  return (takesNone.test(plain) || nobody.test(plain)) && nowish.test(plain) && !another.test(plain);
}

/** Whether the words say that nobody takes calls now: not of another office, and not where somebody will come yet. */
export function saysClosed(scene: Scene, heard: Heard): boolean {
  const { closed, comeAgain } = scene.script.reflexes;
  const { phase, talk } = scene.state;
  // "We're done for now" is no closing time where somebody says so to us.
  const sentences = phase === 'conversation' && talk.answered ? [] : clausesOf(heard.text);
  const said = [
    ...places(heard, closed, comeAgain),
    ...sentences
      .filter(({ text }) => takesNoCalls(text))
      .map(({ start, text }) => ({ start, end: start + text.length })),
  ];
  return said.some(
    ({ start, end }) => !goesOnBehind(scene, heard.text.slice(end)) && !isOfAnother(scene, heard, start),
  );
}

/** "… but we are still here to help you by phone", "… for provider services, please hold". */
const isHere =
  /(?:^| )(?:(?:we|our [a-z]+) (?:are|re)? ?(?:still )?(?:here|open|available|taking calls|answering)(?: (?:to|for|by|and)|$)|still (?:here|open|available|help))(?: |$)/;

/** Whether the line lets somebody wait behind these words, whatever it says in front of them. */
export function goesOnBehind(scene: Scene, behind: string): boolean {
  const rest = hear(behind);
  return heardReflex(scene, rest, 'hold') || isHere.test(rest.plain) || answered.test(rest.plain);
}

const answered = /(?:^| )(?:calls are being|will be) answered(?: |$)/;

/** "The pharmacy line is closed": somebody else's, unless we are sent away. */
function isOfAnother(scene: Scene, heard: Heard, at: number): boolean {
  if ((['sentAway', 'comeAgain', 'goodbye'] as const).some((name) => heardReflex(scene, heard, name)))
    return false;
  const sentence = clausesOf(heard.text).findLast(({ start }) => start <= at);
  return sentence !== undefined && isExcluded(scene.script, hear(sentence.text).plain);
}
