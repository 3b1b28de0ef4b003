import { z } from 'zod';
import { failureReasons } from './outcome.ts';
import { reviewStates } from './review.ts';
import type { EventType } from './event.ts';
import { disabledReasons } from './webhook.ts';

const outcomeStates = ['completed', 'partial', 'failed'] as const;

const practiceId = z
  .string()
  .nullable()
  .describe('Id of the practice on file; null where the task brought its own words for one');

const ofTask = (state: z.ZodType) => ({
  taskId: z.string().describe('Id that queueing the task returned'),
  callType: z.string().describe('What was asked, such as claim_status'),
  practiceId,
  state,
  revision: z.number().int().min(1).describe('Which asking of the task this is, from 1'),
});

const ending = (state: z.ZodType) => ({
  ...ofTask(state),
  callId: z.string().nullable().describe('The call that ended the task; null where it ended without one'),
  needsReview: z.boolean().describe('True where a person should look first'),
  missingFieldCount: z.number().int().min(0).describe('Fields that were wanted and have no value'),
  failureReason: z.enum(failureReasons).nullable().describe('Why there is no full answer'),
});

const ofCall = {
  callId: z.string(),
  taskIds: z.array(z.string()).describe('The tasks that the call was made for'),
  practiceId,
  payorId: z.string().nullable().describe('Id in the payor directory; null where it is in none'),
};

/** The `data` of each type's thin payload: ids and states, nothing that tells of a patient. */
export const thinSchemas = {
  'task.created': z.object(ofTask(z.literal('queued'))).describe('A task was queued'),
  'task.updated': z
    .object({
      ...ofTask(z.string().describe('Its state after the change')),
      changed: z.array(z.string()).describe('Names of the members that were changed'),
    })
    .describe('A task was changed or is asked again'),
  'task.canceled': z.object(ofTask(z.literal('canceled'))).describe('A task was taken back'),
  'task.completed': z
    .object(ending(z.literal('completed')))
    .describe('Every field that was wanted is settled'),
  'task.partial': z
    .object(ending(z.literal('partial')))
    .describe('Some of the fields that were wanted are settled'),
  'task.failed': z.object(ending(z.literal('failed'))).describe('None of the question is answered'),
  'task.needs_review': z
    .object({
      ...ofTask(z.enum(['completed', 'partial', 'failed'])),
      callId: z.string().nullable(),
      doubtfulFieldCount: z.number().int().min(0).describe('Fields with a value that is in doubt'),
      failedCheckCount: z.number().int().min(0).describe('Cross-checks that did not hold'),
    })
    .describe('A task ended, and a person should look at it first; comes beside its end'),
  'task.corrected': z
    .object({
      ...ending(z.enum(outcomeStates)),
      correctedFields: z.array(z.string()).describe('Fields on which a person decided this time'),
    })
    .describe('A person changed or confirmed values; the outcome was judged anew'),
  'task.approved': z
    .object(ending(z.enum(outcomeStates)))
    .describe('A person approved the outcome as it stands'),
  'task.review_changed': z
    .object({
      ...ofTask(z.string().describe('Its state')),
      reviewState: z.enum(reviewStates).describe('How its review stands'),
      version: z.int().describe('Of the review, after the change'),
      assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
      decidedAt: z.iso.datetime({ offset: true }).nullable(),
    })
    .describe('A person changed a review; for pages that show it: in the feed only, never delivered'),
  'call.started': z.object(ofCall).describe('A call is being placed'),
  'call.ended': z
    .object({
      ...ofCall,
      endReason: z.string().nullable().describe('Why it ended, in a word'),
      answered: z.boolean().describe('Whether anybody or anything picked up'),
      durationSeconds: z.number().int().min(0).nullable().describe('From the answer to the end'),
    })
    .describe('A call is over'),
  'webhook_endpoint.disabled': z
    .object({
      endpointId: z.string(),
      reason: z.enum(disabledReasons).describe('gone: it answered 410. failing: only failures for days'),
    })
    .describe('An endpoint gets nothing more until it is enabled'),
  'webhook.test': z.object({ endpointId: z.string() }).describe('Sent when an endpoint is tested'),
} satisfies Record<EventType, z.ZodObject>;

/** What a full payload's `data` holds beyond the thin one: PHI. Types that are not here have nothing more to tell. */
const more = {
  externalId: z.string().describe('The id that whoever queued the task gave it'),
  outcome: z
    .looseObject({})
    .describe('The outcome as `GET /v1/tasks/:id` shows it; its schema is at `GET /v1/call-types/:callType`'),
};

/** The `data` of full payloads, where they differ from thin ones. */
export const fullSchemas: Readonly<Partial<Record<EventType, z.ZodObject>>> = {
  'task.completed': thinSchemas['task.completed'].extend(more),
  'task.partial': thinSchemas['task.partial'].extend(more),
  'task.failed': thinSchemas['task.failed'].extend(more),
  'task.corrected': thinSchemas['task.corrected'].extend(more),
  'task.approved': thinSchemas['task.approved'].extend(more),
};

/** Of what is offered as thin only the members that the type's schema names. */
export function onlyThin(
  type: EventType,
  offered: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named = Object.keys(thinSchemas[type].shape);
  return Object.fromEntries(named.flatMap((name) => (name in offered ? [[name, offered[name]]] : [])));
}
