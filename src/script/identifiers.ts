import type { SayClause } from '../kernel/speech.ts';
import { digitWords, keyNamed, say } from '../spoken/index.ts';
import type { ScriptIdentifier } from './call-script.ts';
import { phrase, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { stateNamed } from './state-names.ts';
import { hear, overlaps, places } from './words.ts';
import type { Heard, Span } from './words.ts';

export type SayMode = 'normal' | 'spelled' | 'slow';

/** The value that an identifier has on this call, as written; undefined where the caller of the API gave none. */
export function identifierValue(scene: Scene, identifier: ScriptIdentifier): string | undefined {
  for (const source of identifier.from) {
    const parts = source.split('+').map((part) => sourceValue(scene, part));
    if (parts.every((part) => part !== undefined && part !== '')) return parts.join(' ');
  }
  return undefined;
}

function sourceValue(scene: Scene, source: string): string | undefined {
  const { state } = scene;
  const [place, name = ''] = source.split('.');
  if (place === 'agent') return state.agentName;
  if (place === 'practice') {
    const practice: Readonly<Record<string, string | undefined>> = { ...state.practice };
    const value = practice[name];
    return name === 'state' && value !== undefined ? stateNamed(value) : value;
  }
  const value = taskOf(scene)?.task.inputs[name];
  return value === undefined ? undefined : String(value);
}

/** Identifiers that a clause speaks of, in order; "member id" is not also an "id". */
export function identifiersIn(
  scene: Scene,
  clause: string,
  cuesOf: (identifier: ScriptIdentifier) => readonly string[] = ({ cues }) => cues,
): { identifier: ScriptIdentifier; span: Span }[] {
  const heard = hear(clause);
  const found = scene.script.identifiers.flatMap((identifier) =>
    places(heard, cuesOf(identifier)).map((span) => ({ identifier, span })),
  );
  // Of words that overlap the longer ones count: "the name of the practice" is not also "the name".
  const longest = found.filter(
    ({ span }) =>
      !found.some(
        ({ span: other }) => overlaps(other, span) && other.end - other.start > span.end - span.start,
      ),
  );
  return longest
    .filter(({ identifier }, at) => longest.findIndex((one) => one.identifier === identifier) === at)
    .sort((a, b) => a.span.start - b.span.start);
}

/** The input that holds an identifier's value, for telling whose mistake it is: "patientLastName". */
export function inputOf({ name, from }: ScriptIdentifier): string {
  const source = from[0]?.split('+').at(-1) ?? '';
  return source.split('.')[1] ?? name;
}

/** Part of an identifier, as in "the last four". */
interface Slice {
  end: 'first' | 'last';
  count: number;
}

const slicing = new RegExp(`\\b(first|last|final) (${digitWords.slice(1, 9).join('|')}|[1-8])\\b`);

/** "All nine, not just the last four": a part that they do not want. */
const isAllOfIt =
  /\b(?:not|rather than|instead of|more than)(?: (?:just|only|merely|simply|your|the|my))*\s*$/;

/** "The last four of the tax I D", "the first three digits". */
export function sliceIn({ plain }: Heard): Slice | undefined {
  const match = slicing.exec(plain);
  if (match === null || isAllOfIt.test(plain.slice(0, match.index))) return undefined;
  const [, end, count = ''] = match;
  return { end: end === 'first' ? 'first' : 'last', count: Number(keyNamed(count) ?? 0) };
}

/** An identifier as it is said: its label, then the value in groups. Nothing that holds the value is ever cached. */
export function sayIdentifier(
  scene: Scene,
  identifier: ScriptIdentifier,
  mode: SayMode,
  slice?: Slice,
): SayClause[] {
  const value = identifierValue(scene, identifier);
  if (value === undefined) return [phrase(scene, identifier.answer ?? identifier.missing)];
  if (slice !== undefined && isRow(identifier)) {
    const part = slice.end === 'first' ? value.slice(0, slice.count) : value.slice(-slice.count);
    return [
      phrase(scene, `The ${slice.end} ${digitWords[slice.count] ?? ''}:`),
      ...groupsOf(identifier, part, mode),
    ];
  }
  return [{ text: identifier.say, sensitive: false }, ...groupsOf(identifier, value, mode)];
}

export function isRow({ kind }: ScriptIdentifier): boolean {
  return kind === 'identifier' || kind === 'telephone';
}

function groupsOf({ kind }: ScriptIdentifier, value: string, mode: SayMode): SayClause[] {
  const style = mode === 'slow' ? 'slow' : 'natural';
  switch (kind) {
    case 'identifier':
      return say('identifier', value.toUpperCase(), style).map((group) => inWords(group));
    case 'telephone':
      return say('telephone', value.replace(/^\+1/, ''), style).map((group) => inWords(group));
    case 'letters':
    case 'words': {
      const whole = { text: `${value}.`, sensitive: true };
      return mode === 'normal' ? [whole] : [whole, ...lettersOf(value, style)];
    }
    case 'date':
      return [{ text: `${say('date', value, style).join(', ')}.`, sensitive: true }];
    case 'money': {
      const whole = { text: `${say('money', Number(value)).join(' ')}.`, sensitive: true };
      if (mode === 'normal') return [whole];
      // "Three one five dollars": fifteen and fifty sound alike.
      return [whole, { text: `${say('money', Number(value), 'spelled').join(' ')}.`, sensitive: true }];
    }
  }
}

function lettersOf(value: string, style: 'slow' | 'natural'): SayClause[] {
  return value
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word !== '')
    .flatMap((word) => say('letters', word, style).map((group) => inWords(group)));
}

/** A group of an identifier, spoken from single digits and letters. */
export function inWords(group: string): SayClause {
  return { text: `${group}.`, sensitive: true, parts: group.split(', ') };
}

const keypad = 'abc def ghi jkl mno pqrs tuv wxyz'.split(' ');

/** The value as keys: digits, letters by their key, dates as MMDDYYYY; the last five where the menu says so. */
export function keysFor(scene: Scene, identifier: ScriptIdentifier, menu: string): string | undefined {
  const value = identifierValue(scene, identifier);
  if (value === undefined || identifier.keys === 'none') return undefined;
  if (identifier.keys === 'MMDDYYYY') {
    const [year = '', month = '', day = ''] = value.split('-');
    return month + day + year;
  }
  const digits = Array.from(value.replace(/^\+1/, '').toLowerCase(), (char) => {
    if (/\d/.test(char)) return char;
    const key = keypad.findIndex((letters) => letters.includes(char));
    return key < 0 ? '' : String(key + 2);
  }).join('');
  const slice = sliceIn(hear(menu));
  return slice?.end === 'last' ? digits.slice(-slice.count) : digits;
}
