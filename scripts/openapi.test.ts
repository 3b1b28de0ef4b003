import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { openapiDocument, openapiFile } from './openapi/document.ts';

interface Operation {
  summary?: string;
  description?: string;
  responses: Readonly<Record<string, { description?: string }>>;
}

const { document, text } = await openapiDocument();
const { paths } = document as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
);

describe('the OpenAPI document', () => {
  it('is the one in docs (npm run openapi makes it anew)', async () => {
    expect(await readFile(openapiFile, 'utf8')).toBe(text);
  });

  it('is valid', async () => {
    const result = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it.each(operations)('says of %s what it does, what it needs and how it refuses', (_name, operation) => {
    expect(operation.summary?.length).toBeGreaterThan(5);
    expect(operation.description).toMatch(/Needs the scope|Any valid key|needs no key/);
    expect(operation.responses.default?.description).toBe('Refused');
  });
});
