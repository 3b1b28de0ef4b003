import { z } from 'zod';
import { eventTypes } from '../kernel/event.ts';

/** Types as a comma-separated list, as addresses carry them. */
export const typesQuery = z
  .string()
  .max(500)
  .transform((text) => text.split(',').map((type) => type.trim()))
  .pipe(z.array(z.enum(eventTypes)))
  .optional()
  .describe('Only these types, separated by commas');
