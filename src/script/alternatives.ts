import type { ScriptIdentifier } from './call-script.ts';
import { identifierValue } from './identifiers.ts';
import type { Named } from './naming.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';
import type { Heard } from './words.ts';

const isOr =
  /^(?:(?:number|please|you have|handy) )?or(?: (?:the|your|a|an|his|her|their|even|just|maybe|else|by|with|under|use|try|do))*(?: (?:patients?|members?|providers?))?$/;
const isJoined = /^(?: ?and)(?: (?:the|a|an|your|his|her|their|by|with|patients?|members?))*$/;

/** Of "the N P I or the tax I D" the first that we have; asked again, the first did not do, and it is the second. */
export function chosenOf(scene: Scene, { text }: Heard, asked: readonly Named[]): ScriptIdentifier[] {
  const wanted: ScriptIdentifier[] = [];
  let left: ScriptIdentifier | undefined;
  const has = (one: ScriptIdentifier) => identifierValue(scene, one) !== undefined;
  asked.forEach(({ identifier, span }, index) => {
    const before = asked[index - 1];
    const between = before === undefined ? '' : text.slice(before.span.end, span.start);
    const { plain } = hear(between);
    // "The I D, or her name and date of birth": what is joined to the way that is not gone is a part of it.
    const isPart = isJoined.test(plain) && !between.includes(',') && left?.about === identifier.about;
    if (left !== undefined && isPart) return;
    left = undefined;
    if (before !== undefined && wanted.includes(before.identifier) && isOr.test(plain)) {
      const isUnused = !scene.state.talk.disclosed.includes(before.identifier.name);
      if (has(before.identifier) && (isUnused || !has(identifier))) {
        left = identifier;
        return;
      }
      wanted.pop();
    }
    wanted.push(identifier);
  });
  return [...new Set(wanted)];
}
