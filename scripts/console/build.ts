import { execFile } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const built = resolve(root, 'dist/console/index.html');

/** Builds the page where a source of it is newer than what was built: what is looked at is the page as it is now. */
export default async function buildConsole(): Promise<void> {
  if (existsSync(built) && statSync(built).mtimeMs >= newestSource()) return;
  // In a process of its own: a test's environment would build it for development.
  await promisify(execFile)('npm', ['run', '--silent', 'build:console'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function newestSource(): number {
  const sources = globSync('{src/console/web,src/kernel}/**/*.{ts,tsx,css,html,svg}', { cwd: root });
  return Math.max(...['package-lock.json', ...sources].map((file) => statSync(resolve(root, file)).mtimeMs));
}
