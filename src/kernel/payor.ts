/** How a payor's name led to a number; kept with the task and shown on it. */
export interface PayorResolution {
  /** What the request called it. */
  asked: string;
  matched: 'name' | 'alias' | 'id' | 'number';
  /** Whose entry it is; `override` where the organization changed a shared one. */
  directory: 'own' | 'shared' | 'override' | 'none';
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
  /** The payor is known, but none of its lines takes such calls: what they are for. */
  | { kind: 'no_line'; payorId: string; name: string; purposes: readonly string[] }
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

/** Whether a call may be recorded, and how the caller says that it is a machine. */
export interface CallRules {
  /** `announce`: only where the caller says so at once. */
  recording: 'allowed' | 'announce' | 'forbidden';
  /** Words in place of those of the script; null for the script's own. */
  disclosure: string | null;
}

export interface CallRulesLookup {
  /**
   * The rules of a call: the stricter of the payor's and those of the state that the practice is in (two letters).
   * Where either is unknown, a recording is announced.
   */
  rulesOf(organizationId: string, payorId: string | null, state: string | null): Promise<CallRules>;
}
