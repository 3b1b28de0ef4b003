import { useState } from 'react';
import type { PhoneTree, TreeChoice, TreeNode } from '../../../kernel/phone-tree.ts';
import { useCallTypes } from '../api/call-types.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Check } from '../ui/choices.tsx';
import { Area, Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { inWords } from '../ui/format.ts';
import { CloseIcon, PlusIcon } from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { newChoice, placeName, plainPrompt } from './tree.ts';
import styles from './trees.module.css';

interface NodeDialogProps {
  node: TreeNode;
  tree: PhoneTree;
  onTake: (node: TreeNode) => void;
  onClose: () => void;
}

/** One prompt to be changed. Nothing is written before the tree is saved. */
export function NodeDialog({ node, tree, onTake, onClose }: NodeDialogProps) {
  const [choices, setChoices] = useState<readonly TreeChoice[]>(node.choices);
  const callTypes = useCallTypes();
  const firstType = callTypes.data?.[0]?.callType ?? 'claim_status';
  return (
    <FormDialog
      title={node.prompt === '' ? 'Add a prompt' : 'Edit the prompt'}
      description="Words of the machine only: nothing that belongs to a patient."
      verb="Take it into the tree"
      wide
      onClose={onClose}
      onSend={(fields) => {
        const prompt = plainPrompt(fieldText(fields, 'prompt'));
        onTake({
          ...node,
          prompt,
          begins: plainPrompt(fieldText(fields, 'begins')) || prompt.split(' ').slice(0, 6).join(' '),
          first: fields.has('first'),
          drifted: fields.has('drifted'),
          choices: [...choices],
        });
        return Promise.resolve();
      }}
    >
      <Area label="All of its words" name="prompt" required maxLength={4000} defaultValue={node.prompt} />
      <Field
        label="Known by"
        name="begins"
        maxLength={500}
        defaultValue={node.begins}
        hint="Its first words, by which a call knows it before its end. Left empty: the first six."
      />
      <Check label="Heard first on a call" name="first" defaultChecked={node.first} />
      <Check
        label="Listen to it in full"
        hint="It may have changed: calls answer it only at its end until it has proved itself."
        name="drifted"
        defaultChecked={node.drifted}
      />
      <ChoiceRows
        choices={choices}
        tree={tree}
        callTypes={(callTypes.data ?? []).map(({ callType }) => callType)}
        onChange={setChoices}
      />
      <Button
        size="small"
        icon={<PlusIcon />}
        className={styles.add}
        onClick={() => setChoices([...choices, newChoice(firstType)])}
      >
        Add a choice
      </Button>
    </FormDialog>
  );
}

interface ChoiceRowsProps {
  choices: readonly TreeChoice[];
  tree: PhoneTree;
  callTypes: readonly string[];
  onChange: (choices: readonly TreeChoice[]) => void;
}

function ChoiceRows({ choices, tree, callTypes, onChange }: ChoiceRowsProps) {
  const places = ['hold', 'person', ...tree.nodes.map(({ id }) => id)];
  return choices.map((choice, at) => {
    const change = (changes: Partial<TreeChoice>) =>
      onChange(choices.map((one, place) => (place === at ? { ...one, ...changes } : one)));
    const types = callTypes.includes(choice.callType) ? callTypes : [...callTypes, choice.callType];
    return (
      <fieldset key={at} className={styles.choice}>
        <legend className="visually-hidden">Choice {at + 1}</legend>
        <Select
          label="For"
          value={choice.callType}
          options={types.map((value) => ({ value, label: inWords(value) }))}
          onChange={(callType) => change({ callType })}
        />
        <Field
          label="Answer"
          required
          pattern="key [0-9*#]+|say .+|enter .+|stay"
          title="Such as: key 2, say claims, enter npi, stay"
          value={choice.answer}
          onChange={({ target }) => change({ answer: target.value })}
        />
        <Select
          label="Leads to"
          value={choice.leadsTo}
          options={places.map((value) => ({ value, label: placeName(tree, value) }))}
          onChange={(leadsTo) => change({ leadsTo })}
        />
        <IconButton
          label={`Remove choice ${at + 1}`}
          icon={<CloseIcon />}
          onClick={() => onChange(choices.filter((_, place) => place !== at))}
        />
      </fieldset>
    );
  });
}
