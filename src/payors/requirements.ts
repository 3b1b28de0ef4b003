import type { CallTypeContract } from '../kernel/call-type.ts';
import type { PayorView, Requirement } from '../kernel/payor-desk.ts';

/** What a task of that call type needs for that payor: the call type's inputs, with the payor's own wishes. */
export function requirementsOf(
  contract: Pick<CallTypeContract, 'callType' | 'title' | 'inputs'>,
  payor: Pick<PayorView, 'name' | 'requiredInputs'>,
): Requirement[] {
  const wishes = new Map((payor.requiredInputs[contract.callType] ?? []).map((wish) => [wish.name, wish]));
  return contract.inputs.map(({ name, label, kind, required }) => {
    const wish = wishes.get(name);
    const why = wish?.why ?? (wish && `${payor.name} asks for it.`);
    if (required)
      return { name, label, kind, required: true, why: why ?? `Every call of this type needs it.` };
    if (why !== undefined) return { name, label, kind, required: true, why };
    return { name, label, kind, required: false, why: 'Not needed, but of use where it is known.' };
  });
}
