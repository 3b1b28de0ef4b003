import type { ProposedCall } from '../kernel/proposal.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import { askedFields, findingsIn, takeFacts } from './facts.ts';
import type { Finding } from './ground.ts';
import type { Scene } from './scene.ts';
import { taskOf } from './scene.ts';

const intents = ['wait', 'asks_us_something', 'nothing_said', 'does_not_know', 'declines'] as const;
type Intent = (typeof intents)[number];

/** Asks the model what a turn says. The answers known so far stay out of it: it needs the question and the words. */
export function proposeFor(scene: Scene, turn: HeardTurn): boolean {
  const { script, state } = scene;
  if (state.talk.proposing?.id === turn.id) return false;
  state.talk.proposing = turn;
  const strict = (properties: Record<string, unknown>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const asked = askedFields(state.talk.pending);
  scene.effects.push({
    type: 'propose',
    turnId: turn.id,
    request: {
      instructions: script.instructions,
      context: [
        `Stage: ${state.stage}`,
        `Fields just asked for: ${asked.length === 0 ? 'none' : asked.join(', ')}`,
        `The representative said: ${JSON.stringify(turn.text)}`,
      ].join('\n'),
      tools: [
        {
          name: 'record_answer',
          description:
            'The representative stated the value of a field. Quote the words exactly as they were said.',
          parameters: strict({
            field: { type: 'string', enum: script.fields.map(({ name }) => name) },
            quote: { type: 'string' },
          }),
        },
        {
          name: 'note_intent',
          description: 'What the turn does where it states no value.',
          parameters: strict({ intent: { type: 'string', enum: [...intents] } }),
        },
      ],
    },
  });
  return true;
}

/** What came of a proposal: facts that were grounded, or an intent. */
export interface Accepted {
  told: boolean;
  intent: Intent | undefined;
}

/** Accepts of a proposal what the words bear out: the quote was said, and the field's own grounder reads it. */
export function acceptProposal(scene: Scene, calls: readonly ProposedCall[]): Accepted {
  const turn = scene.state.talk.proposing;
  scene.state.talk.proposing = null;
  if (turn === null || taskOf(scene) === undefined) return { told: false, intent: undefined };
  const findings = calls.flatMap((call) => groundProposal(scene, turn, call));
  const { found } = takeFacts(scene, turn, findings);
  const named = calls.find(({ tool }) => tool === 'note_intent')?.arguments.intent;
  return { told: found.length > 0, intent: intents.find((intent) => intent === named) };
}

function groundProposal(scene: Scene, turn: HeardTurn, { tool, arguments: given }: ProposedCall): Finding[] {
  const { field, quote } = given;
  if (tool !== 'record_answer' || typeof field !== 'string' || typeof quote !== 'string') return [];
  if (quote.trim() === '') return [];
  const start = turn.text.toLowerCase().indexOf(quote.trim().toLowerCase());
  if (start < 0) return [];
  // Grounded over the whole turn, so that a negation or another field's words outside the quote still count.
  return findingsIn(scene, turn.text, [field]).filter(
    (finding) =>
      finding.field === field && finding.start < start + quote.trim().length && finding.end > start,
  );
}
