import { makeFloorDesk } from '../console/floor.ts';
import { makeLiveBoards, type LiveBoardOptions } from '../console/live-board.ts';
import type { FloorRoutesOptions } from '../http/floor-routes.ts';
import type { DialingDesk } from '../kernel/dialing.ts';

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
