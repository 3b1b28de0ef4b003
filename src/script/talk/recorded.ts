import type { HeardTurn } from '../../kernel/speech.ts';
import { hasAnswers } from '../answers-so-far.ts';
import { findingsIn } from '../facts.ts';
import { holdTurn } from '../hold.ts';
import { likeness } from '../likeness.ts';
import { optionsOf } from '../menu-words.ts';
import { isKnownRecording, isQueueTalk, seemsPerson } from '../person.ts';
import { startHold, wasRecording } from '../phases.ts';
import { tellsOfQueue } from '../recordings.ts';
import { heardReflex, setTimer, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { isTaskKnown } from '../tasks.ts';
import { wordCount } from '../words.ts';
import type { Heard } from '../words.ts';
import { isSaidByLine } from './said-in-wait.ts';
import { isRecording, startWait } from './waiting.ts';

/** Recordings: before anybody was greeted, and while we are asked to wait, they are not the person. */
export function byMachine(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { talk } = scene.state;
  if (!talk.greeted && isNobody(scene, turn, heard)) {
    startHold(scene);
    holdTurn(scene, turn);
    return true;
  }
  if (talk.greeted && isStillQueue(scene, turn, heard)) {
    if (talk.answered) startHold(scene);
    else wasRecording(scene);
    holdTurn(scene, turn);
    return true;
  }
  if (talk.greeted && isSaidByLine(scene, turn, heard)) {
    startWait(scene);
    return true;
  }
  if (!talk.waiting || heardReflex(scene, heard, 'transfer') || !isRecording(scene, heard)) return false;
  if (asksOfOurs.test(turn.text)) return false;
  // No recording knows our case.
  if (talk.greeted && isTaskKnown(scene) && findingsIn(scene, turn.text, []).length >= mostByChance)
    return false;
  if (heardReflex(scene, heard, 'goodbye') || sendsUs.test(heard.plain)) return false;
  if (heardReflex(scene, heard, 'otherChannel') && ofOurs.test(heard.plain)) return false;
  setTimer(scene, 'silence', scene.script.limits.waitMs);
  return true;
}

/** Fewer values may stand in what a line says by chance. */
const mostByChance = 3;

/** Who speaks of himself, or tells us what we must do, has come back; an announcement tells what one can do. */
const sendsUs =
  /(?:^| )(?:i(?! d(?: |$))|im|ive|ill|id|(?<!(?:if|when|case|do|whether) )(?:youll|you will|youd|you would|you)(?: actually| just| really| do)? (?:have|need) to)(?: |$)/;

/** "We no longer give that out": what we have asked for is spoken of, and no recording knows it. */
const ofOurs = /(?:^| )(?:that|thats|those|this|it|its|everythings|give|given|giving|phone|telephone)(?: |$)/;

/** "Did you fax that in or submit it online?": of what we have spoken of, and not what we may know or could do. */
const asksOfOurs =
  /\b(?:(?:did|have|had) (?:you|y['’]?all)(?! know)\b[^.?!]*\b(?:that|it|this)\b|(?:was|were|did|has) (?:that|it|this)\b)[^.?!]*\?\s*$/i;

/** Whoever says so, it is a hold. */
const staysOnLine =
  /^(?:please )?(?:stay|remain) on the line(?: (?:please|while|for|your|a|someone|somebody|to)(?: |$)|$)/;

/** A queue that was taken for a person tells where we stand: nobody was there, and nobody has told us anything. */
function isStillQueue(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { state, script } = scene;
  const task = taskOf(scene);
  if (state.talk.disclosed.length > 0 || task === undefined || hasAnswers(script, task)) return false;
  return (tellsOfQueue(heard.plain) || staysOnLine.test(heard.plain)) && !seemsPerson(scene, turn.text);
}

/** Whether what answers our "Hello?" is a recording: what was heard before, what only lines say, choices by key. */
function isNobody(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  if (seemsPerson(scene, turn.text)) return false;
  const { menu, talk } = scene.state;
  const { doubted } = menu;
  return (
    // Who hears us answers at once; what begins later was not said to us.
    turn.startMs - talk.metAtMs > answerMs ||
    (wordCount(heard) > answerWords && !ofOneself.test(heard.plain)) ||
    isKnownRecording(scene, heard.plain) ||
    (doubted !== '' && likeness(doubted, heard.plain) >= sameAgain) ||
    isQueueTalk(scene, heard.plain) ||
    heardReflex(scene, heard, 'announcement') ||
    optionsOf(turn.text).length > 0
  );
}

/** From our "Hello?", with its own time and that of the line, to the beginning of an answer. */
const answerMs = 5_000;
/** Who answers says little, or speaks of himself and to us. */
const answerWords = 4;
const ofOneself =
  /(?:^| )(?:i|im|ive|ill|id|me|my|hello|hi|hey|yes|yeah|yep|speaking|sorry|who|whos|how|what|whats|(?:can|could|are|do) you)(?: |$)/;
/** From here on two turns are the same words. */
const sameAgain = 0.8;
