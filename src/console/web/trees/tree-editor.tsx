import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PhoneTreeView } from '../../../kernel/payor-desk.ts';
import type { PhoneTree, TreeNode } from '../../../kernel/phone-tree.ts';
import { api } from '../api/client.ts';
import { ApiProblem, sentenceOf } from '../api/problem.ts';
import { useMay } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm, Problem } from '../ui/confirm.tsx';
import { formatMoment, formatNumber } from '../ui/format.ts';
import { PlusIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { NodeCard } from './node-card.tsx';
import { NodeDialog } from './node-dialog.tsx';
import { newNode, placed, shortened, withNode, withoutNode } from './tree.ts';
import styles from './trees.module.css';

interface TreeEditorProps {
  address: string;
  view: PhoneTreeView;
  onReload: () => void;
}

/** A tree, and a draft of it once somebody changes something. */
export function TreeEditor({ address, view, onReload }: TreeEditorProps) {
  const may = useMay();
  const [draft, setDraft] = useState<PhoneTree>();
  const [edited, setEdited] = useState<TreeNode>();
  const [removed, setRemoved] = useState<TreeNode>();
  const tree = draft ?? view.tree;
  const mayEdit = may('payors:write');
  const drifted = tree.nodes.filter((node) => node.drifted).length;
  return (
    <>
      <header className={styles.head}>
        <p className={styles.facts}>
          <strong>{view.phoneNumber}</strong>
          <span>{formatNumber(tree.nodes.length)} prompts</span>
          <span>
            revision {view.revision}
            {view.updatedAt !== null && `, ${formatMoment(view.updatedAt)}`}
          </span>
          <span>{view.editedBy === null ? 'as calls learned it' : 'edited by a person'}</span>
          {drifted > 0 && <Badge tone="warn">{drifted} drifted</Badge>}
        </p>
        {mayEdit && (
          <Button
            icon={<PlusIcon />}
            onClick={() => setEdited(newNode(freshId(tree), view.updatedAt?.slice(0, 10) ?? today()))}
          >
            Add a prompt
          </Button>
        )}
      </header>
      {draft !== undefined && (
        <SaveBar
          address={address}
          view={view}
          draft={draft}
          onDone={() => setDraft(undefined)}
          onReload={() => {
            setDraft(undefined);
            onReload();
          }}
        />
      )}
      {tree.nodes.length === 0 ? (
        <Empty title="Nothing is known of this line yet.">
          The first call hears every prompt to its end and remembers it.
        </Empty>
      ) : (
        <ol className={styles.nodes}>
          {placed(tree).map((place) => (
            <NodeCard
              key={place.node.id}
              place={place}
              tree={tree}
              {...(mayEdit && {
                onEdit: () => setEdited(place.node),
                onRemove: () => setRemoved(place.node),
              })}
            />
          ))}
        </ol>
      )}
      {edited !== undefined && (
        <NodeDialog
          node={edited}
          tree={tree}
          onClose={() => setEdited(undefined)}
          onTake={(node) => setDraft(withNode(tree, node))}
        />
      )}
      {removed !== undefined && (
        <Confirm
          title="Remove this prompt?"
          verb="Remove"
          danger
          onClose={() => setRemoved(undefined)}
          onConfirm={() => {
            setDraft(withoutNode(tree, removed.id));
            return Promise.resolve();
          }}
        >
          <p>
            “{shortened(removed.prompt)}” and the choices that lead to it. Nothing is written before you save.
          </p>
        </Confirm>
      )}
    </>
  );
}

const today = () => new Date().toISOString().slice(0, 10);

/** An id that no prompt of the tree has. */
function freshId({ nodes }: PhoneTree): string {
  let count = nodes.length + 1;
  while (nodes.some(({ id }) => id === `edited-${count}`)) count += 1;
  return `edited-${count}`;
}

interface SaveBarProps extends TreeEditorProps {
  draft: PhoneTree;
  onDone: () => void;
}

/** What is changed and not yet saved; where a call or a person was faster, the way to the newer tree. */
function SaveBar({ address, view, draft, onDone, onReload }: SaveBarProps) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const isOld = problem instanceof ApiProblem && problem.status === 409;
  async function save(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await api.put<PhoneTreeView>(address, { revision: view.revision, tree: draft });
      queries.setQueryData(['phone-tree', view.lineId], saved);
      toast('The tree is saved. Calls rely on it at once.');
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className={styles.save} aria-label="Unsaved changes">
      <p>
        <strong>There are changes that are not saved.</strong>
      </p>
      <div className={styles.actions}>
        <Button onClick={onDone}>Discard</Button>
        {isOld ? (
          <Button look="primary" onClick={onReload}>
            Load the newer tree
          </Button>
        ) : (
          <Button look="primary" busy={busy} onClick={() => void save()}>
            Save
          </Button>
        )}
      </div>
      {problem !== undefined && (
        <Problem
          text={
            isOld
              ? 'The tree has changed since you read it: a call or another person was faster. Load the newer one and change it again.'
              : sentenceOf(problem)
          }
        />
      )}
    </section>
  );
}
