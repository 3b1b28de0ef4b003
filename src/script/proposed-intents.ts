import type { HeardTurn } from '../kernel/speech.ts';
import { identifiersIn } from './identifiers.ts';
import type { CallScript, ScriptIdentifier } from './call-script.ts';
import { intentNames } from './model-part.ts';
import type { IntentName } from './model-part.ts';
import type { Weighed } from './proposed-answers.ts';
import { bearsOut, isQuestion, placesOf, sentencesAround } from './proposed-words.ts';
import type { Scene } from './scene.ts';
import { hear, says, wordCount } from './words.ts';

/** An intent that the turn's own words bear out, with the identifier that is asked for. */
export interface ProposedIntent {
  intent: IntentName;
  identifier?: ScriptIdentifier | undefined;
}

/** What may be believed without a word for it: it leads to nothing but the next question. */
const harmless: ReadonlySet<IntentName> = new Set(['small_talk', 'unclear']);

/** Leads to one question, which the other side can answer: its words may as well be meant politely ("that would be"). */
const clarified: ReadonlySet<IntentName> = new Set(['refuses_automation', 'cannot_help']);

/** Longest "okay then" in words. */
const acknowledgementWords = 8;

/** An intent selects among what we would do safely anyway; anything with a consequence needs its words in the quote's sentence. */
export function weighIntent(
  scene: Scene,
  turn: HeardTurn,
  given: Readonly<Record<string, unknown>>,
): Weighed<ProposedIntent> {
  const { script } = scene;
  const intent = intentNames.find((name) => name === given.intent);
  if (intent === undefined) return { refused: 'There is no such intent.' };
  const [span] = placesOf(turn, given.quote);
  if (span === undefined) return { refused: 'The quote does not stand in the turn word by word.' };
  if (harmless.has(intent)) return { accepted: { intent } };
  const sentence = sentencesAround(turn.text, span);
  if (intent === 'asks_for_identifier') return weighRequest(scene, turn, sentence, given.identifier);
  const refused = { refused: `The quoted words do not bear ${intent} out.` };
  const words = script.model.intents[intent]?.words ?? [];
  const stands = clarified.has(intent) ? says(hear(sentence), words) : bearsOut(script, sentence, words);
  if (!stands) return refused;
  const asks = isQuestion(script, sentence);
  if (intent === 'acknowledges')
    return asks || wordCount(hear(turn.text)) > acknowledgementWords ? refused : { accepted: { intent } };
  // What is one of our identifiers is something that we have.
  if (intent === 'asks_for_something_else')
    return asks && identifiersIn(scene, turn.text).length === 0 ? { accepted: { intent } } : refused;
  return { accepted: { intent } };
}

/** Something of ours is given only to a question that names it, by its own words or near ones. */
function weighRequest(
  scene: Scene,
  turn: HeardTurn,
  sentence: string,
  name: unknown,
): Weighed<ProposedIntent> {
  const { script } = scene;
  const identifier = script.identifiers.find((one) => one.name === name);
  if (identifier === undefined) return { refused: 'There is no such identifier.' };
  const words = [...identifier.cues, ...(script.model.identifiers[identifier.name]?.words ?? [])];
  if (!isQuestion(script, sentence) || !bearsOut(script, sentence, words))
    return { refused: `The quoted words do not ask for ${identifier.name}.` };
  if (script.withheld.some(({ cues }) => says(hear(turn.text), cues)))
    return { refused: 'That is never given.' };
  return { accepted: { intent: 'asks_for_identifier', identifier } };
}

/** A request for an identifier in words that the reflexes know. */
export function plainRequest({ model }: CallScript, { name, say }: ScriptIdentifier): string {
  const label = say.replace(/ is$/, '').toLowerCase();
  return model.identifiers[name]?.plainly ?? `can i have ${label} please`;
}
