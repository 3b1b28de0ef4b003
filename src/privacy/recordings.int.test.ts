import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization, addTask, beginCall, testCodec } from '../dialing/testing/world.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeRecordingStore } from './recordings.ts';

const { db } = useTestDatabase();
let directory: string;
let organizationId: string;
let callId: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast-recordings-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));
beforeEach(async () => {
  organizationId = await addOrganization(db);
  await addTask(db, organizationId);
  ({ id: callId } = await beginCall(db));
});

const store = () => makeRecordingStore({ db, codec: testCodec, directory, logger: silentLogger });
const audioOf = (value: number) => new Uint8Array(320).fill(value);

async function append(...sequences: number[]): Promise<void> {
  for (const sequence of sequences)
    await store().append(organizationId, callId, {
      sequence,
      startMs: sequence * 1_000,
      audio: audioOf(sequence),
    });
}

async function readAll(organization = organizationId) {
  const read: { startMs: number; first: number | undefined; length: number }[] = [];
  for (const { startMs, length, load } of await store().segments(organization, callId)) {
    const audio = await load();
    if (audio === undefined) continue;
    expect(audio.length).toBe(length);
    read.push({ startMs, first: audio[0], length });
  }
  return read;
}

test('segments are read in order, whichever was written first', async () => {
  await append(1, 0, 2);
  expect(await readAll()).toEqual([0, 1, 2].map((n) => ({ startMs: n * 1_000, first: n, length: 320 })));
});

test('a new owner goes on where the former one ended', async () => {
  expect(await store().nextSequence(organizationId, callId)).toBe(0);
  await append(0, 1);
  expect(await store().nextSequence(organizationId, callId)).toBe(2);
});

test('a segment that is written again is there once', async () => {
  await append(0, 0);
  expect(await readAll()).toHaveLength(1);
});

test('what lies on disk is sealed and whole', async () => {
  await append(7);
  const files = await readdir(join(directory, callId));
  expect(files).toEqual(['000007.seg']);
  const bytes = await readFile(join(directory, callId, '000007.seg'));
  expect(bytes.equals(audioOf(7))).toBe(false);
});

test('a recording whose last file is missing is read up to there', async () => {
  await append(0, 1);
  await rm(join(directory, callId, '000001.seg'));
  expect(await readAll()).toHaveLength(1);
});

test('a file that was cut short is left out', async () => {
  await append(0, 1);
  await truncate(join(directory, callId, '000001.seg'), 100);
  expect(await readAll()).toHaveLength(1);
});

test('another organization finds nothing', async () => {
  await append(0);
  expect(await readAll(await addOrganization(db))).toEqual([]);
});

test('a path cannot be talked into leaving the directory', async () => {
  const segment = { sequence: 0, startMs: 0, audio: audioOf(1) };
  await expect(store().append(organizationId, '../outside', segment)).rejects.toThrow('id of a call');
});
