import type { PhiCodec } from './phi.ts';

/** Seals plain JSON. `context` binds it to its table, column and row. */
export function sealJson(
  codec: PhiCodec,
  organizationId: string,
  context: string,
  value: unknown,
): Promise<Uint8Array> {
  return codec.seal(organizationId, context, Buffer.from(JSON.stringify(value)));
}

export async function openJson(
  codec: PhiCodec,
  organizationId: string,
  context: string,
  sealed: Uint8Array,
): Promise<unknown> {
  return JSON.parse(
    Buffer.from(await codec.open(organizationId, context, sealed)).toString('utf8'),
  ) as unknown;
}
