import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { LivePhase } from '../../../kernel/floor.ts';
import { useShortcuts } from '../app/shortcuts.ts';
import { classNames } from '../ui/class-names.ts';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import {
  arrange,
  isSorting,
  phaseLooks,
  shownPhases,
  sortings,
  type FloorFilter,
  type Sorting,
} from './live.ts';
import type { Floor } from './use-floor.ts';
import styles from './floor.module.css';

export interface FloorView {
  filter: FloorFilter;
  sorting: Sorting;
  /** Null takes it out of the address. */
  set: (name: 'phase' | 'practice' | 'sort', value: string | null) => void;
  search: (text: string) => void;
}

/**
 * What the board shows and in which order: in the address, so that a wall can be opened as it was. What is searched for
 * is not: whoever types there may type what belongs in no log of addresses.
 */
export function useFloorFilter(): FloorView {
  const [params, setParams] = useSearchParams();
  const [text, search] = useState('');
  const sort = params.get('sort');
  return {
    filter: {
      text,
      phase: shownPhases.find((phase) => phase === params.get('phase')) ?? null,
      practiceId: params.get('practice'),
    },
    sorting: isSorting(sort) ? sort : 'attention',
    search,
    set: (name, value) =>
      setParams(
        (before) => {
          if (value === null || value === '') before.delete(name);
          else before.set(name, value);
          return before;
        },
        { replace: true },
      ),
  };
}

const isAlwaysShown = (phase: LivePhase) => ['conversation', 'hold', 'menu', 'ringing'].includes(phase);

/** Counts by phase, which filter when they are pressed; search, practice and order. */
export function FloorFilters({ floor, now, filter: view }: { floor: Floor; now: number; filter: FloorView }) {
  const { filter, sorting, set } = view;
  const place = useRef<HTMLInputElement>(null);
  useShortcuts('Calls', [{ keys: '/', label: 'Search', run: () => place.current?.focus() }]);
  const counted = arrange(floor.calls, { ...filter, phase: null }, 'longest', now);
  const countOf = (phase: LivePhase) => counted.filter((call) => call.phase === phase).length;
  const phases = shownPhases.filter(
    (phase) => isAlwaysShown(phase) || countOf(phase) > 0 || phase === filter.phase,
  );
  return (
    <div className={styles.head}>
      <div role="group" aria-label="Show calls by phase" className={styles.phases}>
        <PhaseButton
          label="Running"
          count={counted.length}
          pressed={filter.phase === null}
          onPress={() => set('phase', null)}
        />
        {phases.map((phase) => (
          <PhaseButton
            key={phase}
            label={phaseLooks[phase].label}
            tone={phaseLooks[phase].tone}
            count={countOf(phase)}
            pressed={filter.phase === phase}
            onPress={() => set('phase', filter.phase === phase ? null : phase)}
          />
        ))}
      </div>
      <div className={styles.filters}>
        <Field
          ref={place}
          label="Search"
          labelHidden
          type="search"
          placeholder="Payor, practice or task"
          value={filter.text}
          onChange={(event) => view.search(event.target.value)}
        />
        <PracticeSelect
          floor={floor}
          value={filter.practiceId ?? ''}
          onChange={(id) => set('practice', id)}
        />
        <Select
          label="Order"
          labelHidden
          value={sorting}
          options={Object.entries(sortings).map(([value, label]) => ({ value: value as Sorting, label }))}
          onChange={(value) => set('sort', value === 'attention' ? null : value)}
        />
      </div>
    </div>
  );
}

function PracticeSelect(props: { floor: Floor; value: string; onChange: (id: string) => void }) {
  const { floor, value, onChange } = props;
  const names = new Map(floor.calls.map(({ practice }) => [practice.id ?? '', practice.name]));
  names.delete('');
  if (value !== '' && !names.has(value)) names.set(value, 'Chosen practice');
  const sorted = [...names].sort(([, a], [, b]) => a.localeCompare(b));
  return (
    <Select
      label="Practice"
      labelHidden
      value={value}
      options={[
        { value: '', label: 'All practices' },
        ...sorted.map(([id, name]) => ({ value: id, label: name })),
      ]}
      onChange={onChange}
    />
  );
}

interface PhaseButtonProps {
  label: string;
  tone?: string;
  count: number;
  pressed: boolean;
  onPress: () => void;
}

function PhaseButton({ label, tone = 'neutral', count, pressed, onPress }: PhaseButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={classNames(styles.phase, styles[tone])}
      onClick={onPress}
    >
      <span className={styles.count}>{count}</span>
      <span>{label}</span>
    </button>
  );
}
