import fc from 'fast-check';

/**
 * Every run of the tests draws the same cases, so that a change is judged by what it changed. `PROPERTY_SEED=random`
 * looks at cases that nobody has seen yet; a number repeats such a run.
 */
const wanted = process.env.PROPERTY_SEED ?? '2026';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
