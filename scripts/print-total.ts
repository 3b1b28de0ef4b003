import { readFileSync } from 'node:fs';

/** Prints a test run's total as one line that any tool can read: `Tests: N passed, N failed, N skipped`. */
const file = process.argv[2];
if (file === undefined) throw new Error('Usage: print-total.ts RESULTS.json');
const totals = JSON.parse(readFileSync(file, 'utf8')) as {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
};
const failed = totals.numFailedTests > 0 ? totals.numFailedTests : totals.numFailedTestSuites;
console.log(`Tests: ${totals.numPassedTests} passed, ${failed} failed, ${totals.numPendingTests} skipped`);
process.exitCode = failed > 0 || totals.numPassedTests === 0 ? 1 : 0;
