import { defineConfig } from 'vitest/config';

/**
 * One project a kind of test; they run one kind after the other, calls and browsers together. `scripts/test` runs those
 * that take their time by the clock beside those that compute.
 */
export default defineConfig({
  test: {
    // Two files at once, also on a machine of two cores: calls mostly wait.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,scripts}/**/*.test.ts'],
          exclude: ['**/*.{int,wire,call,browser}.test.ts'],
          setupFiles: ['scripts/property-seed.ts'],
          // Files share the product's modules, which keep nothing that matters: loaded and compiled once, they take half.
          isolate: false,
          // A busy machine is slow, not wrong; and these give way to whatever else runs.
          testTimeout: 300_000,
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
          // Whole calls take as long as calls take: several run side by side. More than these, and what each needs to
          // start takes the machine from those that are under way.
          name: 'calls',
          include: ['scripts/**/*.call.test.ts'],
          maxConcurrency: 5,
          maxWorkers: 3,
          // What is recognised of live sound depends on how busy the machine is; a second failure counts.
          retry: 1,
          testTimeout: 480_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          // The console in a real browser, against a real server; beside the calls, for it waits for calls too.
          name: 'browser',
          maxWorkers: 3,
          include: ['scripts/**/*.browser.test.ts'],
          globalSetup: ['scripts/console/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          // What is waited for comes when the server, the browser and the calls on one machine come round to it.
          expect: { poll: { timeout: 20_000, interval: 100 } },
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
