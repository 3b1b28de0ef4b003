import type { Draw } from './draw.ts';
import type { Draft, Twist } from './draft.ts';
import * as broken from './endings/broken.ts';
import * as refusals from './endings/refusals.ts';
import * as unreachable from './endings/unreachable.ts';
import { asksSeveral } from './further.ts';
import { saysOtherFactsAround, saysWhatWasBilled, speaksOfWhatMightHaveBeen } from './twists/around.ts';
import * as commands from './twists/commands.ts';
import { contradictsItself } from './twists/contradictions.ts';
import * as holds from './twists/holds.ts';
import { findsNothingByOne, readsBack } from './twists/identifiers.ts';
import * as manners from './twists/manners.ts';
import { hasMenuInCircles, playsNotices } from './twists/menus.ts';
import { phrasesItsOwnWay } from './twists/phrasing.ts';
import * as questions from './twists/questions.ts';
import * as telling from './twists/telling.ts';
import { isTransferredFirst, isTransferredMidway } from './twists/transfers.ts';
import * as waits from './twists/waits.ts';

/** Something that may be laid over a call, with how often it is, beside the others of its list. */
interface Kind {
  kind: string;
  weight: number;
  twist: Twist;
}

const kind = (name: string, weight: number, twist: Twist): Kind => ({ kind: name, weight, twist });

/** What happens in calls that are served all the same. */
export const twists: readonly Kind[] = [
  kind('several tasks', 10, asksSeveral),
  kind('task taken back', 2, commands.takesTheLastTaskBack),
  kind('question left out', 3, commands.leavesOneQuestionOut),
  kind('robot question', 5, questions.asksWhetherRobot),
  kind('refusal that softens', 5, questions.letsItselfBePersuaded),
  kind('withheld wanted', 5, questions.asksForWhatIsWithheld),
  kind('which claim', 5, questions.asksWhichClaim),
  kind('asks back', 5, questions.asksBack),
  kind('small talk', 4, questions.makesSmallTalk),
  kind('silence', 4, waits.fallsSilent),
  kind('hold midway', 6, waits.putsOnHold),
  kind('slow system', 3, waits.hasSlowSystem),
  kind('transferred first', 6, isTransferredFirst),
  kind('transferred midway', 5, isTransferredMidway),
  kind('slip', 8, telling.correctsItself),
  kind('hedge', 5, telling.hedgesAtFirst),
  kind('never sure', 4, telling.staysUnsure),
  kind('mumble', 4, telling.mumbles),
  kind('spelled', 2, telling.spells),
  kind('withheld field', 6, telling.withholdsOne),
  kind('contradiction', 6, contradictsItself),
  kind('hypothetical', 5, speaksOfWhatMightHaveBeen),
  kind('other facts', 6, saysOtherFactsAround),
  kind('billed amount', 2, saysWhatWasBilled),
  kind('own phrasing', 8, phrasesItsOwnWay),
  kind('nothing for one identifier', 5, findsNothingByOne),
  kind('reads back', 6, readsBack),
  kind('talks over', 3, manners.talksOver),
  kind('mm-hm', 3, manners.saysMmHm),
  kind('pauses within numbers', 3, manners.pausesWithinNumbers),
  kind('talks fast', 2, manners.talksFast),
  kind('one thing at a time', 3, manners.answersOneThingAtATime),
  kind('silent pick-up', 2, manners.waitsForOurHello),
  kind('check on hold', 3, holds.asksWhetherWeHold),
  kind('callback offered', 3, holds.offersToCallBack),
  kind('voices on hold', 4, holds.playsVoicesOfPeople),
  kind('no music', 2, holds.waitsWithoutMusic),
  kind('menu in circles', 3, hasMenuInCircles),
  kind('notices', 2, playsNotices),
];

/** What leaves a call without a representative who serves it to its end. */
export const endings: readonly Kind[] = [
  kind('refuses automation', 6, refusals.refusesAutomation),
  kind('refuses information', 3, refusals.refusesInformation),
  kind('check the portal', 5, refusals.sendsToThePortal),
  kind('system down', 4, refusals.hasNoSystem),
  kind('callback only', 4, refusals.onlyCallsBack),
  kind('wrong department', 4, refusals.isTheWrongDepartment),
  kind('transferred to nobody', 3, unreachable.isTransferredToNobody),
  kind('line drops on hold', 3, broken.dropsEarly),
  kind('line drops in verification', 2, broken.dropsInVerification),
  kind('line drops after answers', 4, broken.dropsAfterAnswers),
  kind('hangs up', 4, broken.hangsUp),
  kind('ends for what is withheld', 3, refusals.endsForWhatIsWithheld),
  kind('wrong number', 2, unreachable.isTheWrongNumber),
  kind('ended by a watcher', 3, commands.isEndedMidway),
  kind('ended on hold', 2, commands.isEndedOnHold),
  kind('busy or no answer', 2, unreachable.rings),
  kind('voicemail', 3, unreachable.isVoicemail),
  kind('fax', 1, unreachable.isFax),
  kind('not in service', 1, unreachable.isNotInService),
  kind('closed', 3, unreachable.isClosed),
  kind('recording only', 2, unreachable.endsInARecording),
  kind('menu without a way out', 2, unreachable.hasNoWayOut),
];

/** One call in eight ends without a cooperative representative. */
const endingShare = 1 / 8;
/** Of the others so many have something more than the plain call: about half of all calls together. */
const twistShare = 0.45;

/** Lays over a plain call what chance wants: an ending, or up to three things that happen in it. */
export function laidOver(draw: Draw, plain: Draft): Draft {
  if (draw.chance(endingShare)) return withOne(draw, plain, endings);
  if (!draw.chance(twistShare)) return plain;
  const count = draw.pick([1, 1, 1, 2, 2, 3]);
  return Array.from({ length: count }).reduce<Draft>((draft) => withOne(draw, draft, twists), plain);
}

/** Tries until one fits; none twice. */
function withOne(draw: Draw, draft: Draft, kinds: readonly Kind[]): Draft {
  for (let tries = 0; tries < 20; tries += 1) {
    const chosen = pickOne(draw, kinds);
    const made = draft.kinds.includes(chosen.kind) ? undefined : chosen.twist(draw, draft);
    if (made !== undefined) return { ...made, kinds: [...draft.kinds, chosen.kind] };
  }
  return draft;
}

function pickOne(draw: Draw, kinds: readonly Kind[]): Kind {
  const names = Object.fromEntries(kinds.map(({ kind: name, weight }) => [name, weight]));
  const name = draw.weighed(names);
  return kinds.find((one) => one.kind === name) ?? draw.pick(kinds);
}
