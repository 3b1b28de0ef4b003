import { makeFloorDesk } from '../console/floor.ts';
import { makeLiveBoards, type LiveBoardOptions } from '../console/live-board.ts';
import type { MaskWords } from '../calls/live-writer.ts';
import type { FloorRoutesOptions } from '../http/floor-routes.ts';
import type { DialingDesk } from '../kernel/dialing.ts';
import { maskSpoken } from '../spoken/mask.ts';

export interface FloorOptions extends LiveBoardOptions {
  dialing: Pick<DialingDesk, 'overview'>;
  maxConcurrentCalls: number;
}

/** What people see of running calls, and what they have them do. */
export function makeFloor(options: FloorOptions): FloorRoutesOptions {
  const { db, dialing, maxConcurrentCalls, clock } = options;
  return {
    floor: makeFloorDesk({
      db,
      boards: makeLiveBoards(options),
      overview: (scope) => dialing.overview(scope),
      maxConcurrentCalls,
      now: () => clock.now(),
    }),
  };
}

/** Payor and practice stand on the wallboard anyway; all that the tasks ask with is hidden. */
export const maskWords: MaskWords = (text, { tasks }) =>
  maskSpoken(text, {
    secrets: tasks.flatMap(({ inputs }) => Object.values(inputs).map(String)),
    open: tasks.flatMap(({ payor, practice }) => [payor.name, practice.name]),
  });
