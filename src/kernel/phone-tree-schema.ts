import { z } from 'zod';

const date = z.iso.date('must be a date such as 2026-03-04');
const count = z.int().min(0);

const choice = z.strictObject({
  callType: z.string().min(1).max(60),
  answer: z
    .string()
    .max(200)
    .regex(
      /^(?:key [0-9*#]+|say .+|enter .+|stay)$/,
      'must be like "key 2", "say claims", "enter npi" or "stay"',
    ),
  leadsTo: z.string().min(1).max(60).describe('Id of the prompt that follows, `hold` or `person`'),
  count,
  inARow: count,
  answeredAfterMs: count,
});

const node = z.strictObject({
  id: z.string().min(1).max(60),
  begins: z.string().min(1).max(500).describe('First words, by which the prompt is known'),
  prompt: z.string().min(1).max(4_000),
  first: z.boolean().describe('Heard first on a call'),
  choices: z.array(choice).max(100),
  drifted: z.boolean(),
  seen: count,
  firstSeen: date,
  lastSeen: date,
  promptMs: count,
  calls: z.array(z.string().max(60)).max(100),
  editedBy: z.string().nullable(),
});

/** A phone tree as people edit it. What follows a choice must be there. */
export const phoneTreeSchema = z
  .strictObject({ version: z.literal(1), nodes: z.array(node).max(500) })
  .superRefine(({ nodes }, context) => {
    const places = new Set(['hold', 'person', ...nodes.map(({ id }) => id)]);
    nodes.forEach(({ id, choices }, index) => {
      if (nodes.findIndex((other) => other.id === id) < index)
        context.addIssue({
          code: 'custom',
          path: ['nodes', index, 'id'],
          message: 'is the id of another prompt',
        });
      choices.forEach(({ leadsTo }, at) => {
        if (!places.has(leadsTo))
          context.addIssue({
            code: 'custom',
            path: ['nodes', index, 'choices', at, 'leadsTo'],
            message: `${id} leads to ${leadsTo}, which is not in the tree`,
          });
      });
    });
  });
