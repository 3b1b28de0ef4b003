import { z } from 'zod';

/** Query of every list: how many rows at most, and where the page before ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows a page, 1 to 200'),
  cursor: z
    .string()
    .max(500)
    .optional()
    .describe('`nextCursor` of the page before; leave it out for the first'),
};

/** What every list answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    nextCursor: z.string().nullable().describe('Where the next page begins; null on the last'),
  });
}

/** An id in an address. */
export const idOf = (what: string) => z.string().min(1).max(60).describe(`Id of the ${what}`);
