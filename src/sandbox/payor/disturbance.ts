import { decodeMulaw, encodeMulaw, mulawSilence } from '../audio/mulaw.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { PayorSpeech } from './speech-port.ts';

const frameBytes = 160;
const frameMs = 20;

/** What a bad line does to frames of 20 ms: hiss, loss both ways, the caller's own echo, another voice in the background. */
export interface Disturbance {
  /** The caller's frame as it arrives, and its echo kept for later. */
  arriving(frame: Uint8Array): Uint8Array;
  /** The payor's frame as it leaves. */
  leaving(frame: Uint8Array): Uint8Array;
}

/** Full hiss is a tenth of full scale: a bad line, not a broken one. */
const hissPeak = 3276;

export function makeDisturbance(options: {
  faults: Scenario['faults'];
  engine: PayorSpeech;
  random: Random;
}): Disturbance {
  const { faults, engine, random } = options;
  const { echo, loss, secondVoice } = faults;
  // Words that ride in text payloads would not survive anything mixed in.
  const mixes = engine.mode === 'audio';
  const hiss = mixes ? faults.noise : 0;
  const silent = () => new Uint8Array(frameBytes).fill(mulawSilence);
  const lost = () => loss > 0 && random() < loss;
  const echoFrames = echo && mixes ? Math.round(echo.delayMs / frameMs) : 0;
  let echoes: Uint8Array[] = Array.from({ length: echoFrames }, silent);
  let voice: Uint8Array | undefined;
  let voiceAt = 0;

  if (secondVoice && mixes)
    engine.synthesize(secondVoice.say, { voice: secondVoice.voice }).then(
      (audio) => {
        const pauseBytes = (secondVoice.everyMs / frameMs) * frameBytes;
        voice = new Uint8Array(Math.max(audio.length, Math.ceil(pauseBytes))).fill(mulawSilence);
        voice.set(audio);
      },
      // Without that voice the line is only better than it was to be.
      () => undefined,
    );

  const voiceFrame = (): Uint8Array | undefined => {
    if (!voice) return undefined;
    if (voiceAt + frameBytes > voice.length) voiceAt = 0;
    const frame = voice.subarray(voiceAt, voiceAt + frameBytes);
    voiceAt += frameBytes;
    return frame;
  };

  return {
    arriving(frame) {
      const heard = lost() ? silent() : frame;
      if (echoFrames > 0) echoes = [...echoes.slice(-(echoFrames * 2)), heard];
      return heard;
    },
    leaving(frame) {
      if (lost()) return silent();
      const layers: Layer[] = [];
      const returned = echoFrames > 0 && echoes.length > echoFrames ? echoes.shift() : undefined;
      if (returned && echo) layers.push({ frame: returned, gain: gainOf(echo.db) });
      const other = voiceFrame();
      if (other && secondVoice) layers.push({ frame: other, gain: gainOf(secondVoice.db) });
      return layers.length === 0 && hiss === 0
        ? frame
        : mixed(frame, layers, () => (random() * 2 - 1) * hissPeak * hiss);
    },
  };
}

interface Layer {
  frame: Uint8Array;
  gain: number;
}

function gainOf(db: number): number {
  return 10 ** (db / 20);
}

function mixed(frame: Uint8Array, layers: readonly Layer[], hiss: () => number): Uint8Array {
  const samples = decodeMulaw(frame);
  const others = layers.map(({ frame: other, gain }) => ({ samples: decodeMulaw(other), gain }));
  for (let i = 0; i < samples.length; i += 1) {
    const sum = others.reduce(
      (total, other) => total + (other.samples[i] ?? 0) * other.gain,
      (samples[i] ?? 0) + hiss(),
    );
    samples[i] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  }
  return encodeMulaw(samples);
}
