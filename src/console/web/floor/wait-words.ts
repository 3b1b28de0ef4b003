import type { WaitCode } from '../../../kernel/dialing.ts';

/** Why tasks wait, in the words of people. */
export const waitWords: Readonly<Record<WaitCode, string>> = {
  not_before: 'Wanted later',
  retry_later: 'Called again later',
  payor_closed: 'Payor is closed',
  paused: 'Dialing is paused',
  payor_limit: "Payor's limit",
  organization_limit: 'Your calls at once',
  server_limit: 'All lines in use',
  daily_cap: "Today's cap is reached",
  refuses_automation: 'Payor takes no machines',
  in_line: 'Next in line',
};
