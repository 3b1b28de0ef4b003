import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { PhiCodec } from '../kernel/phi.ts';

/*
 * Layout of a sealed value: format (1 byte), version of the data key (4 bytes, big-endian), nonce (12), ciphertext,
 * tag (16). AES-256-GCM; organization and context are authenticated with it. A wrapped data key has the same layout
 * under the master key, with version 0.
 */
const format = 1;
const headerBytes = 5;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** A sealed value that does not open: damaged, moved to another row, or sealed under another master key. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/**
 * Envelope encryption: each organization has data keys of its own, kept in the database wrapped by the master key
 * (32 bytes) and held unwrapped in memory only. The first value sealed for an organization makes its key.
 */
export function makePhiCodec(options: { masterKey: Uint8Array; db: Database }): PhiCodec {
  const { masterKey, db } = options;
  if (masterKey.length !== keyBytes) throw new Error('The master key must be 32 bytes.');
  const keyrings = new Map<string, Promise<ReadonlyMap<number, Uint8Array>>>();

  async function load(organizationId: string): Promise<ReadonlyMap<number, Uint8Array>> {
    const rows = await db.tenant(organizationId, async (tx) => {
      const read = () =>
        tx
          .selectFrom('organization_data_keys')
          .select(['version', 'wrapped'])
          .where('organization_id', '=', organizationId)
          .execute();
      const found = await read();
      if (found.length > 0) return found;
      const wrapped = seal(masterKey, 0, wrapContext(organizationId, 1), randomBytes(keyBytes));
      // Two processes may get here at once: the first key counts for both.
      await tx
        .insertInto('organization_data_keys')
        .values({ organization_id: organizationId, version: 1, wrapped })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return read();
    });
    return new Map(
      rows.map(({ version, wrapped }) => [
        version,
        open(masterKey, wrapContext(organizationId, version), wrapped),
      ]),
    );
  }

  function keyring(organizationId: string): Promise<ReadonlyMap<number, Uint8Array>> {
    const known = keyrings.get(organizationId);
    if (known !== undefined) return known;
    const loading = load(organizationId);
    keyrings.set(organizationId, loading);
    // What failed once is tried again, not remembered.
    loading.catch(() => keyrings.delete(organizationId));
    return loading;
  }

  return {
    overheadBytes: headerBytes + nonceBytes + tagBytes,
    async seal(organizationId, context, plain) {
      const keys = await keyring(organizationId);
      const version = Math.max(...keys.keys());
      return seal(keyOf(keys, version), version, phiContext(organizationId, context), plain);
    },
    async open(organizationId, context, sealed) {
      const version = versionOf(sealed);
      if (!(await keyring(organizationId)).has(version)) keyrings.delete(organizationId);
      const key = keyOf(await keyring(organizationId), version);
      return open(key, phiContext(organizationId, context), sealed);
    },
  };
}

const wrapContext = (organizationId: string, version: number) => `key\0${organizationId}\0${version}`;
const phiContext = (organizationId: string, context: string) => `phi\0${organizationId}\0${context}`;

function keyOf(keys: ReadonlyMap<number, Uint8Array>, version: number): Uint8Array {
  const key = keys.get(version);
  if (key === undefined) throw new SealError('There is no data key of that version.');
  return key;
}

function versionOf(sealed: Uint8Array): number {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < headerBytes + nonceBytes + tagBytes || bytes[0] !== format)
    throw new SealError('This is not a sealed value.');
  return bytes.readUInt32BE(1);
}

function seal(key: Uint8Array, version: number, context: string, plain: Uint8Array): Buffer {
  const header = Buffer.alloc(headerBytes);
  header[0] = format;
  header.writeUInt32BE(version, 1);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

function open(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array {
  versionOf(sealed);
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const header = bytes.subarray(0, headerBytes);
  const nonce = bytes.subarray(headerBytes, headerBytes + nonceBytes);
  const body = bytes.subarray(headerBytes + nonceBytes, bytes.length - tagBytes);
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  cipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return new Uint8Array(Buffer.concat([cipher.update(body), cipher.final()]));
  } catch (cause) {
    throw new SealError('A sealed value does not open here.', { cause });
  }
}
