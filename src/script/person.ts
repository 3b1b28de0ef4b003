import { holdsMost, likeness } from './likeness.ts';
import { menuWordsOf } from './menu-words.ts';
import { isNamedGreeting } from './named-greeting.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, places, says, wordCount } from './words.ts';

/** Questions that only somebody who waits for an answer asks. */
const asksUs =
  /(?:how (?:can|may|could) (?:i|we) (?:help|assist|direct)|what can i (?:do|help)|(?:can|may|could) i (?:please )?(?:have|get|ask)|who am i speaking|who do i have|whom am i|are you there|anyone there|anybody there)/;
/** Courtesy with which recordings and people alike begin. */
const courtesy = /(?:thank you|thanks) for (?:holding|waiting|your patience|calling|being patient)/g;

/**
 * Whether these words are a person's who has just picked up. Recordings greet, too, and give names: what was heard
 * before, offers choices, advertises or asks for patience is none, unless it asks us something at its end.
 */
export function seemsPerson(scene: Scene, text: string): boolean {
  const heard = hear(text);
  if (heardReflex(scene, heard, 'spokenMenu')) return false;
  if (!heardReflex(scene, heard, 'person') && !isNamedGreeting(text)) return false;
  if (isKnownRecording(scene, heard.plain)) return false;
  const { options } = menuWordsOf(text);
  if (options.length > 0) return false;
  const end = heard.plain.split(' ').slice(-14).join(' ');
  if (asksUs.test(end)) return true;
  // A recording may stand before a person in one turn, but no person goes on like one.
  const { machine, tail } = behindMachine(scene, heard.plain);
  return !machine || says(hear(tail), scene.script.reflexes.person);
}

/** The words behind the last ones that only a recording says. */
function behindMachine(scene: Scene, plain: string): { machine: boolean; tail: string } {
  const rest = hear(plain.replace(courtesy, (words) => words.replaceAll(/[a-z]/g, 'x')));
  const { hold, promotion } = scene.script.reflexes;
  const until = places(rest, [...hold, ...promotion]).reduce((latest, { end }) => Math.max(latest, end), 0);
  return { machine: until > 0, tail: plain.slice(until).trim() };
}

/** Shorter lines are also said by people, more than once. */
const recordingWords = 5;
/** From here on two readings of an announcement are one. */
const sameRecording = 0.75;
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

/** Whether a remembered announcement begins with these words. */
function beginsRecording({ state }: Scene, plain: string): boolean {
  return state.menu.announced.some((one) => one === plain || one.startsWith(`${plain} `));
}

export function rememberRecording(scene: Scene, plain: string): void {
  const { menu } = scene.state;
  if (plain === '' || isKnownRecording(scene, plain)) return;
  menu.announced = [...menu.announced, plain.slice(0, mostCharacters)].slice(-mostAnnouncements);
}

/** First words that say nothing yet about who speaks. */
const undecided =
  /^(?:thank|thanks|thank you(?: for)?|your|all|all of|please|we|were|we are|you|the|due|due to|for|did|did you|if|our|this|to|welcome|calls?|and|a|an|as|in|at|while|remember|visit|press|say|hi|hello|good|okay|i|is|it|at this)$/;

/** How people begin, and seldom a recording: at once, or a few words behind one. */
const openings =
  /^(?:[a-z]+ ){0,4}?((?:thank you|thanks) for calling|(?:hello|hi|good (?:morning|afternoon|evening)) [a-z]+)/;

/** Whether these first words are how people begin, so far as is known of this line. */
export function beginsPolitely(scene: Scene, text: string): boolean {
  const { plain } = hear(text);
  const words = plain.split(' ').length;
  return (
    words <= 8 && openings.test(plain) && !isKnownRecording(scene, plain) && !beginsRecording(scene, plain)
  );
}

/**
 * Whether the first words on hold are to be listened to with the mouth opening: a person's, or nobody's that is known.
 * Recognisers hear words in music: there only a person's words count.
 */
export function mayBePerson(scene: Scene, text: string): boolean {
  const heard = hear(text);
  if (beginsRecording(scene, heard.plain) || isKnownRecording(scene, heard.plain)) return false;
  if (seemsPerson(scene, text)) return true;
  if (scene.state.phase !== 'hold') return false;
  const { machine, tail } = behindMachine(scene, heard.plain);
  // Announcements that are said over and over begin so only once without being known.
  const opening = openings.exec(tail)?.[1];
  if (opening !== undefined) {
    const words = tail.slice(tail.indexOf(opening));
    return words.split(' ').length <= 8 && !beginsRecording(scene, words);
  }
  if (machine) return false;
  if (scene.state.sound === 'music' || undecided.test(heard.plain)) return false;
  for (const name of ['holdOpening', 'hold', 'announcement', 'menu', 'promotion', 'spokenMenu'] as const)
    if (heardReflex(scene, heard, name)) return false;
  return wordCount(heard) >= 2;
}
