import { startCarrier } from './carrier/carrier.ts';
import type { CarrierHandle, CarrierOptions } from './carrier/carrier.ts';
import { startModel } from './model/model.ts';
import type { ModelHandle } from './model/model.ts';
import type { ReplyScript } from './model/replies.ts';
import { startPayor } from './payor/payor.ts';
import type { PayorHandle } from './payor/payor.ts';
import type { Scenario } from './payor/scenario.ts';
import { isPersonsPhone, startPhone } from './phone/phone.ts';
import { spokenLines } from './payor/spoken-lines.ts';
import { makeSpeechEngine } from './speech/engine.ts';
import type { SpeechEngine, SpeechMode } from './speech/engine.ts';
import { startVoice } from './voice/voice.ts';
import type { VoiceServer } from './voice/voice.ts';

export interface SandboxOptions {
  mode: SpeechMode;
  scenarios: readonly Scenario[];
  host?: string | undefined;
  /** 0 (the default) = any free port. */
  ports?: Partial<Record<'carrier' | 'voice' | 'model' | 'payor', number>> | undefined;
  accountSid: string;
  authToken: string;
  switches?: CarrierOptions['switches'];
  replies?: ReplyScript | undefined;
  /** Holds take the length that their scenario gives for a demo. */
  shortHolds?: boolean | undefined;
  /** Progress of all four, a name and whatever that one tells. Holds what was said: for people, not for logs. */
  onEvent?: ((service: ServiceName, event: object) => void) | undefined;
}

type ServiceName = 'carrier' | 'voice' | 'model' | 'payor';

/** The outside world, running. */
export interface Sandbox {
  carrier: CarrierHandle;
  voice: VoiceServer;
  model: ModelHandle;
  payor: PayorHandle;
  engine: SpeechEngine;
  close(): Promise<void>;
}

/** An engine that knows the fixed sentences and names of these scenarios. Throws {@link SpeechMissing}. */
export async function engineFor(mode: SpeechMode, scenarios: readonly Scenario[]): Promise<SpeechEngine> {
  const lines = scenarios.map(spokenLines);
  try {
    return await makeSpeechEngine({
      mode,
      sentences: [...new Set(lines.flatMap(({ sentences }) => sentences))],
      names: [...new Set(lines.flatMap(({ names }) => names))],
    });
  } catch (error) {
    if (mode === 'audio') throw new SpeechMissing(error);
    throw error;
  }
}

/** Real audio was asked for on a machine that cannot make it. */
class SpeechMissing extends Error {
  constructor(cause: unknown) {
    super(
      'The sandbox cannot speak and listen here. Install the packages flite, pocketsphinx and pocketsphinx-en-us ' +
        '(apt-get install flite pocketsphinx pocketsphinx-en-us), or choose text mode (--voice text), in which ' +
        `words ride inside speech-like sound. The cause: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** Starts the carrier, the voice, the model and the payor, wired to each other. All or none is left running. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', ports = {} } = options;
  const started: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const service of started.splice(0).reverse()) await service.close();
  };
  const running = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    started.push(service);
    return service;
  };
  const tell = (service: ServiceName) => (event: object) => options.onEvent?.(service, event);

  try {
    const engine = await running(engineFor(options.mode, options.scenarios));
    const payor = await running(
      startPayor({
        host,
        port: ports.payor ?? 0,
        engine,
        scenarios: options.scenarios,
        shortHolds: options.shortHolds,
        onEvent: tell('payor'),
      }),
    );
    const phone = await running(startPhone({ host, engine }));
    const carrier = await running(
      startCarrier({
        host,
        port: ports.carrier ?? 0,
        accountSid: options.accountSid,
        authToken: options.authToken,
        trunkUrl: (to) => (isPersonsPhone(to) ? phone.trunkUrl : payor.trunkUrl),
        switches: options.switches,
        synthesize: (text) => engine.synthesize(text, { voice: 'slt' }),
        onEvent: tell('carrier'),
      }),
    );
    const voice = await running(startVoice({ host, port: ports.voice ?? 0, engine, onEvent: tell('voice') }));
    const model = await running(
      startModel({ host, port: ports.model ?? 0, replies: options.replies, onEvent: tell('model') }),
    );
    return { carrier, voice, model, payor, engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}
