import { createBrowserRouter, redirect, type RouteObject } from 'react-router';
import { Loading } from '../ui/states.tsx';
import { Frame } from './frame.tsx';
import { Lost, PageError } from './lost.tsx';
import { SignedInOnly } from './session.tsx';

/** Each page is a file of its own that comes when it is first opened; its module exports `Component`. */
const pages: RouteObject[] = [
  { index: true, loader: () => redirect('/inbox') },
  { path: 'inbox', lazy: () => import('../inbox/inbox-page.tsx') },
  { path: 'review/:taskId', lazy: () => import('../review/review-page.tsx') },
  { path: 'floor', lazy: () => import('../floor/floor-page.tsx') },
  { path: 'floor/:callId', lazy: () => import('../floor/call-page.tsx') },
  { path: 'insights', lazy: () => import('../insights/insights-page.tsx') },
  { path: 'trees', lazy: () => import('../trees/trees-page.tsx') },
  { path: 'admin/payors', lazy: () => import('../admin/payors-page.tsx') },
  { path: 'admin/practices', lazy: () => import('../admin/practices-page.tsx') },
  { path: 'admin/endpoints', lazy: () => import('../admin/endpoints-page.tsx') },
  { path: 'admin/keys', lazy: () => import('../admin/keys-page.tsx') },
  { path: 'admin/people', lazy: () => import('../admin/people-page.tsx') },
  { path: 'admin/audit', lazy: () => import('../admin/audit-page.tsx') },
  { path: 'admin/dialing', lazy: () => import('../admin/dialing-page.tsx') },
  { path: 'account', lazy: () => import('../account/account-page.tsx') },
  { path: '*', Component: Lost },
];

export function makeRouter() {
  return createBrowserRouter(
    [
      {
        ErrorBoundary: PageError,
        HydrateFallback: Loading,
        children: [
          { path: 'sign-in', lazy: () => import('../sign-in/sign-in-page.tsx') },
          { path: 'join', lazy: () => import('../sign-in/join-page.tsx') },
          { path: 'new-password', lazy: () => import('../sign-in/new-password-page.tsx') },
          { path: 'second-factor', lazy: () => import('../sign-in/second-factor-page.tsx') },
          {
            Component: SignedInOnly,
            children: [{ Component: Frame, children: [{ ErrorBoundary: PageError, children: pages }] }],
          },
        ],
      },
    ],
    { basename: '/console' },
  );
}
