import { practiceTimeZone } from '../kernel/local-date.ts';

/** Where most people of each state live; states that are not named go by New York. */
const statesOf: Readonly<Record<string, string>> = {
  'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
  'America/Denver': 'CO MT NM UT WY',
  'America/Boise': 'ID',
  'America/Phoenix': 'AZ',
  'America/Los_Angeles': 'CA NV OR WA',
  'America/Anchorage': 'AK',
  'Pacific/Honolulu': 'HI',
  'America/Puerto_Rico': 'PR VI',
  'Pacific/Guam': 'GU MP',
};

const zoneOf = new Map(
  Object.entries(statesOf).flatMap(([zone, states]) =>
    states.split(' ').map((state) => [state, zone] as const),
  ),
);

/** The IANA zone of a practice of which only the state (two letters) is known. */
export function zoneOfState(state: string | null | undefined): string {
  return zoneOf.get(state ?? '') ?? practiceTimeZone;
}
