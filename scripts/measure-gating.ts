import { parseArgs } from 'node:util';
import { SoundGate } from '../src/media/sound-gate.ts';
import { initialSoundState, soundStep } from '../src/media/sound.ts';
import { decodeMulaw, encodeMulaw } from '../src/sandbox/audio/mulaw.ts';
import { holdMusic, ringBack, silence } from '../src/sandbox/audio/synthesis.ts';
import type { FliteVoice } from '../src/sandbox/speech/engine.ts';
import { makeSynthesizer } from '../src/sandbox/speech/synthesizer.ts';

const help = `Usage: node scripts/measure-gating.ts [--json]

Plays holds (music, ringing, announcements, a person picking up; also speech over music that does not stop) to the gate
that HOLD_GATING=on puts before recognition, and tells how much speech it would have kept from the recogniser, and how
much sound in all. The same audio each time. Needs flite (apt-get install flite1-dev).
`;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const announcements = [
  'Thank you for holding. Your call is important to us.',
  'All of our representatives are still assisting other callers. Please stay on the line.',
  'Did you know that you can check the status of a claim on our website?',
  'Your estimated wait time is more than thirty minutes.',
];
const pickUps = [
  'Hello?',
  'Thank you for holding. This is Angela. How can I help you?',
  'Claims department, Mark speaking.',
  'Hi.',
  'Good afternoon, provider services. May I have your N P I?',
];
const voices: readonly FliteVoice[] = ['slt', 'rms', 'awb', 'kal16'];
/** How loud the music is under a voice, against the voice alone. */
const beds = [
  { name: 'the music stops', level: 0 },
  { name: 'music 20 dB below', level: 0.1 },
  { name: 'music 12 dB below', level: 0.25 },
  { name: 'music 6 dB below', level: 0.5 },
] as const;

const frameBytes = 160;
/** Quieter frames of a voice are its pauses. */
const voicedLevel = 300;

interface Piece {
  audio: Uint8Array;
  /** For each frame whether somebody speaks in it. */
  speech: boolean[];
}

function quietPiece(audio: Uint8Array): Piece {
  return { audio, speech: Array.from({ length: Math.floor(audio.length / frameBytes) }, () => false) };
}

/** A voice over music that goes on at some level. */
function voicePiece(voice: Uint8Array, level: number): Piece {
  const samples = decodeMulaw(voice);
  const music = level === 0 ? undefined : decodeMulaw(holdMusic(Math.ceil(voice.length / 8) + 100, 0.25));
  const mixed = Int16Array.from(samples, (sample, at) =>
    Math.max(-32_000, Math.min(32_000, sample + (music?.[at] ?? 0) * level)),
  );
  const speech = Array.from({ length: Math.floor(samples.length / frameBytes) }, (_, frame) => {
    const part = samples.subarray(frame * frameBytes, (frame + 1) * frameBytes);
    return Math.sqrt(part.reduce((sum, s) => sum + s * s, 0) / part.length) >= voicedLevel;
  });
  return { audio: encodeMulaw(mixed), speech };
}

interface Figures {
  speechFrames: number;
  missedFrames: number;
  frames: number;
  withheldFrames: number;
  /** Utterances of which any voiced frame was kept back. */
  utterances: number;
  clippedUtterances: number;
}

/** What reaches the recogniser of one hold. */
function measure(pieces: readonly Piece[]): Figures {
  const gate = new SoundGate();
  let state = initialSoundState;
  const delivered = new Set<number>();
  const speech: boolean[] = [];
  const utterances: [number, number][] = [];
  for (const piece of pieces) {
    const from = speech.length;
    speech.push(...piece.speech);
    if (piece.speech.includes(true)) utterances.push([from, speech.length]);
    piece.speech.forEach((_, frame) => {
      const audio = piece.audio.subarray(frame * frameBytes, (frame + 1) * frameBytes);
      state = soundStep(state, audio).state;
      for (const chunk of gate.take(audio, from + frame, state.steady)) delivered.add(chunk.atMs);
    });
  }
  const missed = (from: number, to: number) =>
    speech.slice(from, to).filter((spoken, index) => spoken && !delivered.has(from + index)).length;
  return {
    speechFrames: speech.filter(Boolean).length,
    missedFrames: missed(0, speech.length),
    frames: speech.length,
    withheldFrames: speech.length - delivered.size,
    utterances: utterances.length,
    clippedUtterances: utterances.filter(([from, to]) => missed(from, to) > 0).length,
  };
}

async function main(): Promise<void> {
  const synthesizer = makeSynthesizer();
  const rows: (Figures & { name: string })[] = [];
  for (const bed of beds) {
    const total: Figures = {
      speechFrames: 0,
      missedFrames: 0,
      frames: 0,
      withheldFrames: 0,
      utterances: 0,
      clippedUtterances: 0,
    };
    for (const voice of voices) {
      for (const [index, pickUp] of pickUps.entries()) {
        const pieces: Piece[] = [quietPiece(ringBack()), quietPiece(silence(1_500))];
        for (const text of announcements) {
          // Lengths that put voices at every place of a window.
          pieces.push(quietPiece(holdMusic(22_000 + index * 230, 0.25)));
          pieces.push(voicePiece(await synthesizer.synthesize(text, { voice }), bed.level));
        }
        pieces.push(quietPiece(holdMusic(17_000 + index * 410, 0.25)));
        pieces.push(voicePiece(await synthesizer.synthesize(pickUp, { voice }), bed.level));
        pieces.push(quietPiece(silence(2_000)));
        const figures = measure(pieces);
        for (const name of Object.keys(total) as (keyof Figures)[]) total[name] += figures[name];
      }
    }
    rows.push({ name: bed.name, ...total });
  }
  await synthesizer.close();
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else
    for (const row of rows)
      process.stdout.write(
        `${row.name.padEnd(20)} missed speech ${percent(row.missedFrames, row.speechFrames)} of ` +
          `${((row.speechFrames * 20) / 1_000).toFixed(0)} s, ${row.clippedUtterances} of ${row.utterances} utterances ` +
          `clipped; kept from the recogniser ${percent(row.withheldFrames, row.frames)} of ` +
          `${((row.frames * 20) / 60_000).toFixed(0)} min\n`,
      );
}

if (values.help) process.stdout.write(help);
else await main();
