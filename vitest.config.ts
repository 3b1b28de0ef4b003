import { defineConfig } from 'vitest/config';

/** One project a kind of test; they run one kind after the other, so that calls have the machine to themselves. */
export default defineConfig({
  test: {
    // Two files at once, also on a machine of two cores: calls mostly wait.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,scripts}/**/*.test.ts'],
          exclude: ['**/*.{int,wire,call}.test.ts'],
          setupFiles: ['scripts/property-seed.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'db',
          include: ['src/**/*.int.test.ts'],
          globalSetup: ['src/db/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'wire',
          include: ['src/**/*.wire.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // Whole calls take as long as calls take: several run side by side.
          name: 'calls',
          include: ['scripts/**/*.call.test.ts'],
          maxConcurrency: 5,
          // What is recognised of live sound depends on how busy the machine is; a second failure counts.
          retry: 1,
          testTimeout: 480_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
