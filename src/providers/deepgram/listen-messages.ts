import { z } from 'zod';

const word = z.object({
  word: z.string(),
  start: z.number(),
  end: z.number(),
  confidence: z.number().default(0),
  punctuated_word: z.string().optional(),
});

const results = z.object({
  type: z.literal('Results'),
  start: z.number(),
  duration: z.number(),
  is_final: z.boolean().default(false),
  speech_final: z.boolean().default(false),
  from_finalize: z.boolean().default(false),
  channel: z.object({
    alternatives: z.array(
      z.object({
        transcript: z.string(),
        confidence: z.number().default(0),
        words: z.array(word).default([]),
      }),
    ),
  }),
});

const message = z.discriminatedUnion('type', [
  results,
  z.object({ type: z.literal('SpeechStarted'), timestamp: z.number() }),
  z.object({ type: z.literal('UtteranceEnd'), last_word_end: z.number() }),
  z.object({ type: z.literal('Metadata') }),
  z.object({ type: z.literal('Error') }),
]);

export type ListenMessage = z.infer<typeof message>;
export type ListenResults = z.infer<typeof results>;

/** A text frame of the recogniser; undefined for what is unknown or makes no sense. Times are seconds. */
export function parseListenMessage(text: string): ListenMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return message.safeParse(json).data;
}
