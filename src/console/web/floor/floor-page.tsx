import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Pause } from '../../../kernel/dialing.ts';
import { useOptions } from '../api/pages.ts';
import { useMay } from '../app/session.tsx';
import { useShortcuts } from '../app/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { PauseIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/now.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { CallTile } from './call-tile.tsx';
import { ConnectionState, type Connection } from './connection.tsx';
import { FloorFilters, useFloorFilter } from './floor-filters.tsx';
import { arrange, attentionOf } from './live.ts';
import { Pauses } from './pauses.tsx';
import { QueuePanel } from './queue-panel.tsx';
import { StopDialog } from './stop-dialog.tsx';
import { useFloor, type Floor } from './use-floor.ts';
import { moveBetweenTiles, useWall } from './wall.ts';
import styles from './floor.module.css';

/** Calls that run, what waits and why, and the stop button. */
export function Component() {
  const { query, connection } = useFloor();
  const may = useMay();
  const [params] = useSearchParams();
  const wall = useWall(params.get('wall') === '1');
  const [stops, setStops] = useState(false);
  useShortcuts('Floor', [
    { keys: 'j', label: 'Next call', run: () => moveBetweenTiles(1) },
    { keys: 'k', label: 'Call before', run: () => moveBetweenTiles(-1) },
    { keys: 'w', label: 'Wall view and back', run: wall.toggle },
    ...(may('dialing:write') ? [{ keys: 's', label: 'Stop dialing', run: () => setStops(true) }] : []),
  ]);
  return (
    <div className={classNames(wall.on && styles.wall)}>
      <Page
        title="Floor"
        actions={
          <>
            <ConnectionState connection={connection} />
            <Button onClick={wall.toggle}>{wall.on ? 'Leave wall view' : 'Wall view'}</Button>
            {may('dialing:write') && (
              <Button look="danger" icon={<PauseIcon />} onClick={() => setStops(true)}>
                Stop dialing
              </Button>
            )}
          </>
        }
      >
        <Shown query={query} what="Looking at the floor">
          {(floor) => <Board floor={floor} connection={connection} wall={wall.on} />}
        </Shown>
        {stops && <StopDialog running={query.data?.calls.length ?? 0} onClose={() => setStops(false)} />}
      </Page>
    </div>
  );
}

interface BoardProps {
  floor: Floor;
  connection: Connection;
  wall: boolean;
}

function Board({ floor, connection, wall }: BoardProps) {
  const now = useNow() + floor.aheadMs;
  const filter = useFloorFilter();
  const names = useNames(floor);
  const shown = arrange(floor.calls, filter.filter, filter.sorting, now);
  const attention = floor.calls.filter((call) => attentionOf(call, now) !== undefined).length;
  return (
    <>
      <Pauses pauses={floor.queue.pauses} nameOf={names.ofPause} />
      <FloorFilters floor={floor} now={now} filter={filter} />
      <p role="status" className="visually-hidden">
        {attention === 0 ? '' : `${attention} ${attention === 1 ? 'call needs' : 'calls need'} a look.`}
      </p>
      <div className={styles.board}>
        <section aria-label="Running calls" className={classNames(connection === 'lost' && styles.stale)}>
          {shown.length === 0 ? (
            <Empty title={floor.calls.length === 0 ? 'No call is running.' : 'No call fits the filter.'}>
              {floor.calls.length === 0 && floor.queue.waiting > 0 && 'Beside this stands why tasks wait.'}
            </Empty>
          ) : (
            <ul className={classNames(styles.tiles, styles[sizeFor(shown.length, wall)])}>
              {shown.map((call) => (
                <li key={call.callId} className={styles.item}>
                  <CallTile call={call} now={now} />
                </li>
              ))}
            </ul>
          )}
        </section>
        <QueuePanel floor={floor} nameOf={names.ofPractice} />
      </div>
    </>
  );
}

/** On a wall tiles are as large as their number allows. */
function sizeFor(tiles: number, wall: boolean): 'large' | 'middle' | 'small' {
  if (!wall) return 'small';
  if (tiles <= 12) return 'large';
  return tiles <= 24 ? 'middle' : 'small';
}

interface Named {
  id: string;
  name: string;
}

/** Names of what the queue tells by ids. */
function useNames({ calls, queue }: Floor) {
  const may = useMay();
  const practices = useOptions<Named>('/v1/practices', may('practices:read'));
  const ofPractice = (id: string | null) =>
    practices.data?.find((one) => one.id === id)?.name ??
    calls.find(({ practice }) => practice.id === id)?.practice.name ??
    (id === null ? 'Not on file' : 'A practice');
  const ofPayor = (id: string | null) =>
    queue.byPayor.find(({ payorId }) => payorId === id)?.payorName ??
    calls.find(({ payor }) => payor.id === id)?.payor.name ??
    'one payor';
  const ofPause = ({ scope, subject }: Pause): string => {
    switch (scope) {
      case 'everything':
        return 'the whole server';
      case 'organization':
        return 'the whole organization';
      case 'payor':
        return ofPayor(subject);
      case 'practice':
        return ofPractice(subject);
      case 'line':
        return subject ?? 'one number';
    }
  };
  return { ofPractice, ofPause };
}
