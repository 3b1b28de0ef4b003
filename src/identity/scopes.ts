/** What a key may do. */
export const scopes = [
  'tasks:write',
  'tasks:read',
  'calls:read',
  'webhooks:read',
  'dial:any-number',
] as const;
