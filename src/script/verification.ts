import type { SayClause } from '../kernel/speech.ts';
import { findSpoken } from '../spoken/index.ts';
import type { ScriptIdentifier } from './call-script.ts';
import { identifiersIn, identifierValue, sayIdentifier } from './identifiers.ts';
import type { SayMode } from './identifiers.ts';
import { heardReflex, phrase } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, says } from './words.ts';
import type { Heard } from './words.ts';

export interface Reply {
  clauses: SayClause[];
  discloses: string[];
}

/** What the other side asks of us, answered: exactly that and nothing else. Undefined where nothing is asked. */
export function answerRequests(scene: Scene, heard: Heard): Reply | undefined {
  const { state, script } = scene;
  const { talk } = state;
  const refused = script.withheld.find(({ cues }) => says(heard, cues));
  const named = isRequest(scene, heard) ? wantedOf(scene, heard) : [];
  if (named.length === 0)
    return refused === undefined ? undefined : { clauses: [phrase(scene, refused.say)], discloses: [] };
  talk.slow ||= heardReflex(scene, heard, 'slower');
  const clauses = named.flatMap((identifier) =>
    sayIdentifier(scene, identifier, modeFor(scene, identifier, heard)),
  );
  if (refused !== undefined) clauses.push(phrase(scene, refused.say));
  talk.lastAsked = named.map(({ name }) => name);
  const discloses = named
    .filter((identifier) => identifierValue(scene, identifier) !== undefined)
    .map(({ name }) => name);
  return { clauses, discloses };
}

function isRequest(scene: Scene, heard: Heard): boolean {
  if (heardReflex(scene, heard, 'request')) return true;
  if (heardReflex(scene, heard, 'spell') || heardReflex(scene, heard, 'repeat')) return true;
  return scene.state.stage === 'verification' || scene.state.stage === 'greeting';
}

/** Names asked for; of "the N P I or the tax I D" the first that we have. */
function wantedOf(scene: Scene, heard: Heard): ScriptIdentifier[] {
  const asked = identifiersIn(scene, heard.text);
  const wanted: ScriptIdentifier[] = [];
  asked.forEach(({ identifier, span }, index) => {
    const before = asked[index - 1];
    const between = before === undefined ? '' : hear(heard.text.slice(before.span.end, span.start)).plain;
    const alternative = /^or( the| your| a)*( patients?| members?)?$/.test(between);
    const given = before !== undefined && wanted.includes(before.identifier);
    // Asked again, the first did not do: then the second.
    const unused = given && !scene.state.talk.disclosed.includes(before.identifier.name);
    const second = identifierValue(scene, identifier) !== undefined;
    const first = given && identifierValue(scene, before.identifier) !== undefined;
    if (alternative && first && (unused || !second)) return;
    if (alternative && given) wanted.pop();
    wanted.push(identifier);
  });
  return [...new Set(wanted)];
}

function modeFor({ state, script }: Scene, { name }: ScriptIdentifier, heard: Heard): SayMode {
  if (state.talk.slow) return 'slow';
  const again = state.talk.disclosed.includes(name);
  return again || says(heard, script.reflexes.spell) ? 'spelled' : 'normal';
}

/** "Was that four four eight?": yes where our identifier holds it, else the identifier again. */
export function answerHeardBack(scene: Scene, heard: Heard): Reply | undefined {
  const { script, state } = scene;
  const last = script.identifiers.filter(({ name }) => state.talk.lastAsked.includes(name));
  if (last.length === 0 || !heardReflex(scene, heard, 'heardBack')) return undefined;
  const bare = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  const said = [...findSpoken('identifier', heard.text), ...findSpoken('telephone', heard.text)].map(
    ({ value }) => bare(value),
  );
  const digits = bare(
    findSpoken('cardinal', heard.text)
      .map(({ value }) => value)
      .join(''),
  );
  const pieces = said.length > 0 ? said : digits.length < 3 ? [] : [digits];
  if (pieces.length === 0) return undefined;
  const values = last.map((identifier) => bare(identifierValue(scene, identifier) ?? ''));
  if (pieces.every((piece) => values.some((value) => value.includes(piece))))
    return { clauses: [phrase(scene, script.wording.yesCorrect)], discloses: [] };
  const again = last.flatMap((identifier) => sayIdentifier(scene, identifier, 'normal').slice(1));
  return {
    clauses: [phrase(scene, script.wording.noItIs), ...again],
    discloses: last.map(({ name }) => name),
  };
}
