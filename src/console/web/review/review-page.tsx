import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useReview } from '../api/review.ts';
import { filterOf, searchOf } from '../inbox/filter.ts';
import { useSearchText } from '../inbox/search-text.ts';
import { Failed, Loading } from '../ui/states.tsx';
import { useNeighbours } from './neighbours.ts';
import { ReviewWork } from './review-work.tsx';

/** One task with what was said and what is reported of it. */
export function Component() {
  const { taskId = '' } = useParams();
  // A review begins masked, whatever was revealed before.
  return <OneReview key={taskId} taskId={taskId} />;
}

function OneReview({ taskId }: { taskId: string }) {
  const [revealed, setRevealed] = useState(false);
  const [search] = useSearchParams();
  const q = useSearchText();
  const filter = useMemo(() => filterOf(search, q), [search, q]);
  const neighbours = useNeighbours(taskId, filter);
  const navigate = useNavigate();
  const masked = useReview(taskId, false);
  const whole = useReview(taskId, revealed);
  const query = revealed && whole.data !== undefined ? whole : masked;
  const address = searchOf(filter);

  if (query.data === undefined)
    return query.error === null ? (
      <Loading what="Loading the review" />
    ) : (
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    );
  const to = (id: string | undefined) => (id === undefined ? `/inbox${address}` : `/review/${id}${address}`);
  return (
    <ReviewWork
      view={query.data}
      revealed={revealed}
      onReveal={() => setRevealed(!revealed)}
      back={`/inbox${address}`}
      onMoveTask={(where) => void navigate(to(neighbours[where]))}
      onDone={() => void navigate(to(neighbours.after))}
    />
  );
}
