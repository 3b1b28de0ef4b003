/** How a payor's name led to a number; kept with the task and shown on it. */
export interface PayorResolution {
  /** What the request called it. */
  asked: string;
  matched: 'name' | 'alias' | 'number';
  /** Whose entry it is. */
  directory: 'own' | 'shared' | 'none';
  /** Id and purpose of the line that is called; null for a number given as such. */
  lineId: string | null;
  purpose: string | null;
}

export type PayorMatch =
  | {
      kind: 'found';
      payorId: string;
      name: string;
      phoneNumber: string;
      /** Inputs that this payor wants beside those of the call type, by name. */
      requiredInputs: readonly string[];
      refusesAutomation: boolean;
      resolution: PayorResolution;
    }
  | { kind: 'unknown'; /** Names that are near, best first. */ near: readonly string[] }
  /** Several payors go by that name. */
  | { kind: 'ambiguous'; candidates: readonly { payorId: string; name: string }[] };

/** The directory as intake asks it: an organization's own entries before the shared ones. */
export interface PayorLookup {
  resolve(
    organizationId: string,
    wanted: { name: string; callType: string } | { payorId: string; callType: string },
  ): Promise<PayorMatch>;
  /** Why a number may not be dialed; undefined where it may. */
  refusalOfNumber(phoneNumber: string): string | undefined;
}
