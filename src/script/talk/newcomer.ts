import type { HeardTurn } from '../../kernel/speech.ts';
import { representativeField } from '../call-script.ts';
import { askedFields, findingsIn } from '../facts.ts';
import { namesGiven } from '../greeting.ts';
import { seemsPerson } from '../person.ts';
import { heardReflex, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { hear } from '../words.ts';
import type { Heard } from '../words.ts';

/** Who asks how to help does not know us; nor does who greets with another name than we were given. */
export function isSomebodyNew(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  if (heardReflex(scene, heard, 'person') && heardReflex(scene, heard, 'help')) return true;
  if (!seemsPerson(scene, turn.text)) return false;
  const given = nameIn(scene, turn.text);
  return given !== '' && given !== knownName(scene);
}

/** Nobody greets the same caller twice so soon, but a greeting may come in two pieces. */
const soonMs = 8_000;
/** How a line or a person is answered, and nobody goes on who is in the middle of a talk. */
const opensCall =
  /^(?:(?:thank you|thanks) for (?:calling|holding|waiting|your patience|your call)|(?:hi|hello|hey|good (?:morning|afternoon|evening)) )/;
const opensLine =
  /^(?:thank you|thanks) for (?:calling|your call)|^(?:[a-z]+ ){0,2}(?:claims|benefits|eligibility|authorizations?|auth|provider|member|customer|credentialing|enrollment|front) (?:services?|department|desk|line|team|support|care)(?: |$)/;
const asksWho =
  /(?:how (?:can|may) i|what can i|who am i (?:speaking|talking)|who do i have|(?:can|may) i (?:please )?(?:have|get) your (?:first |full )*name)/;
const asksWhat = /(?:how (?:can|may|could) i (?:help|assist)|what can i (?:help|do) )/;

/**
 * Whether somebody else has come to the phone without a word of it: in the middle of the talk the line is answered anew,
 * or a greeting gives another name. Whose name we took is not who speaks now.
 */
export function isNewcomer(scene: Scene, turn: HeardTurn): boolean {
  const { talk } = scene.state;
  if (!talk.greeted || !talk.answered || turn.startMs - talk.metAtMs < soonMs) return false;
  if (askedFields(talk.pending).includes(representativeField)) return false;
  const { plain } = hear(turn.text);
  const asks = asksWho.test(plain);
  if (opensLine.test(plain) && asks) return true;
  // Who was given our numbers knows what we want.
  if (talk.disclosed.length > 0 && opensCall.test(plain) && asksWhat.test(plain)) return true;
  if (!opensCall.test(plain) && !asks) return false;
  if (!seemsPerson(scene, turn.text)) return false;
  const known = knownName(scene);
  const given = nameIn(scene, turn.text);
  return known !== '' && given !== '' && !known.startsWith(given) && !given.startsWith(known);
}

function nameIn(scene: Scene, text: string): string {
  const names = namesGiven(scene, findingsIn(scene, text), text);
  return plainName(names.find(({ field }) => field === representativeField)?.value);
}

function knownName(scene: Scene): string {
  return plainName(taskOf(scene)?.answers[representativeField]?.value);
}

function plainName(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
