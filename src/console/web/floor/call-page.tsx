import { Link, useNavigate, useParams } from 'react-router';
import type { LiveCall } from '../../../kernel/floor.ts';
import { useMay } from '../app/session.tsx';
import { useShortcuts } from '../app/shortcuts.ts';
import { ControlPanel } from '../call/control-panel.tsx';
import { useFields } from '../call/fields.ts';
import { HintPanel } from '../call/hint-panel.tsx';
import { Known } from '../call/known.tsx';
import { ListenPanel } from '../call/listen-panel.tsx';
import { LiveTranscript } from '../call/transcript.tsx';
import { useCall, type WatchedCall } from '../call/use-call.ts';
import { Badge } from '../ui/badge.tsx';
import { formatDuration } from '../ui/format.ts';
import { useNow } from '../ui/now.ts';
import { Page, Panel } from '../ui/page.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { ConnectionState } from './connection.tsx';
import { phaseLooks, timesOf } from './live.ts';
import { useFloor } from './use-floor.ts';
import styles from '../call/call.module.css';

/** One call as it goes on: its words, what is known, and the ways to step in. */
export function Component() {
  const { callId = '' } = useParams();
  const may = useMay();
  const navigate = useNavigate();
  const { call, connection } = useCall(callId, may('results:read'));
  const floor = useFloor();
  const live = call.live ?? floor.query.data?.calls.find((one) => one.callId === callId) ?? null;
  const isOver = call.ended || (live === null && floor.query.isSuccess);
  useShortcuts('Call', [{ keys: 'Escape', label: 'Back to the floor', run: () => void navigate('/floor') }]);
  return (
    <Page
      title={live === null ? 'Call' : live.payor.name}
      about={live === null ? undefined : aboutOf(live)}
      fills
      actions={
        <>
          {!isOver && <ConnectionState connection={may('results:read') ? connection : floor.connection} />}
          <Link to="/floor">Back to the floor</Link>
        </>
      }
    >
      {live === null && !call.begun ? (
        isOver ? (
          <Empty title="This call is not running.">
            It has ended, or it is not one that you may see. What it brought is in the inbox.
          </Empty>
        ) : (
          <Loading what="Looking for the call" />
        )
      ) : (
        <Watched call={call} live={live} isOver={isOver} aheadMs={floor.query.data?.aheadMs ?? 0} />
      )}
    </Page>
  );
}

const aboutOf = ({ practice, tasks }: LiveCall) =>
  `${practice.name} · ${tasks.map(({ externalId }) => externalId).join(', ')}`;

interface WatchedProps {
  call: WatchedCall;
  live: LiveCall | null;
  isOver: boolean;
  aheadMs: number;
}

function Watched({ call, live, isOver, aheadMs }: WatchedProps) {
  const may = useMay();
  const tasks = live?.tasks ?? [];
  const fields = useFields([...new Set(tasks.map(({ callType }) => callType))]);
  const steps = live !== null && !isOver && may('calls:write');
  return (
    <div className={styles.layout}>
      <section className={styles.talk} aria-label="What is said">
        {isOver ? <Over tasks={tasks} /> : live !== null && <Times call={live} aheadMs={aheadMs} />}
        {may('results:read') ? (
          <LiveTranscript
            items={call.items}
            partial={call.partial}
            fields={[...fields.values()].flatMap(({ outcome }) => outcome)}
          />
        ) : (
          <Empty title="Your role does not see what is said.">
            Managers and reviewers read and hear calls.
          </Empty>
        )}
      </section>
      <div className={styles.side}>
        {steps && <ListenPanel callId={live.callId} />}
        {steps && <ControlPanel call={live} items={call.items} fields={fields} />}
        {steps && <HintPanel call={live} fields={fields} />}
        {may('results:read') && (
          <Panel title="Known so far">
            {tasks.length === 0 ? (
              <p className="muted">Nothing yet.</p>
            ) : (
              <Known tasks={tasks} items={call.items} fields={fields} />
            )}
          </Panel>
        )}
      </div>
    </div>
  );
}

function Times({ call, aheadMs }: { call: LiveCall; aheadMs: number }) {
  const times = timesOf(call, useNow() + aheadMs);
  const { label, tone } = phaseLooks[call.phase];
  return (
    <div className={styles.times}>
      <span className={styles.time}>
        <Badge tone={tone}>{label}</Badge> <strong>{formatDuration(times.phaseMs)}</strong>
      </span>
      <span className={styles.time}>
        On hold <strong>{formatDuration(times.holdMs)}</strong>
      </span>
      <span className={styles.time}>
        Active <strong>{formatDuration(times.activeMs)}</strong>
      </span>
    </div>
  );
}

/** The way on once a call has ended. */
function Over({ tasks }: { tasks: LiveCall['tasks'] }) {
  return (
    <div className={styles.over} role="status">
      <strong>The call has ended.</strong>
      {tasks.map(({ taskId, externalId }) => (
        <Link key={taskId} to={`/review/${taskId}`}>
          Review {externalId}
        </Link>
      ))}
    </div>
  );
}
