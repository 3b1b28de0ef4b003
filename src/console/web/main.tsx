import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { makeQueryClient } from './api/queries.ts';
import { makeRouter } from './app/router.tsx';
import { applyTheme } from './app/theme.ts';
import { passNonce } from './app/nonce.ts';
import { listenForShortcuts } from './app/shortcuts.ts';
import './ui/tokens.css';
import './ui/base.css';

passNonce();
applyTheme();
listenForShortcuts();

const root = document.getElementById('page');
if (root === null) throw new Error('The document has no place for the page.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
