import { readFileSync } from 'node:fs';

/** Prints the total of runs of the tests as one line that any tool can read: `Tests: N passed, N failed, N skipped`. */
const files = process.argv.slice(2);
if (files.length === 0 || files[0] === '--help' || files[0] === '-h') {
  console.log(
    "Usage: node scripts/print-total.ts RESULTS.json …\n\nPrints the total of vitest's JSON reports as one line.",
  );
  process.exit(files.length === 0 ? 2 : 0);
}

interface Totals {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

const runs = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Totals);
const sumOf = (count: (totals: Totals) => number) => runs.reduce((sum, totals) => sum + count(totals), 0);
// A file that cannot even be read holds no test that failed.
const failed = sumOf(({ numFailedTests, numFailedTestSuites }) => numFailedTests || numFailedTestSuites);
const passed = sumOf(({ numPassedTests }) => numPassedTests);
console.log(
  `Tests: ${passed} passed, ${failed} failed, ${sumOf((totals) => totals.numPendingTests)} skipped`,
);
process.exitCode = failed > 0 || runs.some(({ numPassedTests }) => numPassedTests === 0) ? 1 : 0;
