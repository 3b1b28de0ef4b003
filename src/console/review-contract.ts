import type { CallTypeContract } from '../kernel/call-type.ts';
import type { ReviewView } from '../kernel/review.ts';

/** Of a call type what a page needs to name and to check its values, without how the call asks for them. */
export function reviewContract(contract: CallTypeContract): ReviewView['contract'] {
  return {
    title: contract.title,
    fields: contract.fields.map(({ name, label, type, requirement, values, shape, when }) => ({
      name,
      label,
      type,
      requirement,
      ...(values === undefined ? {} : { values: values.map(({ value, say }) => ({ value, say })) }),
      ...(shape === undefined ? {} : { shape }),
      ...(when === undefined ? {} : { when }),
    })),
    inputs: contract.inputs.map(({ name, label, kind, required, ahead }) => ({
      name,
      label,
      kind,
      required,
      ...(ahead === undefined ? {} : { ahead }),
    })),
  };
}
