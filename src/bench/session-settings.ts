import { loadCallTypes } from '../main/call-types.ts';
import { makeStandin } from '../sandbox/model/standin.ts';
import type { ModelAccess } from './models.ts';
import { modelOf } from './models.ts';
import type { BenchOptions } from './options.ts';
import type { SessionSettings } from './session/run-scenario.ts';

/** What calls of the session level are played with, by the command's options. */
export async function sessionSettings(options: BenchOptions, access: ModelAccess): Promise<SessionSettings> {
  return {
    callTypes: await loadCallTypes(),
    seed: options.seed,
    wordErrors: options.wordErrors,
    fullHolds: options.fullHolds,
    today: options.today,
    understanding: modelOf(options, access),
    askedAlways: options.askAlways
      ? (seed) => makeStandin({ seed, adversarial: options.adversarial })
      : undefined,
  };
}
