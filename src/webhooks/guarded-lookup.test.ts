import { expect, test } from 'vitest';
import { forbiddenAddressCode, isInsideAddress, makeGuardedLookup } from './guarded-lookup.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::7f00:1',
  'fec0::1',
  '192.0.2.1',
  '64:ff9b::a00:1',
  'not an address',
])('%s is inside', (address) => {
  expect(isInsideAddress(address)).toBe(true);
});

test.each(['93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is outside', (address) => {
  expect(isInsideAddress(address)).toBe(false);
});

function resolve(allowed: boolean): Promise<string> {
  return new Promise((resolved, failed) => {
    makeGuardedLookup(() => allowed)('localhost', {}, (error, address) => {
      if (error === null && typeof address === 'string') resolved(address);
      else failed(error ?? new Error('The lookup gave a list.'));
    });
  });
}

test('a name that leads inside is refused', async () => {
  await expect(resolve(false)).rejects.toMatchObject({ code: forbiddenAddressCode });
});

test('a name that leads inside is found where it is allowed', async () => {
  expect(isInsideAddress(await resolve(true))).toBe(true);
});
