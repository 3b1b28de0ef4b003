import type { SayClause } from '../../kernel/speech.ts';
import type { ScriptIdentifier } from '../call-script.ts';
import { identifierValue } from '../identifiers.ts';
import { phrase } from '../scene.ts';
import type { Scene } from '../scene.ts';

/** In the order in which people ask. */
const whose = ['provider', 'member', 'subject'];

/**
 * What we could give, by name and without a value, for somebody whose request nobody understands: they choose in words
 * that we know. Undefined where they have heard all of it.
 */
export function whatWeHave(scene: Scene): SayClause | undefined {
  const { script, state } = scene;
  const names = whose
    .flatMap((about) => script.identifiers.filter((one) => one.about === about))
    .filter(({ name }) => !state.talk.disclosed.includes(name))
    .filter((one) => identifierValue(scene, one) !== undefined && !isPartOfAnother(scene, one))
    .map(({ say }) => say.replace(/^The (.*) is$/, 'the $1'));
  const last = names.pop();
  if (last === undefined) return undefined;
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return phrase(scene, script.wording.whatWeHave.replace('{list}', list));
}

/** The last name, where there is the whole one. */
function isPartOfAnother({ script }: Scene, { from }: ScriptIdentifier): boolean {
  return script.identifiers.some((other) =>
    other.from.some(
      (source) => source.includes('+') && from.some((part) => source.split('+').includes(part)),
    ),
  );
}
