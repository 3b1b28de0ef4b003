/** The query of /v1/listen, with the vendor's defaults. */
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const many = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const models =
  /^(?:nova-3(?:-(?:general|medical|phonecall))?|nova-2(?:-(?:general|meeting|phonecall|voicemail|finance|conversationalai|medical))?|nova|enhanced|base)$/;

const schema = z
  .object({
    model: z.string().regex(models, 'No such model/language/tier combination found.').default('base'),
    language: z.string().startsWith('en', 'No such model/language/tier combination found.').default('en'),
    encoding: z.literal('mulaw', 'Unsupported encoding.'),
    sample_rate: z.literal('8000', 'Unsupported sample rate.'),
    channels: z.literal('1', 'Unsupported number of channels.').default('1'),
    version: z.string().optional(),
    interim_results: flag.default(false),
    endpointing: z
      .union([flag, z.coerce.number().int().min(0)])
      .transform((value) => (value === true ? 10 : value))
      .default(10),
    utterance_end_ms: z.coerce.number().int().min(1).optional(),
    vad_events: flag.default(false),
    punctuate: flag.default(false),
    smart_format: flag.default(false),
    numerals: flag.default(false),
    diarize: flag.default(false),
    multichannel: flag.default(false),
    profanity_filter: flag.default(false),
    mip_opt_out: flag.default(false),
    no_delay: flag.optional(),
    keyterm: many.default([]),
    keywords: many.default([]),
    redact: many.default([]),
    tag: many.default([]),
    extra: many.default([]),
    callback: z.string().optional(),
  })
  .refine(
    (query) => query.utterance_end_ms === undefined || query.interim_results,
    'utterance_end_ms requires interim_results=true.',
  )
  .refine(
    (query) => query.utterance_end_ms === undefined || query.utterance_end_ms >= 1000,
    'utterance_end_ms must be at least 1000.',
  )
  .refine(
    (query) => query.keyterm.length === 0 || query.model.startsWith('nova-3'),
    'Keyterms are only supported for Nova-3.',
  )
  .refine(
    (query) => query.keywords.length === 0 || !query.model.startsWith('nova-3'),
    'Keywords are not supported for Nova-3; use keyterm.',
  );

export type ListenParams = z.infer<typeof schema>;

/** @returns the parameters, or the vendor's complaint as a string. */
export function readListenParams(query: URLSearchParams): ListenParams | string {
  const grouped = Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const all = query.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
  const parsed = schema.safeParse(grouped);
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? 'Bad Request.');
}
