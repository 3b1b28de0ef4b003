import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Passage, ReviewView } from '../../../kernel/review.ts';
import { useEventStream } from '../api/stream.ts';
import { useMay } from '../app/session.tsx';
import { AssignDialog } from '../inbox/assign-dialog.tsx';
import { SendBackDialog } from '../inbox/send-back-dialog.tsx';
import { Empty } from '../ui/states.tsx';
import { Select } from '../ui/select.tsx';
import { formatMoment } from '../ui/format.ts';
import { Tabs } from '../ui/tabs.tsx';
import { toast } from '../ui/toast.tsx';
import { AddDialog } from './add-dialog.tsx';
import { AskedPanel } from './asked-panel.tsx';
import { useChanges } from './changes.ts';
import { ConflictBanner } from './conflict-banner.tsx';
import type { Editing } from './field-row.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { useReviewKeys } from './keys.ts';
import { answerOf, OutcomePanel, sortedFields } from './outcome-panel.tsx';
import { PlayerBar } from './player-bar.tsx';
import { Player } from './player.ts';
import { ReviewHead } from './review-head.tsx';
import { SaveBar } from './save-bar.tsx';
import { phaseSpans } from './transcript-items.ts';
import { TranscriptView } from './transcript.tsx';
import styles from './review.module.css';

interface ReviewWorkProps {
  view: ReviewView;
  revealed: boolean;
  onReveal: () => void;
  back: string;
  onMoveTask: (where: 'before' | 'after') => void;
  /** It is approved or sent back: on to the next. */
  onDone: () => void;
}

/** The work on one review: transcript and sound at one side, what is reported at the other. */
export function ReviewWork({ view, revealed, onReveal, back, onMoveTask, onDone }: ReviewWorkProps) {
  const { item, outcome, contract } = view;
  const navigate = useNavigate();
  const may = useMay();
  const mayDecide = may('reviews:write') && item.reviewState !== 'sent_back';
  const changes = useChanges(view, revealed);
  const { drafts, overtaken } = changes;
  useOthers(item.taskId, changes.onNews);

  const [callId, setCallId] = useState(() => outcome.callId ?? view.transcripts.at(-1)?.callId);
  const transcript = view.transcripts.find((one) => one.callId === callId);
  const player = usePlayerOf(callId);
  const spans = useMemo(() => (transcript ? phaseSpans(transcript) : []), [transcript]);

  const ordered = useMemo(() => {
    const { shown, unasked } = sortedFields(outcome, contract.fields);
    return [...shown, ...unasked];
  }, [outcome, contract]);
  const [selected, setSelected] = useState(
    () => ordered.find(({ name }) => answerOf(outcome, name).status === 'doubtful')?.name,
  );
  const [jumps, setJumps] = useState(selected === undefined ? 0 : 1);
  const [editing, setEditing] = useState<Editing>();
  const [tab, setTab] = useState('outcome');
  const [asking, setAsking] = useState<'assign' | 'send_back'>();
  const [passage, setPassage] = useState<Passage>();
  const answer = selected === undefined ? undefined : answerOf(outcome, selected);

  const select = (name: string) => {
    setTab('outcome');
    setEditing(undefined);
    setSelected(name === selected ? undefined : name);
    setJumps((count) => count + 1);
  };
  const moveField = (step: number) => {
    const at = ordered.findIndex(({ name }) => name === selected);
    const next = ordered[at < 0 ? (step > 0 ? 0 : ordered.length - 1) : at + step];
    if (next === undefined) return;
    select(next.name);
    document.getElementById(`field-${next.name}`)?.focus();
  };
  const play = (name: string) => {
    const { evidence } = answerOf(outcome, name);
    if (evidence !== null) player?.playFrom(evidence.offsetMs);
    setJumps((count) => count + 1);
  };
  const finish = async (path: 'approve' | 'send-back', done: string, body?: object) => {
    if (!(await changes.decide(path, body))) return;
    toast(done);
    onDone();
  };
  const approve = () => {
    if (item.reviewState === 'open') void finish('approve', `${item.externalId} approved.`);
  };
  useReviewKeys({
    mayDecide,
    moveField,
    playEvidence: () => selected !== undefined && play(selected),
    confirm: () => {
      if (selected !== undefined && answer?.value != null) changes.stage(selected, { action: 'confirm' });
    },
    edit: (what) => {
      if (answer?.value != null) setEditing(what);
    },
    save: () => void changes.save(),
    approve,
    ask: setAsking,
    reveal: onReveal,
    moveTask: onMoveTask,
    back: () => void navigate(back),
  });

  return (
    <div className={styles.page}>
      <ReviewHead
        view={view}
        back={back}
        revealed={revealed}
        mayDecide={may('reviews:write')}
        hasDrafts={drafts.size > 0}
        busy={changes.saving}
        onReveal={onReveal}
        onAssign={() => setAsking('assign')}
        onSendBack={() => setAsking('send_back')}
        onApprove={approve}
        onReopen={() => void changes.decide('reopen')}
      />
      {overtaken !== undefined && (
        <ConflictBanner
          overtaken={overtaken}
          labelOf={(name) => contract.fields.find((field) => field.name === name)?.label ?? name}
          drafts={drafts.size}
          onSeen={changes.seen}
        />
      )}
      {callId !== undefined && player !== undefined && (
        <PlayerBar
          callId={callId}
          player={player}
          spans={spans}
          markMs={answer?.evidence?.offsetMs ?? null}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.left}>
          {view.transcripts.length > 1 && (
            <div className={styles.calls}>
              <Select
                label="Call"
                labelHidden
                size="small"
                value={callId ?? ''}
                options={view.transcripts.map((one, place) => ({
                  value: one.callId,
                  label: `Call ${place + 1}${startOf(view, one.callId)}`,
                }))}
                onChange={setCallId}
              />
            </div>
          )}
          {transcript !== undefined && player !== undefined ? (
            <TranscriptView
              key={transcript.callId}
              transcript={transcript}
              player={player}
              outcome={outcome}
              evidence={answer?.evidence ?? null}
              jumps={jumps}
              onUse={
                mayDecide
                  ? (turn, quote) => setPassage({ callId: transcript.callId, turn: turn.turn, quote })
                  : undefined
              }
            />
          ) : (
            <Empty title="Nothing was said.">No call of this task reached anybody.</Empty>
          )}
        </div>
        <section className={styles.right} aria-label="Outcome, question and history">
          <Tabs
            label="About the task"
            value={tab}
            onChange={setTab}
            tabs={[
              {
                value: 'outcome',
                label: 'Outcome',
                content: (
                  <OutcomePanel
                    outcome={outcome}
                    fields={contract.fields}
                    corrections={view.corrections}
                    drafts={drafts}
                    overtaken={overtaken?.fields ?? []}
                    selected={selected}
                    editing={editing}
                    mayDecide={mayDecide}
                    onSelect={select}
                    onPlay={play}
                    onEdit={setEditing}
                    onDraft={changes.stage}
                  />
                ),
              },
              { value: 'asked', label: 'Question', content: <AskedPanel view={view} /> },
              { value: 'history', label: 'History', content: <HistoryPanel view={view} /> },
            ]}
          />
          {drafts.size > 0 && (
            <SaveBar
              count={drafts.size}
              busy={changes.saving}
              onSave={() => void changes.save()}
              onDiscard={changes.discard}
            />
          )}
        </section>
      </div>
      <AssignDialog
        open={asking === 'assign'}
        onOpenChange={() => setAsking(undefined)}
        count={1}
        onAssign={(person) => void changes.decide('assign', { assignee: person?.id ?? null })}
      />
      <SendBackDialog
        open={asking === 'send_back'}
        onOpenChange={() => setAsking(undefined)}
        count={1}
        onSendBack={(note) => void finish('send-back', `${item.externalId} is called again.`, { note })}
      />
      {passage !== undefined && (
        <AddDialog
          passage={passage}
          outcome={outcome}
          fields={ordered}
          initial={selected}
          onClose={() => setPassage(undefined)}
          onDraft={changes.stage}
        />
      )}
    </div>
  );
}

function startOf({ calls }: ReviewView, callId: string): string {
  const call = calls.find(({ id }) => id === callId);
  return call === undefined ? '' : `, ${formatMoment(call.startedAt)}`;
}

/** A player lives as long as its call is shown. */
function usePlayerOf(callId: string | undefined): Player | undefined {
  const player = useMemo(
    () => (callId === undefined ? undefined : new Player(`/v1/calls/${callId}/recording`)),
    [callId],
  );
  useEffect(() => {
    player?.open();
    return () => player?.close();
  }, [player]);
  return player;
}

/** Sees at once what others make of the same review. */
function useOthers(taskId: string, onNews: () => void): void {
  const may = useMay();
  useEventStream({
    url: may('events:read') ? `/v1/events/stream?taskId=${taskId}` : null,
    types: ['task.review_changed', 'task.corrected', 'task.approved', 'task.updated'],
    onEvent: onNews,
    onReturn: onNews,
  });
}
