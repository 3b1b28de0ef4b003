import type { ScriptBinding } from '../calls/binding.ts';
import { makeCallWatcher } from '../calls/watcher.ts';
import { makeFloorDesk } from '../console/floor.ts';
import { makeLiveBoards, type LiveBoardOptions } from '../console/live-board.ts';
import { stateOfCall } from '../console/live-calls.ts';
import type { MaskWords } from '../calls/live-writer.ts';
import { makeOperatorDesk, type OperatorDeskOptions } from '../dialing/operator-desk.ts';
import type { OperatorRoutesOptions } from '../http/operator-routes.ts';
import type { FloorRoutesOptions } from '../http/floor-routes.ts';
import type { CallLog } from '../kernel/call-store.ts';
import type { DialingDesk } from '../kernel/dialing.ts';
import type { CallWatcher } from '../kernel/floor.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { maskSpoken } from '../spoken/mask.ts';

export interface FloorOptions<State> extends LiveBoardOptions, OperatorDeskOptions {
  audit: AuditTrail;
  log: CallLog;
  bindingOf: (callType: string) => ScriptBinding<State>;
  dialing: Pick<DialingDesk, 'overview'>;
  maxConcurrentCalls: number;
}

/** What people see of running calls, and what they have them do. */
export function makeFloor<State>(options: FloorOptions<State>): {
  watcher: CallWatcher;
  routes: FloorRoutesOptions & OperatorRoutesOptions;
} {
  const { db, log, bindingOf, dialing, maxConcurrentCalls, clock } = options;
  const looks = makeLiveBoards(options);
  return {
    watcher: makeCallWatcher({
      log,
      looks,
      bindingOf,
      stateOf: (scope, callId) => stateOfCall(db, scope, callId),
      clock,
    }),
    routes: {
      operator: makeOperatorDesk(options),
      audit: options.audit,
      floor: makeFloorDesk({
        db,
        boards: looks,
        overview: (scope) => dialing.overview(scope),
        maxConcurrentCalls,
        now: () => clock.now(),
      }),
    },
  };
}

/** Payor and practice stand on the wallboard anyway; all that the tasks ask with is hidden. */
export const maskWords: MaskWords = (text, { tasks }) =>
  maskSpoken(text, {
    secrets: tasks.flatMap(({ inputs }) => Object.values(inputs).map(String)),
    open: tasks.flatMap(({ payor, practice }) => [payor.name, practice.name]),
  });
