import { Button } from './button.tsx';
import styles from './parts.module.css';

interface MoreProps {
  list: { hasMore: boolean; isLoadingMore: boolean; loadMore: () => void };
}

/** Reads a list on; nothing where its end has come. */
export function More({ list }: MoreProps) {
  if (!list.hasMore) return null;
  return (
    <div className={styles.more}>
      <Button busy={list.isLoadingMore} onClick={list.loadMore}>
        Show more
      </Button>
    </div>
  );
}
