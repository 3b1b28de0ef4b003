import { maskText, type ReviewView } from '../../kernel/review.ts';

/** A review of which nothing is left that tells of a patient. */
export function maskReview(view: ReviewView): ReviewView {
  const { task, outcome, transcripts } = view;
  return {
    ...view,
    masked: true,
    task: { ...task, inputs: Object.fromEntries(Object.keys(task.inputs).map((name) => [name, maskText])) },
    outcome: {
      ...outcome,
      fields: Object.fromEntries(
        Object.entries(outcome.fields).map(([name, answer]) => [
          name,
          {
            ...answer,
            value: typeof answer.value === 'string' ? maskText : answer.value,
            evidence: answer.evidence && { ...answer.evidence, quote: maskText },
          },
        ]),
      ),
    },
    transcripts: transcripts.map((transcript) => ({
      ...transcript,
      turns: transcript.turns.map((turn) => ({ ...turn, text: maskText, words: [] })),
    })),
  };
}
