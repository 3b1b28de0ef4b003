import type { Principal } from './access.ts';
import type { InputKind } from './call-type.ts';
import type { Holiday } from './holidays.ts';
import type { Openings, WeekHours } from './opening-hours.ts';
import type { PayorChanges, PayorProfile } from './payor-profile.ts';
import type { PhoneTree } from './phone-tree.ts';

/** A payor as an organization sees it. */
export interface PayorView extends Omit<PayorProfile, 'lines'> {
  id: string;
  /** `override`: a shared entry of which the organization changed what `overridden` names. */
  directory: 'own' | 'shared' | 'override';
  /** Dotted names of members that differ from the shared entry. */
  overridden: readonly string[];
  lines: readonly LineView[];
  updatedAt: string;
}

export interface LineView {
  id: string;
  purpose: string;
  label: string | null;
  phoneNumber: string;
  timeZone: string;
  hours: WeekHours | null;
  holidays: readonly Holiday[];
  closedOn: readonly string[];
  maxConcurrentCalls: number | null;
  /** Whether it is open at this moment; times are ISO. */
  now: { [Member in keyof Openings]: Member extends 'open' ? boolean : string | null };
}

/** A payor that was looked for. */
export interface PayorHit extends PayorView {
  /** 0 to 1, where 1 is the very name; null where no name was asked for. */
  score: number | null;
  /** The name that came nearest, as it is written. */
  matchedName: string | null;
}

export interface PayorPage {
  data: readonly PayorHit[];
  nextCursor: string | null;
}

/** An input that a task for this payor may carry. */
export interface Requirement {
  name: string;
  label: string;
  kind: InputKind;
  required: boolean;
  /** Who wants it, as a sentence. */
  why: string;
}

export interface PhoneTreeView {
  lineId: string;
  phoneNumber: string;
  /** Counts changes, by calls and people; 0 where nothing is known of the line yet. */
  revision: number;
  tree: PhoneTree;
  editedBy: string | null;
  updatedAt: string | null;
}

/** What there is of a tree, for a list. */
export interface PhoneTreeSummary {
  phoneNumber: string;
  /** Null for a number that is in no directory (any more). */
  payor: { id: string; name: string } | null;
  lineId: string | null;
  prompts: number;
  /** Of these, those that were found changed, and those that a person has edited. */
  drifted: number;
  edited: number;
  revision: number;
  editedBy: string | null;
  updatedAt: string;
}

/** The directory as people and programs work with it. Refusals are thrown as ProblemError. */
export interface PayorDesk {
  /** Entries that the organization sees: by name, or the nearest to `query` first. */
  search(
    principal: Principal,
    options: { query?: string | undefined; limit: number; cursor?: string | undefined },
  ): Promise<PayorPage>;
  get(principal: Principal, payorId: string): Promise<PayorView>;
  create(principal: Principal, profile: PayorProfile): Promise<PayorView>;
  /** Own entries only. */
  replace(principal: Principal, payorId: string, profile: PayorProfile): Promise<PayorView>;
  change(principal: Principal, payorId: string, changes: PayorChanges): Promise<PayorView>;
  remove(principal: Principal, payorId: string): Promise<void>;
  /** What the organization wants otherwise than the shared entry has it; all that is not given follows the entry. */
  override(principal: Principal, payorId: string, changes: PayorChanges): Promise<PayorView>;
  dropOverride(principal: Principal, payorId: string): Promise<PayorView>;
  requirements(
    principal: Principal,
    payorId: string,
    callType: string,
  ): Promise<{ callType: string; payorId: string; inputs: readonly Requirement[] }>;
  /** All that is known of any line's menus, the latest changed first. */
  phoneTrees(principal: Principal): Promise<readonly PhoneTreeSummary[]>;
  phoneTree(principal: Principal, payorId: string, lineId: string): Promise<PhoneTreeView>;
  /** `revision` is that of the tree that was read: another one in between is a conflict. */
  savePhoneTree(
    principal: Principal,
    payorId: string,
    lineId: string,
    edited: { revision: number; tree: PhoneTree },
  ): Promise<PhoneTreeView>;
}
