import type { ReviewReason } from '../../../kernel/review.ts';
import type { Tone } from '../ui/badge.tsx';

export const reasonLabels: Readonly<Record<ReviewReason, string>> = {
  doubtful_value: 'Doubtful value',
  failed_check: 'Failed check',
  refusal: 'Refusal',
  partial: 'Partial',
  failed: 'Failed',
};

export const reasonTones: Readonly<Record<ReviewReason, Tone>> = {
  doubtful_value: 'warn',
  failed_check: 'bad',
  refusal: 'hold',
  partial: 'info',
  failed: 'neutral',
};
