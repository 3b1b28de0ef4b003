import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that `npm run dev:console` asks for everything but the page. */
const server = 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  // The server puts a new one into every answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    // Everything is a file: the page's policy allows no data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
  },
  server: {
    port: 5173,
    proxy: { '/v1': { target: server, ws: true }, '/auth': { target: server } },
  },
});
