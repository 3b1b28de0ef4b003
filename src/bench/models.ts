import { systemClock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeProposer } from '../providers/openai/proposer.ts';
import { makeStandin } from '../sandbox/model/standin.ts';
import type { BenchOptions } from './options.ts';
import type { Understanding } from './session/understanding.ts';
import { directUnderstanding, proposerUnderstanding } from './session/understanding.ts';

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What a real model needs; the command reads it from the environment. */
export interface ModelAccess {
  apiKey: string | undefined;
  baseUrl: string | undefined;
  model: string | undefined;
}

/** The understanding of every call of a run, made anew for each; undefined where there is no model. */
export function modelOf(
  { model, adversarial }: Pick<BenchOptions, 'model' | 'adversarial'>,
  access: ModelAccess,
): ((seed: number) => Understanding) | undefined {
  switch (model) {
    case 'none':
      return undefined;
    case 'standin':
      return (seed) => directUnderstanding(makeStandin({ seed, adversarial }));
    case 'openai': {
      if (access.apiKey === undefined || access.apiKey === '')
        throw new Error('--model openai needs OPENAI_API_KEY.');
      const proposer = makeProposer({
        apiKey: access.apiKey,
        baseUrl: access.baseUrl ?? 'https://api.openai.com/v1',
        model: access.model ?? 'gpt-4.1-mini',
        clock: systemClock,
        logger: quiet,
      });
      const understanding = proposerUnderstanding(proposer);
      return () => understanding;
    }
  }
}
