import { useEffect, useRef } from 'react';
import WaveSurfer from 'wavesurfer.js';
import type { Waveform } from '../../../kernel/live.ts';
import { pageNonce } from '../app/nonce.ts';
import { useEffectiveTheme } from '../app/theme.ts';
import type { Player } from './player.ts';
import type { PhaseSpan } from './transcript-items.ts';
import styles from './player.module.css';

/** Of each side, in pixels. */
const sideHeight = 34;

interface WaveformProps {
  player: Player;
  waveform: Waveform;
  spans: readonly PhaseSpan[];
  /** Where the chosen value was said; null where none is chosen. */
  markMs: number | null;
}

/** How loud both sides were, above what was heard, below what was said; a click leads there. */
export function WaveformView({ player, waveform, spans, markMs }: WaveformProps) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useEffectiveTheme();
  useEffect(() => {
    if (place.current === null) return;
    const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const side = (name: string) => ({
      height: sideHeight,
      waveColor: `color-mix(in srgb, ${colour(name)} 55%, transparent)`,
      progressColor: colour(name),
    });
    const nonce = pageNonce();
    const drawn = WaveSurfer.create({
      container: place.current,
      media: player.media,
      peaks: waveform.channels.map(({ peaks }) => [...peaks]),
      duration: waveform.durationMs / 1000,
      splitChannels: [side('--wave-payor'), side('--wave-agent')],
      cursorColor: colour('--text'),
      cursorWidth: 1,
      normalize: true,
      dragToSeek: true,
      autoScroll: false,
      hideScrollbar: true,
      ...(nonce !== undefined && { cspNonce: nonce }),
    });
    return () => drawn.destroy();
  }, [player, waveform, theme]);

  const share = (ms: number) => `${(100 * ms) / Math.max(1, waveform.durationMs)}%`;
  return (
    <div className={styles.waveform}>
      <div ref={place} aria-hidden="true" />
      {markMs !== null && <div className={styles.mark} style={{ left: share(markMs) }} />}
      <div className={styles.parts} aria-hidden="true">
        {spans.map(({ part, label, fromMs, toMs }) => (
          <div
            key={fromMs}
            className={`${styles.part ?? ''} ${styles[part] ?? ''}`}
            title={label}
            style={{ left: share(fromMs), width: share(toMs - fromMs) }}
          />
        ))}
      </div>
    </div>
  );
}
