import { formatDuration, formatMoney } from '../ui/format.ts';

const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

/** What stands where there is nothing to tell. */
const none = '—';

export const formatShare = (share: number | null): string => (share === null ? none : percent.format(share));
export const formatSeconds = (seconds: number | null): string =>
  seconds === null ? none : formatDuration(seconds * 1000);
export const formatCents = (cents: number | null): string =>
  cents === null ? none : formatMoney(Math.round(cents));
