import type { PhoneTree, TreeChoice } from '../../../kernel/phone-tree.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatDay, formatNumber, inWords } from '../ui/format.ts';
import { CloseIcon, EditIcon } from '../ui/icons.tsx';
import { placeName, type PlacedNode } from './tree.ts';
import styles from './trees.module.css';

interface NodeCardProps {
  place: PlacedNode;
  tree: PhoneTree;
  onEdit?: () => void;
  onRemove?: () => void;
}

/** Deeper prompts stay readable: they are not set in any further. */
const mostDepth = 6;

/** One prompt: its words, how often it was met, and what was answered to it. */
export function NodeCard({ place: { node, depth, loose }, tree, onEdit, onRemove }: NodeCardProps) {
  return (
    <li
      id={`prompt-${node.id}`}
      tabIndex={-1}
      className={classNames(styles.node, node.drifted && styles.drifted)}
      style={{ marginLeft: `${Math.min(depth, mostDepth) * 28}px` }}
    >
      <div className={styles.nodeHead}>
        <p className={styles.prompt}>{node.prompt}</p>
        <div className={styles.marks}>
          {node.first && <Badge tone="accent">First</Badge>}
          {loose && !node.first && <Badge>Nothing leads here</Badge>}
          {node.drifted && <Badge tone="warn">Drifted</Badge>}
          {node.editedBy !== null && <Badge tone="info">Edited</Badge>}
          {onEdit !== undefined && (
            <IconButton size="small" label={`Edit ${node.begins}`} icon={<EditIcon />} onClick={onEdit} />
          )}
          {onRemove !== undefined && (
            <IconButton
              size="small"
              label={`Remove ${node.begins}`}
              icon={<CloseIcon />}
              onClick={onRemove}
            />
          )}
        </div>
      </div>
      <p className={styles.provenance}>
        {node.seen === 0 ? (
          'Not met by a call yet'
        ) : (
          <>
            Met {formatNumber(node.seen)} {node.seen === 1 ? 'time' : 'times'}, {formatDay(node.firstSeen)} to{' '}
            {formatDay(node.lastSeen)} · takes {seconds(node.promptMs)} · known by “{node.begins}”
            {node.calls.length > 0 && ` · last in ${node.calls.at(-1) ?? ''}`}
          </>
        )}
        {node.drifted && ' · it was found changed and is listened to in full until it has proved itself'}
      </p>
      {node.choices.length > 0 && <Choices choices={node.choices} tree={tree} />}
    </li>
  );
}

function Choices({ choices, tree }: { choices: readonly TreeChoice[]; tree: PhoneTree }) {
  return (
    <table className={styles.choices}>
      <thead>
        <tr>
          <th scope="col">For</th>
          <th scope="col">Answer</th>
          <th scope="col">Leads to</th>
          <th scope="col">Calls</th>
          <th scope="col">In a row</th>
          <th scope="col">Soonest</th>
        </tr>
      </thead>
      <tbody>
        {choices.map((choice) => (
          <tr key={`${choice.callType}/${choice.answer}/${choice.leadsTo}`}>
            <td>{inWords(choice.callType)}</td>
            <td>
              <Answer answer={choice.answer} />
            </td>
            <td>
              <Place tree={tree} leadsTo={choice.leadsTo} />
            </td>
            <td>{formatNumber(choice.count)}</td>
            <td>{formatNumber(choice.inARow)}</td>
            <td>{choice.count === 0 ? '—' : seconds(choice.answeredAfterMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `key 2` as a key; anything else in its words. */
function Answer({ answer }: { answer: string }) {
  return answer.startsWith('key ') ? (
    <>
      press <kbd>{answer.slice('key '.length)}</kbd>
    </>
  ) : (
    answer
  );
}

function Place({ tree, leadsTo }: { tree: PhoneTree; leadsTo: string }) {
  const name = placeName(tree, leadsTo);
  if (!tree.nodes.some(({ id }) => id === leadsTo))
    return <Badge tone={leadsTo === 'hold' ? 'hold' : 'good'}>{name}</Badge>;
  return (
    <a
      href={`#prompt-${leadsTo}`}
      onClick={(event) => {
        event.preventDefault();
        const card = document.getElementById(`prompt-${leadsTo}`);
        card?.scrollIntoView({ block: 'center' });
        card?.focus({ preventScroll: true });
      }}
    >
      {name}
    </a>
  );
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
