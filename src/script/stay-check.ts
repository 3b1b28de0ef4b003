import type { MenuOption } from './menu-words.ts';

const call = '(?:you|(?:your|this|the|our) (?:call|line|connection)|your (?:place|spot|position|turn))';
const ending =
  '(?:disconnect|drop|releas|end|terminat|cancel|clos|los|remov|hang(?:ing)? up on|tim(?=e|ing))(?:e|es|ed|ing|s|ped|ping)?(?: out)?';
/** What becomes of the call of somebody who does not answer. */
const losing = new RegExp(
  `(?:^| )(?:${ending} ${call}|${call} (?:(?:will|may|might|is going to|are going to|gets?|is about to)(?: be)?|from)(?: automatically)? ${ending}|(?:being|getting)(?: automatically)? ${ending}|we (?:will |may |must )(?:have to )?hang up)(?: |$)`,
);
const keeping =
  /(?:^| )keeps? (?:your|this|the) (?:call|line)(?: |$)|(?:^| )(?:confirm|hear from you|unless we hear)(?: |$)/;
const presence =
  /(?:^| )(?:are you|youre|you are|still) (?:still )?(?:there|here|holding|waiting|on the line|with us|in line)(?: |$)|(?:^| )do you (?:still )?(?:need|want|wish)(?: to)? (?:help|assistance|speak|talk|wait|hold|stay|remain|continue)(?: |$)/;
/** Somebody is told that his place is safe. */
const safe = /(?:^| )(?:not|never|wont|without|dont|no need to)(?: [a-z]+){0,2} (?:los|hang)(?:e|ing)(?: |$)/;

/** Whether plain words ask if somebody is still there. */
export function asksOfUs(plain: string): boolean {
  return plain.startsWith('are you still');
}

/** Whether plain words tell that the call ends without an answer, or ask whether anybody waits. */
export function keepsCall(plain: string): boolean {
  return (losing.test(plain) && !safe.test(plain)) || keeping.test(plain) || presence.test(plain);
}

/** Whether a choice is for who waits no longer. */
export function isLeaving(plain: string): boolean {
  return /(?:^| )(?:(?<!we )(?<!we will )hang up|(?:end|leave|cancel|disconnect)(?: (?:this|the|your|my))* (?:call|queue|line|request)|no longer|web ?site|portal|message|voice ?mail)(?: |$)/.test(
    plain,
  );
}

/** "Would you like to keep holding? Press one for yes, two for no": yes to staying, no to leaving. */
export function keyForStaying(
  options: readonly MenuOption[],
  question: string,
  isAboutStaying: boolean,
): MenuOption | undefined {
  const labelled = (label: RegExp) => options.find((one) => one.key !== '' && label.test(one.label));
  if (isLeaving(question)) return labelled(/^(?:for |if )?(?:no|not)$/);
  return isAboutStaying || presence.test(question) ? labelled(/^(?:for |if )?(?:yes|so)$/) : undefined;
}
