import { useQuery } from '@tanstack/react-query';
import type { Waveform } from '../../../kernel/live.ts';
import type { ReviewView } from '../../../kernel/review.ts';
import { inWords } from '../ui/format.ts';
import { addressOf, api } from './client.ts';
import { reviewKeys } from './reviews.ts';

/** Peaks of each side: about one a pixel of a wide screen. */
const points = 2_000;

export const reviewKey = (taskId: string, reveal: boolean) =>
  [...reviewKeys.view(taskId), { reveal }] as const;

/** One review. What was revealed is not kept once it is no longer shown. */
export function useReview(taskId: string, reveal: boolean) {
  return useQuery({
    queryKey: reviewKey(taskId, reveal),
    queryFn: ({ signal }) => api.get<ReviewView>(addressOf(`/v1/reviews/${taskId}`, { reveal }), { signal }),
    select: withLabelsInWords,
    ...(reveal && { gcTime: 0 }),
    // Every read is in the audit: none happens by the way.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
}

/** Labels are written to stand within a sentence; here each begins a line. */
function withLabelsInWords(view: ReviewView): ReviewView {
  const { fields, inputs } = view.contract;
  return {
    ...view,
    contract: {
      ...view.contract,
      fields: fields.map((field) => ({ ...field, label: inWords(field.label) })),
      inputs: inputs.map((input) => ({ ...input, label: inWords(input.label) })),
    },
  };
}

/** Refused with 404 where the call was not recorded. */
export function useWaveform(callId: string | undefined) {
  return useQuery({
    queryKey: ['calls', callId, 'waveform'],
    queryFn: ({ signal }) =>
      api.get<Waveform>(addressOf(`/v1/calls/${callId ?? ''}/waveform`, { points }), { signal }),
    enabled: callId !== undefined,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}
