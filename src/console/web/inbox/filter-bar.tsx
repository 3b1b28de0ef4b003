import { useState, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import type { InboxCounts, InboxFilter, ReviewReason } from '../../../kernel/review.ts';
import { useCallTypes, usePayorName, usePayorNames, usePracticeNames } from '../api/directory.ts';
import { useReviewers } from '../api/reviews.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, inWords } from '../ui/format.ts';
import { ChevronIcon, SearchIcon } from '../ui/icons.tsx';
import { Picker, type PickerOption } from '../ui/picker.tsx';
import { Select } from '../ui/select.tsx';
import { isNarrowed, searchOf } from './filter.ts';
import { reasonLabels } from './reasons.ts';
import { setSearchText } from './search-text.ts';
import styles from './inbox.module.css';

interface FilterBarProps {
  filter: InboxFilter;
  counts: InboxCounts | undefined;
  searchBox: RefObject<HTMLInputElement | null>;
}

/** What narrows the list. All but the search stands in the address. */
export function FilterBar({ filter, counts, searchBox }: FilterBarProps) {
  const navigate = useNavigate();
  const change = (part: Partial<InboxFilter>) =>
    void navigate(`/inbox${searchOf({ ...filter, ...part })}`, { replace: true });
  const clear = () => {
    setSearchText('');
    void navigate(`/inbox${searchOf({ queue: filter.queue })}`, { replace: true });
  };
  return (
    <div className={styles.filters} role="search" aria-label="Tasks">
      <Search key={filter.q ?? ''} q={filter.q} searchBox={searchBox} />
      <ReasonFilter reason={filter.reason} counts={counts} onChange={(reason) => change({ reason })} />
      <CallTypeFilter callType={filter.callType} onChange={(callType) => change({ callType })} />
      <PayorFilter payorId={filter.payorId} onChange={(payorId) => change({ payorId })} />
      <PracticeFilter practiceId={filter.practiceId} onChange={(practiceId) => change({ practiceId })} />
      <AssigneeFilter assignee={filter.assignee} onChange={(assignee) => change({ assignee })} />
      {isNarrowed(filter) && (
        <Button look="quiet" size="small" onClick={clear}>
          Clear
        </Button>
      )}
    </div>
  );
}

function Search({ q, searchBox }: { q: string | undefined; searchBox: FilterBarProps['searchBox'] }) {
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        setSearchText(searchBox.current?.value ?? '');
        searchBox.current?.blur();
      }}
    >
      <SearchIcon />
      <input
        ref={searchBox}
        type="search"
        defaultValue={q ?? ''}
        aria-label="Search by external id, member ID, claim, reference, authorization or check number"
        placeholder="External id, member ID, claim, reference…"
        onChange={(event) => {
          if (event.target.value === '') setSearchText('');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setSearchText('');
          event.currentTarget.value = '';
          event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

/** Radix takes a word for "whatever it is". */
const any = 'any';

interface ReasonFilterProps {
  reason: ReviewReason | undefined;
  counts: InboxCounts | undefined;
  onChange: (reason: ReviewReason | undefined) => void;
}

function ReasonFilter({ reason, counts, onChange }: ReasonFilterProps) {
  const reasons = Object.keys(reasonLabels) as ReviewReason[];
  const labelled = reasons.map((value) => {
    const count = counts?.byReason[value];
    return {
      value,
      label: `${reasonLabels[value]}${count === undefined ? '' : ` (${formatNumber(count)})`}`,
    };
  });
  return (
    <Select<ReviewReason | typeof any>
      label="Reason"
      labelHidden
      size="small"
      value={reason ?? any}
      options={[{ value: any, label: 'Any reason' }, ...labelled]}
      onChange={(chosen) => onChange(chosen === any ? undefined : chosen)}
    />
  );
}

interface IdFilterProps {
  onChange: (id: string | undefined) => void;
}

function CallTypeFilter({ callType, onChange }: IdFilterProps & { callType: string | undefined }) {
  const { data = [] } = useCallTypes();
  return (
    <Select
      label="Call type"
      labelHidden
      size="small"
      value={callType ?? any}
      options={[
        { value: any, label: 'Any call type' },
        ...data.map(({ callType: value, title }) => ({ value, label: title || inWords(value) })),
      ]}
      onChange={(chosen) => onChange(chosen === any ? undefined : chosen)}
    />
  );
}

interface PickedProps extends IdFilterProps {
  what: string;
  anyLabel: string;
  value: string | undefined;
  name: string | undefined;
  options: readonly PickerOption[];
  onSearch?: (text: string) => void;
  busy?: boolean;
}

function PickedFilter({
  what,
  anyLabel,
  value,
  name,
  options,
  onSearch,
  busy = false,
  onChange,
}: PickedProps) {
  return (
    <Picker
      label={what}
      trigger={
        <Button size="small" className={styles.picked}>
          <span className="truncate">{value === undefined ? anyLabel : (name ?? '…')}</span>
          <ChevronIcon />
        </Button>
      }
      value={value ?? any}
      options={[{ value: any, label: anyLabel }, ...options]}
      onPick={(picked) => onChange(picked === any ? undefined : picked)}
      onSearch={onSearch}
      busy={busy}
    />
  );
}

function PayorFilter({ payorId, onChange }: IdFilterProps & { payorId: string | undefined }) {
  const [text, setText] = useState('');
  const { data = [], isFetching } = usePayorNames(text);
  const known = data.find(({ id }) => id === payorId)?.name;
  const { data: name } = usePayorName(known === undefined ? payorId : undefined);
  return (
    <PickedFilter
      what="Payor"
      anyLabel="Any payor"
      value={payorId}
      name={known ?? name}
      options={data.map(({ id, name: label }) => ({ value: id, label }))}
      onSearch={setText}
      busy={isFetching}
      onChange={onChange}
    />
  );
}

function PracticeFilter({ practiceId, onChange }: IdFilterProps & { practiceId: string | undefined }) {
  const { data = [] } = usePracticeNames();
  return (
    <PickedFilter
      what="Practice"
      anyLabel="Any practice"
      value={practiceId}
      name={data.find(({ id }) => id === practiceId)?.name}
      options={data.map(({ id, name: label }) => ({ value: id, label }))}
      onChange={onChange}
    />
  );
}

function AssigneeFilter({ assignee, onChange }: IdFilterProps & { assignee: string | undefined }) {
  const { data = [] } = useReviewers();
  return (
    <PickedFilter
      what="Assigned to"
      anyLabel="Anybody"
      value={assignee}
      name={data.find(({ id }) => id === assignee)?.name}
      options={data.map(({ id, name: label }) => ({ value: id, label }))}
      onChange={onChange}
    />
  );
}
