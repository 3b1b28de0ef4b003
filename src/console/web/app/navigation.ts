import type { ComponentType } from 'react';
import type { Scope } from '../../../kernel/access.ts';
import {
  AuditIcon,
  DialingIcon,
  EndpointIcon,
  FloorIcon,
  InboxIcon,
  InsightsIcon,
  KeyIcon,
  PayorIcon,
  PeopleIcon,
  PracticeIcon,
  TreeIcon,
} from '../ui/icons.tsx';

export interface Place {
  to: string;
  label: string;
  /** Without it the place is not shown. */
  scope: Scope;
  icon: ComponentType;
  /** Behind `g`, for the keyboard. */
  key?: string;
}

export const places: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: 'Work',
    places: [
      { to: '/inbox', label: 'Inbox', scope: 'tasks:read', icon: InboxIcon, key: 'i' },
      { to: '/floor', label: 'Floor', scope: 'calls:read', icon: FloorIcon, key: 'f' },
      { to: '/insights', label: 'Insights', scope: 'results:read', icon: InsightsIcon, key: 't' },
    ],
  },
  {
    title: 'Settings',
    places: [
      { to: '/admin/dialing', label: 'Dialing', scope: 'dialing:read', icon: DialingIcon },
      { to: '/trees', label: 'Phone trees', scope: 'payors:read', icon: TreeIcon },
      { to: '/admin/payors', label: 'Payors', scope: 'payors:read', icon: PayorIcon },
      { to: '/admin/practices', label: 'Practices', scope: 'practices:read', icon: PracticeIcon },
      { to: '/admin/endpoints', label: 'Webhooks', scope: 'webhooks:read', icon: EndpointIcon },
      { to: '/admin/keys', label: 'API keys', scope: 'keys:write', icon: KeyIcon },
      { to: '/admin/people', label: 'People', scope: 'users:write', icon: PeopleIcon },
      { to: '/admin/audit', label: 'Audit', scope: 'audit:read', icon: AuditIcon },
    ],
  },
];
