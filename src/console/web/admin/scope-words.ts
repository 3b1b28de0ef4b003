import type { Scope } from '../../../kernel/access.ts';

/** What each scope lets its holder do. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  'tasks:write': 'Queue tasks, change, cancel and retry them',
  'tasks:read': 'See tasks and why they wait',
  'results:read': 'Read outcomes, transcripts and recordings',
  'reviews:write': 'Correct, confirm and approve outcomes',
  'calls:read': 'See which calls run and how they stand, without what is said',
  'calls:write': 'Hint, take over and end running calls, and listen in',
  'events:read': 'Read the feed of events',
  'webhooks:read': 'See webhook endpoints and deliveries',
  'webhooks:write': 'Change webhook endpoints, and replay deliveries',
  'payors:read': 'Search the payor directory',
  'payors:write': 'Add payors and override shared ones',
  'practices:read': 'See practices',
  'practices:write': 'Add and change practices',
  'dialing:read': 'See the queue, pauses and limits',
  'dialing:write': 'Pause and resume dialing, and set limits',
  'dial:any-number': 'Have a number called that is in no directory',
  'keys:write': 'Issue, rotate and revoke API keys',
  'users:write': 'Invite people and change their roles',
  'audit:read': 'Read who saw and changed what',
};
