import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isInsideAddress } from './guarded-lookup.ts';

/** True for hosts (without port) that may be inside our own network and be asked without TLS. */
export type IsAllowedHost = (host: string) => boolean;

export function makeAllowList(hosts: readonly string[]): IsAllowedHost {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  return (host) => allowed.has(host.toLowerCase());
}

/** The host of an address, an IPv6 one without its brackets. */
const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

/** Why nothing is sent to this address, in words for its owner; undefined where something may be. Looks nothing up. */
export function refusalOfUrl(text: string, isAllowed: IsAllowedHost): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return 'Give an absolute https address.';
  if (url.username !== '' || url.password !== '')
    return 'Leave user name and password out of the address: every delivery is signed instead.';
  const host = hostOf(url);
  if (isAllowed(host))
    return ['https:', 'http:'].includes(url.protocol) ? undefined : 'Give an https address.';
  if (url.protocol !== 'https:') return 'Give an https address.';
  // A literal address is never looked up, so it is judged here.
  if (isIP(host) !== 0 && isInsideAddress(host)) return insideNetwork;
  return undefined;
}

const insideNetwork = 'The host leads into a private network; give one that the internet reaches.';

/** How long an owner waits for the name service. */
const lookupMs = 2_000;

type Resolve = (host: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * As {@link refusalOfUrl}, and looks the host up. One that is not found now may be found later: every attempt looks it up
 * again and connects only to what was judged.
 */
export async function refusalAfterLookup(
  text: string,
  isAllowed: IsAllowedHost,
  resolve: Resolve = systemResolve,
): Promise<string | undefined> {
  const refusal = refusalOfUrl(text, isAllowed);
  if (refusal !== undefined) return refusal;
  const host = hostOf(new URL(text));
  if (isAllowed(host) || isIP(host) !== 0) return undefined;
  const found = await Promise.race([resolve(host).catch(() => []), nothingAfter(lookupMs)]);
  return found.some(isInsideAddress) ? insideNetwork : undefined;
}

function nothingAfter(ms: number): Promise<readonly string[]> {
  return new Promise((resolve) => setTimeout(resolve, ms, []).unref());
}
