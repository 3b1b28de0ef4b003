import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../app/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/choices.tsx';
import { PlayIcon } from '../ui/icons.tsx';
import { Panel } from '../ui/page.tsx';
import { Listener, type ListenState } from './listener.ts';
import { sides, type Side } from './listen-messages.ts';
import styles from './call.module.css';

const words: Readonly<Record<ListenState, string>> = {
  connecting: 'Connecting…',
  listening: 'You are listening.',
  lost: 'The sound was lost, trying again…',
  refused: 'The sound cannot be had. Try again in a moment.',
  ended: 'The call has ended.',
};

const sideLabels: Readonly<Record<Side, string>> = { payor: 'Payor', agent: 'Holdfast' };

/** Hearing a call as it goes on. Nobody on the call hears anything of it. */
export function ListenPanel({ callId }: { callId: string }) {
  const [state, setState] = useState<ListenState>();
  const [muted, setMuted] = useState<readonly Side[]>([]);
  const [volume, setVolume] = useState(1);
  const listener = useRef<Listener>(undefined);
  const isOn = state === 'connecting' || state === 'listening' || state === 'lost';

  useEffect(() => () => listener.current?.end(), []);

  function toggle(): void {
    listener.current?.end();
    if (isOn) {
      listener.current = undefined;
      setState(undefined);
      return;
    }
    const begun = new Listener({ callId, onState: setState });
    listener.current = begun;
    begun.mute(muted);
    begun.setVolume(volume);
    void begun.begin();
  }

  function muteSide(side: Side, mute: boolean): void {
    const now = mute ? [...muted, side] : muted.filter((one) => one !== side);
    setMuted(now);
    listener.current?.mute(now);
  }

  useShortcuts('Listening', [{ keys: 'l', label: isOn ? 'Stop listening' : 'Listen in', run: toggle }]);
  return (
    <Panel title="Listen in">
      <Button
        look={isOn ? 'plain' : 'primary'}
        {...(!isOn && { icon: <PlayIcon /> })}
        aria-pressed={isOn}
        onClick={toggle}
      >
        {isOn ? 'Stop listening' : 'Listen'}
      </Button>
      <p role="status" className="small">
        {state === undefined ? <span className="muted">Nobody on the call hears you.</span> : words[state]}
      </p>
      <div className={styles.listening}>
        {sides.map((side) => (
          <Check
            key={side}
            label={sideLabels[side]}
            checked={!muted.includes(side)}
            onChange={({ target }) => muteSide(side, !target.checked)}
          />
        ))}
        <label className={styles.volume}>
          <span>Volume</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={volume}
            onChange={({ target }) => {
              setVolume(target.valueAsNumber);
              listener.current?.setVolume(target.valueAsNumber);
            }}
          />
        </label>
      </div>
    </Panel>
  );
}
