import { findSpoken } from '../../spoken/index.ts';
import { bare } from '../bare.ts';
import type { ScriptIdentifier } from '../call-script.ts';
import { identifiersIn, identifierValue, sayIdentifier } from '../identifiers.ts';
import { heardReflex, phrase } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { replyWith, requestedIn } from '../verification.ts';
import type { Reply } from '../verification.ts';
import type { Heard } from '../words.ts';

/** Shorter pieces are echoed by chance. */
const shortestPiece = 3;
/** Without "was that": only a row of this length is certainly our number said back. */
const shortestEcho = 4;

type Match = 'same' | 'different';

/**
 * "Was that four four eight?", or our number simply said back: yes where it is what we have, else what we have.
 * Undefined where nothing of ours is said back.
 */
export function answerHeardBack(scene: Scene, heard: Heard): Reply | undefined {
  const { script, state } = scene;
  const asksBack = heardReflex(scene, heard, 'heardBack');
  const named = identifiersIn(scene, heard.text).map(({ identifier }) => identifier.name);
  // What was given before is said back by its name: "So the member I D is W X Y, one two three. Is that right?"
  const given = named.filter((name) => state.talk.disclosed.includes(name));
  const saidBack = given.length > 0 ? given : state.talk.lastAsked;
  const last = script.identifiers.filter(
    (identifier) => saidBack.includes(identifier.name) && identifierValue(scene, identifier) !== undefined,
  );
  if (last.length === 0) return undefined;
  if (!asksBack && (state.stage === 'inquiry' || asksForMore(scene, heard))) return undefined;
  const matches = last.map((identifier) => ({
    identifier,
    match: matchOf(scene, identifier, heard, asksBack),
  }));
  const rows = matches.filter(({ match }) => match !== undefined);
  if (rows.length === 0) return undefined;
  // Of several numbers given together one is said back: it need not be all of them.
  const wrong = rows.filter(
    ({ identifier, match }) =>
      match === 'different' &&
      !rows.some((other) => other.match === 'same' && shape(other.identifier) === shape(identifier)),
  );
  if (wrong.length === 0 && asksOn.test(heard.plain))
    return replyWith(
      scene,
      rows.map(({ identifier }) => identifier),
    );
  if (wrong.length === 0) return { clauses: [phrase(scene, script.wording.yesCorrect)], discloses: [] };
  return {
    clauses: [
      phrase(scene, script.wording.noItIs),
      ...wrong.flatMap(({ identifier }) => sayIdentifier(scene, identifier, modeOf(identifier)).slice(1)),
    ],
    discloses: wrong.map(({ identifier }) => identifier.name),
  };
}

/** "One two three, and then what?" */
const asksOn = /(?:^| )(?:then|(?:and|then|after that) what|whats (?:next|after that|the rest)|the rest)$/;

/** "Can I have the N P I": letters, but none of a name. */
function asksForMore(scene: Scene, heard: Heard): boolean {
  return heardReflex(scene, heard, 'request') || requestedIn(scene, heard).length > 0;
}

function modeOf({ kind }: ScriptIdentifier) {
  return kind === 'letters' ? 'spelled' : 'normal';
}

/** Kinds that may be taken for one another when they are said back. */
function shape({ kind }: ScriptIdentifier): string {
  return kind === 'telephone' ? 'identifier' : kind;
}

function matchOf(
  scene: Scene,
  identifier: ScriptIdentifier,
  heard: Heard,
  asksBack: boolean,
): Match | undefined {
  const value = identifierValue(scene, identifier) ?? '';
  switch (identifier.kind) {
    case 'identifier':
    case 'telephone':
      return rowMatch(piecesIn(heard), value, asksBack);
    case 'date': {
      // "The system is slow today" says no date of ours back.
      const said = findSpoken('date', heard.text, { today: scene.state.today })
        .filter(({ quote }) => asksBack || !byDistance.test(quote))
        .map(({ value: date }) => date);
      if (said.length === 0) return undefined;
      return said.some((date) => value.endsWith(date.replace(/^-/, ''))) ? 'same' : 'different';
    }
    case 'money': {
      const said = findSpoken('money', heard.text).map(({ value: cents }) => cents);
      if (said.length === 0 || !asksBack) return undefined;
      return said.includes(Number(value)) ? 'same' : 'different';
    }
    case 'letters':
      return nameMatch(heard, value, asksBack);
    case 'words':
      return undefined;
  }
}

const byDistance =
  /\b(?:today|yesterday|tomorrow|now|tonight|ago|from now|(?:next|last|this) (?:week|month|year|quarter)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:in|within) [a-z]+ (?:days?|weeks?|months?))\b/i;

function nameMatch(heard: Heard, value: string, asksBack: boolean): Match | undefined {
  const names = value.toUpperCase().split(' ');
  const spelled = findSpoken('letters', heard.text)
    .map((found) => found.value)
    .filter((letters) => letters.length >= shortestPiece);
  if (spelled.length > 0) {
    if (spelled.every((letters) => names.some((name) => name.includes(letters)))) return 'same';
    return spelled.some((letters) => names.some((name) => isNear(letters, name))) ? 'different' : undefined;
  }
  const words = heard.plain.toUpperCase().split(' ');
  return asksBack && names.some((name) => words.includes(name)) ? 'same' : undefined;
}

/** Rows of letters and digits in the words, the same sounds written alike. */
function piecesIn(heard: Heard): string[] {
  const rows = [...findSpoken('identifier', heard.text), ...findSpoken('telephone', heard.text)].map(
    ({ value }) => sounding(value),
  );
  if (rows.length > 0) return rows;
  const figures = findSpoken('cardinal', heard.text).map(({ value }) => value);
  return [sounding(figures.join(''))];
}

/** The same sounds written alike. */
function sounding(text: string): string {
  return bare(text).replaceAll('O', '0');
}

function rowMatch(pieces: readonly string[], value: string, asksBack: boolean): Match | undefined {
  const ours = sounding(value);
  const long = pieces.filter((piece) => piece.length >= (asksBack ? shortestPiece : shortestEcho));
  if (long.length === 0) return undefined;
  if (long.every((piece) => ours.includes(piece))) return 'same';
  // Without a question, only what is nearly ours is ours misheard.
  if (!asksBack && !long.some((piece) => isNear(piece, ours))) return undefined;
  return 'different';
}

/** More than half of a row of about our length stands in ours, in order. */
function isNear(piece: string, ours: string): boolean {
  let at = 0;
  let found = 0;
  for (const char of piece) {
    const next = ours.indexOf(char, at);
    if (next < 0) continue;
    at = next + 1;
    found += 1;
  }
  return found * 5 >= piece.length * 3 && Math.abs(piece.length - ours.length) <= 4;
}
