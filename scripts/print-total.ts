import { readFileSync } from 'node:fs';

/** Prints a test run's total as one line that any tool can read: `Tests: N passed, N failed, N skipped`. */
const file = process.argv[2];
if (file === undefined || file === '--help' || file === '-h') {
  console.log(
    "Usage: node scripts/print-total.ts RESULTS.json\n\nPrints the total of vitest's JSON report as one line.",
  );
  process.exit(file === undefined ? 2 : 0);
}
const totals = JSON.parse(readFileSync(file, 'utf8')) as {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
};
const failed = totals.numFailedTests > 0 ? totals.numFailedTests : totals.numFailedTestSuites;
console.log(`Tests: ${totals.numPassedTests} passed, ${failed} failed, ${totals.numPendingTests} skipped`);
process.exitCode = failed > 0 || totals.numPassedTests === 0 ? 1 : 0;
