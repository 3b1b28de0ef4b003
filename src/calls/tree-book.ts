import type { OwnedCall } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { PhoneTree, PhoneTrees, TreeVisit } from '../kernel/phone-tree.ts';
import { learnTree } from '../script/tree-learning.ts';

/** A call is dialed without its tree rather than late. */
const treeWaitMs = 2_000;

/** What earlier calls learned of the payors' menus, for calls that begin and calls that ended. */
export interface TreeBook {
  /** The tree of the line that is called; a call that cannot have it in time listens for itself. */
  treeOf: (call: OwnedCall) => Promise<PhoneTree | undefined>;
  learn: (call: OwnedCall, visit: TreeVisit) => Promise<void>;
}

export function makeTreeBook(options: {
  phoneTrees: PhoneTrees;
  clock: Clock;
  today: () => string;
}): TreeBook {
  const { phoneTrees, clock, today } = options;
  return {
    async treeOf(call) {
      let timer: Timer | undefined;
      const late = new Promise<undefined>((resolve) => {
        timer = clock.after(treeWaitMs, () => resolve(undefined));
      });
      const tree = phoneTrees.phoneTreeOf(call.organizationId, call.to).catch(() => undefined);
      const found = await Promise.race([tree, late]);
      timer?.cancel();
      return found;
    },

    async learn(call, visit) {
      const seenOn = today();
      await phoneTrees.updatePhoneTree(call.organizationId, call.to, (tree) =>
        learnTree(tree, visit, { id: call.id, seenOn }),
      );
    },
  };
}
