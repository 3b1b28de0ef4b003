import type { SayClause } from '../kernel/speech.ts';
import { digitWords, findSpoken } from '../spoken/index.ts';
import type { ScriptIdentifier } from './call-script.ts';
import { keypadOf, keysInForm } from './entry-forms.ts';
import { identifiersIn, identifierValue, sayIdentifier, sliceIn } from './identifiers.ts';
import { beforeExamples, listsCallers } from './menu-open.ts';
import { methodsIn } from './menu-spoken.ts';
import { menuWordsOf } from './menu-words.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { clausesOf, hear, says } from './words.ts';

/** What menus call a value, beside what people call it. */
const menuCues = (identifier: ScriptIdentifier) => identifier.menuCues;

/** A menu that wants a value: which, and how it is to be given. */
export interface Entry {
  /** Identifiers asked for, in order; of alternatives the first that we have. */
  names: string[];
  by: 'keys' | 'voice';
  /** The prompt speaks of a closing key, or of a fixed number of digits. */
  ending: '' | '#' | '*';
}

/** What a menu asks to be entered or said; undefined where it asks for no value of ours. */
export function entryOf(scene: Scene, whole: string): Entry | undefined {
  if (methodsIn(scene, menuWordsOf(whole).says) !== undefined) return undefined;
  // "Enter one if …": a key of a menu.
  const text = menuWordsOf(whole).options.length > 1 ? whole.replace(entersKey, 'press ') : whole;
  const heard = hear(text);
  const next = clausesOf(text).some((clause) => asksBare(scene, clause.text));
  const spoken = heardReflex(scene, heard, 'askedFor') || heardReflex(scene, heard, 'spokenMenu');
  const keyed =
    heardReflex(scene, heard, 'entry') ||
    (next &&
      !spoken &&
      ((scene.state.presses > 0 && !scene.state.menu.spoke) || /(?:^| )digits?(?: |$)/.test(heard.plain)));
  if (!keyed && !spoken && !next) return undefined;
  const part = askingPart(beforeExamples(text).replace(spanish, ' '));
  // "Say the reason for your call": what is asked of callers and no value is answered as a menu is.
  const here = identifiersIn(scene, part, menuCues).filter(
    ({ identifier: { answer }, span }) =>
      answer === undefined && !isInLabel(text, hear(part.slice(span.start, span.end)).plain),
  );
  // "Let's start with your N P I. Go ahead and enter it now."
  const asked =
    here.length === 0 && pointsBack.test(hear(part).plain)
      ? identifiersIn(scene, text.slice(0, Math.max(0, text.lastIndexOf(part))), menuCues).slice(-1)
      : here;
  const before = asked.length === 0 && asksForSame.test(heard.plain) ? justEntered(scene) : [];
  const names = [...new Set([...asked.map(({ identifier }) => identifier.name), ...before])];
  if (names.length === 0 || says(heard, socialDigits) || isNobodys(text, names)) return undefined;
  const both = / then (?!press|hit|the pound|pound)| and (?:then )?(?:the|your) /.test(heard.plain);
  const ours = names.filter((name) => valueOf(scene, name) !== undefined);
  const wanted = both ? (ours.length === names.length ? ours : []) : ours;
  return {
    names: both ? wanted : pickOne(scene, wanted),
    by: keyed ? 'keys' : 'voice',
    ending: endingOf(heard.plain),
  };
}

/** "Press one if you call from a medical office": what a choice is for is not asked for. */
function isInLabel(text: string, named: string): boolean {
  return menuWordsOf(text).options.some(
    ({ label }) => conditionOnly.test(label) && !asksInLabel.test(label) && label.includes(named),
  );
}

const knowsExtension = /(?:^| )know (?:your|the|their)(?: [a-z]+){0,3} extension(?: |$)/;

/** "If you know your party's extension, enter it", "say who's calling, for example, a member": nothing of ours is wanted. */
function isNobodys(text: string, names: readonly string[]): boolean {
  const [name, ...others] = names;
  if (others.length > 0) return false;
  return name === 'extension'
    ? knowsExtension.test(hear(text).plain)
    : name === 'callerName' && listsCallers(text);
}

const conditionOnly = /^(?:for|if you are|if youre) /;
const asksInLabel = /(?:^| )(?:enter|say|key in|type|give|provide|speak)(?: |$)/;

const entersKey = new RegExp(
  `\\benter (?=(?:${digitWords.join('|')}|[0-9]|star|pound)\\b(?! digits?\\b| numbers?\\b))`,
  'gi',
);
const pointsBack =
  /^(?:please |now )?(?:enter|key in|type|input|say|tell me|give me|provide|state)(?: (?:or|and) (?:enter|key in|type|say|speak))? (?:(?:it|that|this|them|those)(?: |$)|(?:as |in |using )?(?:(?:a|the|all(?: of)?(?: the)?) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+) ?(?:digits?|numbers?|characters?|letters?))/;

/** "Please key it in instead", "enter the number again": what was given last, in another way. */
const asksForSame =
  /(?=.*(?:again|once more|instead|try|didnt|did not|cant|cannot|unable|key ?pad)(?: |$))(?:^|.* )(?:(?:re ?)?enter|key|type|punch|put|say|speak|spell|repeat)(?: in)? (?:it|that|this|(?:the|your) (?:i ?d|number|date))(?: |$)/;

/** What was given last, where nothing else was answered since. */
export function justEntered({ state: { menu } }: Scene): readonly string[] {
  const last = menu.met[menu.path.at(-1) ?? -1]?.last ?? '';
  return last.startsWith('enter ') ? menu.enteredNames : [];
}

/** Numbers that nobody gives to a machine for us. */
const socialDigits = ['last (?:four|4)(?: digits)? of (?:the|your) social'];

/** Words with which a machine goes on to the next value, or begins with the first. */
const leadIn =
  /^(?:(?:okay|ok|alright|great|thanks?|thank you|got it|now|next|then|and|also|last one|lastly|last|finally|one more|first|start with|begin with|lets start with|please|just|again|we need|i need|how about|next up)(?![a-z0-9]) ?)+/;
/** Behind the value's name nothing is told of it: "your N P I is required" is no prompt. */
const telling =
  /(?:^| )(?:is|was|are|were|will|has|have|had|can|could|may|must|should|ready|handy|available|do|does|did)(?: |$)/;

/** "Now just the final four of your tax I D", "the date of birth, please": a value's name and no verb. */
function asksBare(scene: Scene, clause: string): boolean {
  const { plain } = hear(clause);
  const rest = plain.replace(leadIn, '');
  const opened = rest !== plain || /(?: please$|digit|number$|birth$|service$)/.test(rest);
  if (!opened || !/^(?:the|your|a|their|his|her|final|last|first|[a-z0-9]+ digit)(?: |$)/.test(rest))
    return false;
  const named = identifiersIn(scene, rest, menuCues).at(-1);
  return (
    named !== undefined &&
    !telling.test(rest.slice(0, named.span.start)) &&
    !telling.test(rest.slice(named.span.end))
  );
}

/** "Español, dos" is no D O S. */
const spanish = /\b(?:para |por |en )?espa(?:ñ|n| )?ol[^.?!]*/gi;

/** Of several that would do, one that this menu has not refused already. */
function pickOne(scene: Scene, names: readonly string[]): string[] {
  const { refused } = scene.state.menu;
  const name = names.find((one) => !refused.includes(one)) ?? names[0];
  return name === undefined ? [] : [name];
}

/** Where the asking begins: "thank you for that N P I. Now enter your tax I D" asks for the latter. */
function askingPart(text: string): string {
  const heard = hear(text);
  const starts = [
    ...heard.plain.matchAll(
      /(?<![a-z0-9])(?:please |now )?(?:(?:now|next|then) (?=the |your )|re ?enter|enter|key in|type|input|say|tell me|give me|provide|what is|whats|state)(?![a-z0-9])/g,
    ),
  ];
  const start = starts[0]?.index;
  const part = start === undefined ? text : text.slice(heard.at[start] ?? 0);
  const { options } = menuWordsOf(part);
  const [first] = options;
  // "Enter the claim number, or, to search by date of service, press star."
  const other = first === undefined ? -1 : part.search(/[, ]or,? (?:to|if|for|press|hit) /i);
  if (other > 0) return part.slice(0, other);
  if (first === undefined || first.label === '') return part;
  // What follows is a way out for those who have no such value.
  const at = hear(part).plain.indexOf(first.label);
  return at > 12 ? part.slice(0, hear(part).at[at] ?? part.length) : part;
}

function endingOf(plain: string): Entry['ending'] {
  if (/followed by (?:the )?(?:pound|hash|number)/.test(plain)) return '#';
  if (/(?:^| )(?:then|and) (?:then )?(?:hit|press|push|touch) (?:the )?star(?: key)?$/.test(plain))
    return '*';
  if (
    /(?:pound|hash|number sign|followed by(?! (?:the |your |a |an )?(?:[a-z]+ )?(?:first|last|names?|letters?|digits?|year|month|day|initial)(?![a-z])))/.test(
      plain,
    ) &&
    !/without (?:the )?(?:pound|hash)/.test(plain)
  )
    return /followed by (?:the )?star|star key/.test(plain) ? '*' : '#';
  return '';
}

function valueOf(scene: Scene, name: string): string | undefined {
  const identifier = identifierOf(scene, name);
  return identifier === undefined ? undefined : identifierValue(scene, identifier);
}

function identifierOf(scene: Scene, name: string): ScriptIdentifier | undefined {
  return scene.script.identifiers.find((one) => one.name === name);
}

/** The keys for an entry in the form that the prompt's words ask for; undefined where a value cannot be keyed. */
export function entryKeys(
  scene: Scene,
  names: readonly string[],
  text: string,
  other = false,
): string | undefined {
  const parts: (string | undefined)[] = [];
  for (const name of names) {
    const identifier = identifierOf(scene, name);
    if (identifier === undefined) return undefined;
    // All parts of a name are one entry.
    const again = identifier.kind === 'letters' && parts.length > 0;
    if (!again) parts.push(keysInForm(scene, identifier, text, other));
  }
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join('#w');
}

/** A value as it is said to a menu: without a label, in groups, and no more of it than is asked for. */
export function entryWords(scene: Scene, names: readonly string[], text: string): SayClause[] {
  const slice = sliceIn(hear(text));
  return names.flatMap((name) => {
    const identifier = identifierOf(scene, name);
    return identifier === undefined ? [] : sayIdentifier(scene, identifier, 'normal', slice).slice(1);
  });
}

/** The way out of a prompt for those who lack what it asks for, as an answer to the menu. */
export function wayOut(scene: Scene, text: string): string | undefined {
  const { options, says: words } = menuWordsOf(text);
  const option = options.find(({ key, label }) => key !== '' && heardReflex(scene, hear(label), 'without'));
  if (option !== undefined) return `key ${option.key}`;
  const said = words.find((item) => heardReflex(scene, hear(item), 'without'));
  return said === undefined ? undefined : `say ${said}`;
}

/** What a read-back shows, as keys, where it can be read: digits, letters by their key, dates as they were keyed. */
export function shownKeys(text: string, entered: string, today: string): string | undefined {
  const shown =
    text.split(
      /\b(?:if (?:this|that|it)|is (?:this|that|it) (?:right|correct)|press|to confirm,? press|say yes)\b/i,
    )[0] ?? text;
  const date = findSpoken('date', shown, { today })[0]?.value;
  if (date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) && /^(?:\d{6}|\d{8})$/.test(entered)) {
    const [year = '', month = '', day = ''] = date.split('-');
    return entered.length === 8 ? `${month}${day}${year}` : `${month}${day}${year.slice(2)}`;
  }
  const found = findSpoken('identifier', shown, { expected: { length: entered.length } })
    .map(({ value }) => keypadOf(value))
    .sort((a, b) => b.length - a.length)[0];
  return found === undefined || found.length < Math.max(3, entered.length * 0.6) ? undefined : found;
}
