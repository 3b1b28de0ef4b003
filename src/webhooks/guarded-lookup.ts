import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { BlockList, isIP } from 'node:net';

/** Addresses inside somebody's network: a webhook that reaches one could be used to look around in ours. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['100::', 64],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['2002::', 16],
  ['2001::', 32],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

/** The error code of a connection that was refused because of where it leads. */
export const forbiddenAddressCode = 'ERR_FORBIDDEN_ADDRESS';

/** True for loopback, private, link-local, multicast, reserved and translated addresses. */
export function isInsideAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isInsideAddress(mapped);
  switch (isIP(address)) {
    case 4:
      return inside.check(address, 'ipv4');
    case 6:
      // What maps an IPv4 address in hexadecimal is not unwrapped but refused.
      return inside.check(address, 'ipv6') || /^::ffff:/i.test(address);
    default:
      return true;
  }
}

/**
 * A lookup for sockets that yields only addresses outside. The address that was checked is the one connected to, so
 * that a name which resolves differently the second time gains nothing.
 */
export function makeGuardedLookup(isAllowed: (host: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    systemLookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const open = isAllowed(host) ? found : found.filter(({ address }) => !isInsideAddress(address));
      const [first] = open;
      if (first === undefined) {
        const refusal: NodeJS.ErrnoException = new Error('The name leads to an address that is not allowed.');
        refusal.code = forbiddenAddressCode;
        return callback(refusal, '', 0);
      }
      if (options.all === true) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}
