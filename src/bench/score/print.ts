import type { ScenarioScore } from './score.ts';
import type { Totals } from './totals.ts';

/** A run for people: a line a scenario, differences below it, totals at the end. */
export function printScores(scores: readonly ScenarioScore[], totals: Totals): string {
  const width = Math.max(10, ...scores.map(({ name }) => name.length));
  const lines = scores.flatMap((score) => {
    const { figures } = score;
    const head = [
      score.success ? 'ok  ' : 'FAIL',
      score.name.padEnd(width),
      `${score.state}${score.failure === undefined ? '' : ` (${score.failure})`}`.padEnd(28),
      `${seconds(figures.durationMs - figures.holdMs)} s active`.padStart(14),
      `${seconds(figures.holdMs)} s hold`.padStart(13),
      `${figures.turns} turns`.padStart(10),
    ].join(' ');
    return [
      head,
      ...(score.starved === undefined ? [] : [`       NOT COUNTED: ${score.starved}`]),
      ...[...score.differences, ...score.violations.map((text) => `RULE ${text}`)].map(
        (text) => `       ${text}`,
      ),
    ];
  });
  return [...lines, '', ...rowsOf(totals).map(([label, value]) => `${label.padEnd(40)} ${value}`)].join('\n');
}

/** The totals of several runs side by side, as a Markdown table. */
export function markdownTable(columns: readonly { title: string; totals: Totals }[]): string {
  const rows = columns.map(({ totals }) => rowsOf(totals));
  const head = `| | ${columns.map(({ title }) => title).join(' | ')} |`;
  const rule = `|---|${columns.map(() => '---:').join('|')}|`;
  const body = (rows[0] ?? []).map(
    ([label], index) => `| ${label} | ${rows.map((row) => row[index]?.[1] ?? '').join(' | ')} |`,
  );
  return [head, rule, ...body].join('\n');
}

function rowsOf(totals: Totals): [string, string][] {
  return [
    ['Calls', String(totals.scenarios)],
    ...(totals.starved === 0
      ? []
      : [['Starved calls, not counted', String(totals.starved)] satisfies [string, string]]),
    ['Task success', share(totals.successes, totals.successRate)],
    [
      'Cooperative calls that succeeded',
      `${share(totals.cooperativeSuccesses, totals.cooperativeSuccessRate)} of ${totals.cooperative}`,
    ],
    ['Failures that are safe', `${totals.safeFailures} of ${totals.scenarios - totals.successes}`],
    ['**False values**', String(totals.falseValues)],
    ['**Absent-rule violations**', String(totals.violations)],
    ['Field precision', percent(totals.precision)],
    ['Field recall', percent(totals.recall)],
    ['Doubtful values (of them wrong)', `${totals.doubtfulValues} (${totals.doubtfulWrong})`],
    ['Read-backs a call', perCall(totals.readBacks, totals)],
    ['Turns heard a call', perCall(totals.turns, totals)],
    ['Active seconds a call', perCall(totals.activeSeconds, totals)],
    ['Seconds on hold a call', perCall(totals.holdSeconds, totals)],
    ['Model calls a call', perCall(totals.modelCalls, totals)],
    [
      'Model tokens a call, in / out (estimated)',
      `${perCall(totals.promptTokens, totals)} / ${perCall(totals.completionTokens, totals)}`,
    ],
    ...hearingRows(totals),
    ['Person noticed after, median / 95 %', `${ms(totals.noticedMedianMs)} / ${ms(totals.noticed95Ms)}`],
    ['Mouth stands after, median / 95 %', `${ms(totals.mouthOpenMedianMs)} / ${ms(totals.mouthOpen95Ms)}`],
    ...replyRows(totals),
    ['Mouth opened for nobody, a call', perCall(totals.openedForNobody, totals)],
  ];
}

/** Where sound was recognised; at session level nothing is. */
function hearingRows({ wordsSaid, wordErrors, valuesSaid, valuesMisheard }: Totals): [string, string][] {
  if (wordsSaid === 0) return [];
  return [
    [
      'Values heard otherwise than said',
      `${share(valuesMisheard, valuesMisheard / valuesSaid)} of ${valuesSaid}`,
    ],
    ['Words heard otherwise than said', `${share(wordErrors, wordErrors / wordsSaid)} of ${wordsSaid}`],
  ];
}

/** Where it was measured. */
function replyRows({ replyMedianMs, reply95Ms }: Totals): [string, string][] {
  return replyMedianMs === null
    ? []
    : [['We answer after, median / 95 %', `${ms(replyMedianMs)} / ${ms(reply95Ms)}`]];
}

function seconds(milliseconds: number): string {
  return String(Math.round(milliseconds / 1000));
}

function share(count: number, rate: number | null): string {
  return `${count} (${percent(rate)})`;
}

function percent(rate: number | null): string {
  return rate === null ? '–' : `${(rate * 100).toFixed(1)} %`;
}

function perCall(sum: number, { scenarios }: Totals): string {
  return scenarios === 0 ? '–' : (sum / scenarios).toFixed(1);
}

function ms(value: number | null): string {
  return value === null ? '–' : `${(value / 1000).toFixed(1)} s`;
}
