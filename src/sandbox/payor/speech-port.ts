import type { FliteVoice, SpeechEngine } from '../speech/types.ts';

/** What the payor needs of a speech engine. */
export type PayorSpeech = Pick<SpeechEngine, 'mode' | 'synthesize' | 'recognize'>;

export type Voice = FliteVoice;
