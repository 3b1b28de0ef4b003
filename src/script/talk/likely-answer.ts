import type { HeardTurn } from '../../kernel/speech.ts';
import { isSettled } from '../answers.ts';
import { askedFields, isBeforeQuestion, takeFacts } from '../facts.ts';
import type { Finding } from '../found.ts';
import { carryOn } from '../inquiry.ts';
import { likelyIn } from '../likely.ts';
import { taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { sentencesOf } from '../sentences.ts';
import { isAsked } from './asked-back.ts';
import { hear } from '../words.ts';
import { zoneAt, zonesOf } from '../zones.ts';
import type { TurnMemory } from '../zones.ts';

/** An answer to our question that nobody understood: what it resembles is read back, as people do. */
export function answerLikely(scene: Scene, turn: HeardTurn): boolean {
  if (!takeLikely(scene, turn)) return false;
  scene.state.talk.misses = 0;
  carryOn(scene);
  return true;
}

/** Takes what a turn makes likely of the choice that was asked for, where it is still open. */
export function takeLikely(scene: Scene, turn: HeardTurn): boolean {
  if (scene.state.talk.pending?.kind !== 'fields' || isBeforeQuestion(scene, turn)) return false;
  const likely = likelyAnswer(scene, turn.text);
  return likely !== undefined && takeFacts(scene, turn, [likely]).fresh.length > 0;
}

/** For the first choice that was asked for and is still open. */
function likelyAnswer(scene: Scene, text: string): Finding | undefined {
  const { state, script } = scene;
  const task = taskOf(scene);
  if (task === undefined) return undefined;
  const asked = askedFields(state.talk.pending);
  const field = script.fields.find(
    ({ name, values }) => values.length > 0 && asked.includes(name) && !isSettled(task, name),
  );
  if (field === undefined) return undefined;
  const memory: TurnMemory = { elsewhere: false, before: false, today: state.today };
  for (const sentence of sentencesOf(text, script)) {
    if (isAsked(hear(sentence.text))) continue;
    const zones = zonesOf(sentence.text, script, memory);
    const isClosed = (start: number) => zoneAt(zones, start)?.answers === false;
    const found = likelyIn(script, field, sentence.text, isClosed);
    if (found !== undefined)
      return {
        ...found,
        start: found.start + sentence.start,
        end: found.end + sentence.start,
        field: field.name,
        by: 'question',
      };
  }
  return undefined;
}
