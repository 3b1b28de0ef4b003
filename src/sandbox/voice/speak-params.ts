/** The query of /v1/speak, with the vendor's defaults. */
import { z } from 'zod';
import type { FliteVoice } from '../speech/engine.ts';

/** Aura voices → flite's. A voice that is not named here speaks as rms, which PocketSphinx hears best. */
const voices: Readonly<Record<string, FliteVoice>> = {
  thalia: 'rms',
  asteria: 'slt',
  luna: 'slt',
  apollo: 'rms',
  arcas: 'rms',
  orion: 'rms',
  zeus: 'awb',
  orpheus: 'awb',
  helios: 'awb',
  angus: 'kal16',
  perseus: 'kal16',
};

const schema = z
  .object({
    model: z
      .string()
      .regex(/^aura(-2)?-[a-z]+-en$/, 'No such model found.')
      .default('aura-asteria-en'),
    encoding: z.enum(['linear16', 'mulaw'], 'Unsupported encoding.').default('linear16'),
    sample_rate: z.enum(['8000', '16000', '24000', '32000', '48000'], 'Unsupported sample rate.').optional(),
    container: z.literal('none', 'Unsupported container.').default('none'),
    mip_opt_out: z.enum(['true', 'false']).optional(),
  })
  .refine(
    ({ encoding, sample_rate: rate }) =>
      encoding !== 'mulaw' || rate === undefined || rate === '8000' || rate === '16000',
    'Unsupported sample rate for encoding.',
  )
  .transform(({ model, encoding, sample_rate: rate }) => ({
    model,
    encoding,
    sampleRate: Number(rate ?? (encoding === 'mulaw' ? '8000' : '24000')),
    voice: voices[model.split('-').at(-2) ?? ''] ?? ('rms' as const),
  }));

export type SpeakParams = z.infer<typeof schema>;

/** @returns the parameters, or the vendor's complaint as a string. */
export function readSpeakParams(query: URLSearchParams): SpeakParams | string {
  const parsed = schema.safeParse(Object.fromEntries(query));
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? 'Bad Request.');
}
