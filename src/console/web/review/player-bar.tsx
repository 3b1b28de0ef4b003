import { useEffect, useState } from 'react';
import { useWaveform } from '../api/review.ts';
import { useShortcuts } from '../app/shortcuts.ts';
import { IconButton } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { PauseIcon, PlayIcon } from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { speeds, usePlayer, type Player } from './player.ts';
import type { PhaseSpan } from './transcript-items.ts';
import { WaveformView } from './waveform.tsx';
import styles from './player.module.css';

/** How far the arrow keys go. */
const stepMs = 5_000;

interface PlayerBarProps {
  callId: string;
  player: Player;
  spans: readonly PhaseSpan[];
  markMs: number | null;
}

/** The sound of the call: both sides drawn, play, speed, silence and holds left out. */
export function PlayerBar({ callId, player, spans, markMs }: PlayerBarProps) {
  const { data: waveform, error } = useWaveform(callId);
  const playing = usePlayer(player, (one) => one.playing);
  const problem = usePlayer(player, (one) => one.problem);
  const [skipsSilence, setSkipsSilence] = useState(false);
  const [skipsHold, setSkipsHold] = useState(true);
  const [speed, setSpeed] = useState('1');
  const durationMs = waveform?.durationMs ?? 0;

  useEffect(() => {
    const holds = spans.filter(({ part }) => part === 'hold');
    player.skip([
      ...(skipsSilence ? (waveform?.silences ?? []) : []),
      ...(skipsHold ? holds.map(({ fromMs, toMs }) => ({ startMs: fromMs, endMs: toMs })) : []),
    ]);
  }, [player, waveform, spans, skipsSilence, skipsHold]);

  const changeSpeed = (to: string) => {
    setSpeed(to);
    player.setSpeed(Number(to));
  };
  const shiftSpeed = (by: number) => {
    const next = speeds[speeds.findIndex((one) => String(one) === speed) + by];
    if (next !== undefined) changeSpeed(String(next));
  };
  useShortcuts('Sound', [
    { keys: ' ', label: 'Play or pause', run: () => player.toggle() },
    { keys: 'ArrowLeft', label: 'Five seconds back', run: () => player.seek(player.timeMs - stepMs) },
    { keys: 'ArrowRight', label: 'Five seconds on', run: () => player.seek(player.timeMs + stepMs) },
    { keys: '[', label: 'Slower', run: () => shiftSpeed(-1) },
    { keys: ']', label: 'Faster', run: () => shiftSpeed(1) },
    { keys: 'z', label: 'Skip silence or not', run: () => setSkipsSilence(!skipsSilence) },
  ]);
  if (error !== null) return <p className={styles.none}>There is no recording of this call.</p>;
  return (
    <section className={styles.bar} aria-label="Recording">
      <div className={styles.controls}>
        <IconButton
          look="primary"
          label={playing ? 'Pause' : 'Play'}
          icon={playing ? <PauseIcon /> : <PlayIcon />}
          onClick={() => player.toggle()}
        />
        <Clock player={player} durationMs={durationMs} />
        <Select
          label="Speed"
          labelHidden
          size="small"
          value={speed}
          options={speeds.map((one) => ({ value: String(one), label: `${one}×` }))}
          onChange={changeSpeed}
        />
        <label className={styles.option}>
          <input type="checkbox" checked={skipsSilence} onChange={() => setSkipsSilence(!skipsSilence)} />
          Skip silence
        </label>
        <label className={styles.option}>
          <input type="checkbox" checked={skipsHold} onChange={() => setSkipsHold(!skipsHold)} />
          Skip hold
        </label>
        {problem !== undefined && <span role="alert">{problem}</span>}
      </div>
      <div className={styles.track}>
        {waveform === undefined ? (
          <div className={styles.empty} />
        ) : (
          <WaveformView player={player} waveform={waveform} spans={spans} markMs={markMs} />
        )}
        <Position player={player} durationMs={durationMs} />
      </div>
    </section>
  );
}

/** Draws itself once a second and not with each frame. */
function Clock({ player, durationMs }: { player: Player; durationMs: number }) {
  const second = usePlayer(player, (one) => Math.floor(one.timeMs / 1000));
  return (
    <span className={styles.clock}>
      {formatDuration(second * 1000)} <span className="muted">/ {formatDuration(durationMs)}</span>
    </span>
  );
}

/** The same for the keyboard and for readers of screens. */
function Position({ player, durationMs }: { player: Player; durationMs: number }) {
  const second = usePlayer(player, (one) => Math.floor(one.timeMs / 1000));
  return (
    <input
      type="range"
      className={styles.position}
      aria-label="Place in the recording"
      aria-valuetext={formatDuration(second * 1000)}
      min={0}
      max={Math.ceil(durationMs / 1000)}
      value={second}
      onChange={(event) => player.seek(Number(event.target.value) * 1000)}
    />
  );
}
