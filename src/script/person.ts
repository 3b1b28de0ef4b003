import type { HeardTurn } from '../kernel/speech.ts';
import { dismissalIn } from './dismissal.ts';
import { holdsMost, likeness } from './likeness.ts';
import { listsCallers, listsExamples } from './menu-open.ts';
import { menuWordsOf } from './menu-words.ts';
import { isNamedGreeting } from './named-greeting.ts';
import { recordedUntil } from './recordings.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import {
  beforeValues,
  letsUsGiveValues,
  namesOneselfAndAsks,
  namesOneselfAndEndsAsking,
} from './self-named.ts';
import { clausesOf, hear, places, wordCount } from './words.ts';

/** Questions that only somebody who waits for an answer asks. */
const asksUs =
  /(?:how (?:can|may|could) (?:i|we) (?:help|assist|direct|be)|what can i (?:do|help|look)|what are you (?:looking for|calling (?:about|for|regarding|in regards? to)|needing)|what (?:have you got|do you (?:need|have|got))|(?:can|may|could) i (?:please )?(?:have|get|ask (?:who|whos|what|for|your|you for)|help(?! you (?:save|find|lose|stay|get|feel|quit|sleep|with your (?:health|weight|prescriptions?))))|i can (?:help|assist) you|who am i speaking|who do i have|whom (?:am i|do i have)|pleasure of speaking|(?:what|which) (?:provider|office|practice|facility|doctor|group|company)s?(?: office)? (?:are you|is this) (?:calling )?(?:from|with|for)$|who is (?:this|calling)|whos (?:this|calling)|are you (?:still )?there|anyone there|anybody there|is (?:anyone|anybody|someone|somebody) on (?:the|this) line|who(?:ve| have) i got|who(?:s| is) (?:there|on (?:the|this) (?:line|phone))(?= |$)|what(?:s| is) going on(?: today)?$|(?:what|which) (?:department|extension)$|what(?:cha| have you) got$|can you hold(?: please| for me)*$|(?:^| )hello$|(?:^| )(?<!us )help you$|(?:^| )go ahead$|how are you(?: doing)?(?: today| this morning| this afternoon)?$)/;
/** Courtesy with which recordings and people alike begin. */
const courtesy =
  /(?:(?:thank you|thanks)(?: so| very)?(?: much)?(?: again)? for (?:holding|waiting|your patience|calling|being (?:so )?patient|bearing with (?:me|us)|staying on(?: the line)?|hanging on)|(?:i am |im )?(?:so |very )?sorry (?:for|about) (?:the|that|your)(?: long)? (?:wait(?: time)?|hold(?: time)?|delay)|(?:i am |im )?sorry (?:that )?you had to wait(?: so long)?|i (?:do )?(?:really )?appreciate your (?:patience|time|waiting|holding))/g;
/** Greetings with a department and nothing else: "Hi, claims department." */
const briefGreeting =
  /^(?:hello|hi|hey|good (?:morning|afternoon|evening))(?: there)?(?: (?:[a-z]+ ){0,3}(?:claims|benefits|eligibility|authorizations?|auth|credentialing|enrollment|provider (?:services|line|support|relations)|department|line|desk))?$/;
/** How somebody names himself in the middle of a greeting: "Benefits, this is Joe". */
const namesOneself =
  /^(?:[a-z]+ ){0,5}?(?:(?<!(?:^| )(?:if|that|so|is) )this is|my name is|my names) (?!(?:a|an|the|not|your|our|my|to|for|important|recorded|being|only|just|where|what|how|why|when|now|no|all|in|on|at|it|that|because|good|great)(?![a-z]))[a-z]+/;
/** Behind a name nobody who picks up says so much and asks nothing; who tells a story on hold does. */
const mostBehindName = 9;

/**
 * Whether these words are a person's who has just picked up. Recordings greet, too, and give names: what was heard
 * before, offers choices, advertises, asks for patience or tells a story is none, unless it asks us something at its
 * end.
 */
export function seemsPerson(scene: Scene, text: string): boolean {
  const heard = hear(text);
  const isMenu = heardReflex(scene, heard, 'spokenMenu') || listsExamples(text) || listsCallers(text);
  if (isMenu && !namesOneselfAndAsks(text, scene.state.payorName)) return false;
  if (!greets(scene, text)) return false;
  if (isKnownRecording(scene, heard.plain)) return false;
  const { options } = menuWordsOf(text);
  if (options.length > 0) return false;
  const end = heard.plain.split(' ').slice(-14).join(' ');
  if (asksUs.test(end) || namesOneselfAndEndsAsking(text, scene.state.payorName)) return true;
  // A recording may stand before a person in one turn, but no person goes on like one.
  const { machine, tail } = behindMachine(scene, heard.plain);
  if (machine && !greets(scene, tail)) return false;
  return !isMonologue(tail);
}

/** Whether the words are how people greet whom they have kept waiting. */
export function greets(scene: Scene, text: string): boolean {
  const heard = hear(text);
  return (
    heardReflex(scene, heard, 'person') ||
    // No machine wants to know whether we are one, or will not talk to one.
    heardReflex(scene, heard, 'robot') ||
    heardReflex(scene, heard, 'refusal') ||
    isNamedGreeting(text, scene.state.payorName) ||
    briefGreeting.test(hear(beforeValues(text)).plain) ||
    namesOneselfIn(scene, heard.plain) ||
    asksUs.test(heard.plain.split(' ').slice(-8).join(' ')) ||
    asksForOurs.test(hear(clausesOf(text).at(-1)?.text ?? '').plain) ||
    // In a queue: the machines before it ask so, too.
    (scene.state.phase === 'hold' && letsUsGiveValues(text)) ||
    namesOneselfAndAsks(text, scene.state.payorName)
  );
}

/** "Can I have the N P I or the tax I D please?": a sentence of its own, however long. */
const asksForOurs =
  /^(?:(?:and|so|okay|sure|alright|then) )*(?:can|could) i (?:please )?(?:have|get) (?:the|your) /;

/** "This is Example Health" is a company. */
function namesOneselfIn({ state }: Scene, plain: string): boolean {
  const found = namesOneself.exec(withoutCourtesy(plain));
  const payor = hear(state.payorName).plain.split(' ')[0] ?? '';
  return found !== null && (payor === '' || !found[0].endsWith(` ${payor}`));
}

function isMonologue(plain: string): boolean {
  const named = /(?:this is|my name is|my names|im|i am) [a-z]+/.exec(plain);
  if (named === null) return false;
  const behind = hear(plain.slice(named.index + named[0].length).replace(courtesy, ' ')).plain;
  return behind.split(' ').length > mostBehindName;
}

function withoutCourtesy(plain: string): string {
  return hear(plain.replace(courtesy, ' ')).plain;
}

/** The words behind the last ones that only a recording says. */
function behindMachine(scene: Scene, plain: string): { machine: boolean; tail: string } {
  const masked = plain.replace(courtesy, (words) => words.replaceAll(/[a-z]/g, 'x'));
  const { hold, promotion } = scene.script.reflexes;
  const until = places(hear(masked), hold, promotion).reduce(
    (latest, { end }) => Math.max(latest, end),
    recordedUntil(masked),
  );
  return { machine: until > 0, tail: plain.slice(until).trim() };
}

/** Whether a turn says what only lines say while they let somebody wait. */
export function isQueueTalk(scene: Scene, plain: string): boolean {
  return behindMachine(scene, plain).machine;
}

/** The plain words behind the last ones that only lines say: all of them where there are none. */
export function behindQueueTalk(scene: Scene, plain: string): string {
  return behindMachine(scene, plain).tail;
}

/** Shorter lines are also said by people, more than once. */
const recordingWords = 5;
/** From here on two readings of an announcement are one. */
const sameRecording = 0.75;
const sameLeading = 0.85;
/** Announcements that are remembered, and how much of each. */
const mostAnnouncements = 24;
const mostCharacters = 300;

/** Whether an announcement that was heard before is being said again. */
export function isKnownRecording({ state }: Scene, plain: string): boolean {
  const short = plain.split(' ').length < recordingWords;
  const line = plain.slice(0, mostCharacters);
  return state.menu.announced.some((one) =>
    short ? one === line : likeness(one, line) >= sameRecording || holdsMost(one, line),
  );
}

/** Lines shorter than this stand in front of other words by chance. */
const leadingWords = 3;
const ownWords = 2;

/** The words behind announcements that were heard before: who picks up right behind one is not heard as part of it. */
export function behindKnown(scene: Scene, turn: HeardTurn): HeardTurn {
  const spoken = turn.words.length > 0 ? turn.words.map(({ text }) => hear(text).plain) : [];
  let from = 0;
  for (;;) {
    const next = knownAhead(scene, spoken.slice(from));
    if (next === 0) break;
    from += next;
  }
  const first = turn.words[from];
  if (from === 0 || first === undefined) return turn;
  const words = turn.words.slice(from);
  const text = words.map((word) => word.text).join(' ');
  // A word or two more are mostly its own: a number that changes, a word that was not heard before.
  if (words.length <= ownWords && !seemsPerson(scene, text)) return turn;
  return { ...turn, words, text, startMs: first.startMs };
}

/** How many of these words are an announcement that is known, at their beginning and with more words behind it. */
function knownAhead({ state }: Scene, spoken: readonly string[]): number {
  for (const line of state.menu.announced) {
    const length = line.split(' ').length;
    if (length < leadingWords || line.length >= mostCharacters) continue;
    let count = 0;
    let words = 0;
    while (count < spoken.length && words < length) {
      words += (spoken[count] ?? '').split(' ').filter((word) => word !== '').length;
      count += 1;
    }
    if (words < length || count >= spoken.length) continue;
    if (likeness(spoken.slice(0, count).join(' '), line) >= sameLeading) return count;
  }
  return 0;
}

/** Whether a remembered announcement, or a prompt that earlier calls met, begins with these words. */
function beginsRecording({ state }: Scene, plain: string): boolean {
  const { announced, tree } = state.menu;
  return [...announced, ...tree.sure.map(({ begins }) => begins)].some(
    (one) => one === plain || one.startsWith(`${plain} `),
  );
}

/** Whether these words stand somewhere in an announcement that is known. */
export function isWithinKnown({ state }: Scene, plain: string): boolean {
  return state.menu.announced.some((one) => ` ${one} `.includes(` ${plain} `));
}

export function rememberRecording(scene: Scene, plain: string): void {
  const { menu } = scene.state;
  if (plain === '' || isKnownRecording(scene, plain)) return;
  menu.announced = [...menu.announced, plain.slice(0, mostCharacters)].slice(-mostAnnouncements);
}

/** First words with which people pick up, and some recordings. */
const firstWordsOfPeople =
  /^(?:thank|thanks|hello|hi|hey|good (?:morning|afternoon|evening)|yes|okay|alright|sorry|im|this is|my name|(?:(?!for|to|if|press|say|your|the|all|our)[a-z]+ )?(?:claims|benefits|eligibility|authorizations?|auth|credentialing|enrollment)|provider(?: (?:services|line|support|relations|[a-z]+ (?:line|desk|services)))?)(?: |$)/;

/** How people begin behind the words of a recording. */
const openings =
  /^(?:[a-z]+ ){0,4}?((?:thank you|thanks) for calling|(?:hello|hi|good (?:morning|afternoon|evening)) [a-z]+)/;

/** So sure a recogniser is of words, and seldom of what it hears in music. */
export const sureWords = 0.8;
const mostFirstWords = 8;

/** Recognisers hear words in music. */
export function isHeardInMusic({ state }: Scene, { confidence }: HeardTurn): boolean {
  return state.sound === 'music' && confidence < sureWords;
}

/**
 * What the words so far say of who speaks: worth having the mouth open for, a recording's, or neither. Nobody is greeted
 * for it; a mouth that was opened for a recording is closed again.
 */
export function signOf(scene: Scene, text: string, confidence: number): 'person' | 'recording' | 'unclear' {
  const heard = hear(text);
  const { plain } = heard;
  if (plain === '') return 'unclear';
  if (beginsRecording(scene, plain) || isKnownRecording(scene, plain)) return 'recording';
  if (seemsPerson(scene, text)) return 'person';
  const { machine, tail } = behindMachine(scene, plain);
  if (machine || hasMenuWords(scene, text)) {
    const opening = openings.exec(tail)?.[1];
    if (opening === undefined) return 'recording';
    const words = tail.slice(tail.indexOf(opening));
    const fresh = words.split(' ').length <= mostFirstWords && !beginsRecording(scene, words);
    return fresh ? 'person' : 'recording';
  }
  const peoples = firstWordsOfPeople.test(plain) && wordCount(heard) <= mostFirstWords;
  if (!peoples && heardReflex(scene, hear(withoutCourtesy(plain)), 'holdOpening')) return 'recording';
  if (scene.state.phase !== 'hold') return peoples ? 'person' : 'unclear';
  // In music words are heard that nobody says: few, and with little confidence.
  const inMusic = scene.state.sound === 'music';
  if (inMusic && confidence < sureWords && wordCount(heard) < 3) return 'unclear';
  return 'person';
}

function hasMenuWords(scene: Scene, text: string): boolean {
  const { options, says: words } = menuWordsOf(text);
  if (options.length > 0 || words.length > 0) return true;
  const rest = hear(withoutCourtesy(hear(text).plain));
  return (
    dismissalIn(scene, rest) !== undefined ||
    (['announcement', 'menu', 'spokenMenu', 'entry'] as const).some((name) => heardReflex(scene, rest, name))
  );
}
