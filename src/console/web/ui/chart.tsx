import { useEffect, useId, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useEffectiveTheme } from '../app/theme.ts';
import { Button } from './button.tsx';
import { DataTable, type Columns } from './table.tsx';
import styles from './chart.module.css';

/** Names of colours that are told apart in both themes and by people who see red and green alike. */
export type ChartColor = 'first' | 'second' | 'third';

export interface ChartSeries {
  label: string;
  color: ChartColor;
  /** One a day; null where there is nothing. */
  values: readonly (number | null)[];
  /** Told apart without colour, too. */
  dashed?: boolean;
}

interface ChartProps {
  title: string;
  /** The chart in a sentence or two, for whoever does not see it. */
  summary: string;
  /** ISO dates. */
  days: readonly string[];
  series: readonly ChartSeries[];
  /** Bars stand on each other, lines beside each other. */
  kind: 'stack' | 'lines';
  /** Of a value, on the axis, in the legend and in the table. */
  format: (value: number) => string;
  /** Between two lines of the axis; round numbers where it is left out. */
  steps?: readonly number[];
}

/** Figures by day as a chart, and as the table behind it. */
export function Chart(props: ChartProps) {
  const { title, summary } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className={styles.chart} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <Button
          size="small"
          aria-label={asTable ? `${title} as a chart` : `${title} as a table`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      </header>
      {asTable ? (
        <ChartTable {...props} />
      ) : (
        <>
          <Legend series={props.series} />
          <Plot {...props} />
        </>
      )}
      <p className="visually-hidden">{summary}</p>
    </section>
  );
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <ul className={styles.legend}>
      {series.map(({ label, color, dashed = false }) => (
        <li key={label} className={styles[color]}>
          <span className={dashed ? styles.dash : styles.swatch} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}

const heightPx = 200;

function Plot({ days, series, kind, format, steps }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState<string>();
  const theme = useEffectiveTheme();
  useEffect(() => {
    const { current: element } = place;
    if (element === null) return;
    const colors = colorsOf(element);
    const plot = new uPlot(
      optionsOf({ series, kind, format, steps, colors, width: element.clientWidth, onPoint: setReadingOf }),
      dataOf(days, series, kind),
      element,
    );
    function setReadingOf(index: number | null): void {
      setReading(index === null ? undefined : readingOf(days, series, format, index));
    }
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: heightPx }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [days, series, kind, format, steps, theme]);
  return (
    <div aria-hidden="true">
      <div ref={place} className={styles.plot} />
      <p className={styles.reading}>{reading ?? '\u00a0'}</p>
    </div>
  );
}

const dayFormat = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const dayOf = (iso: string) => dayFormat.format(new Date(iso));

function readingOf(
  days: readonly string[],
  series: readonly ChartSeries[],
  format: (value: number) => string,
  index: number,
): string {
  const values = series.map(({ label, values: all }) => {
    const value = all[index] ?? null;
    return `${label} ${value === null ? '—' : format(value)}`;
  });
  return `${dayOf(days[index] ?? '')}: ${values.join(' · ')}`;
}

/** Days as seconds since 1970; of a stack each series with those below it, the whole first: later ones paint over. */
function dataOf(
  days: readonly string[],
  series: readonly ChartSeries[],
  kind: ChartProps['kind'],
): uPlot.AlignedData {
  const at = days.map((day) => Date.parse(day) / 1000);
  const drawn = kind === 'lines' ? series : [...series].reverse();
  const values = drawn.map((one, place) =>
    at.map((_, day) =>
      kind === 'lines'
        ? (one.values[day] ?? null)
        : drawn.slice(place).reduce((sum, { values: all }) => sum + (all[day] ?? 0), 0),
    ),
  );
  return [at, ...values];
}

type Colors = Readonly<Record<ChartColor | 'line' | 'text', string>>;

function colorsOf(element: HTMLElement): Colors {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    first: read('--chart-1'),
    second: read('--chart-2'),
    third: read('--chart-3'),
    line: read('--line'),
    text: read('--text-3'),
  };
}

interface OptionsAsked extends Pick<ChartProps, 'series' | 'kind' | 'format'> {
  steps: readonly number[] | undefined;
  colors: Colors;
  width: number;
  onPoint: (index: number | null) => void;
}

function optionsOf({ series, kind, format, steps, colors, width, onPoint }: OptionsAsked): uPlot.Options {
  const isStack = kind === 'stack';
  const drawn = isStack ? [...series].reverse() : series;
  const axis = { stroke: colors.text, grid: { stroke: colors.line, width: 1 }, ticks: { show: false } };
  return {
    width,
    height: heightPx,
    legend: { show: false },
    cursor: { y: false, points: { show: !isStack } },
    // Days are days everywhere: they are not moved by the zone of whoever looks.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { range: (_plot, min, max) => [min - halfDay, max + halfDay] },
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        values: (_plot, at) => at.map((seconds) => dayFormat.format(seconds * 1000)),
        space: 64,
        incrs: dayIncrements,
        size: 30,
      },
      {
        ...axis,
        size: 56,
        values: (_plot, values) => values.map(format),
        ...(steps !== undefined && { incrs: [...steps] }),
      },
    ],
    series: [
      {},
      ...drawn.map(({ label, color, dashed = false }) => ({
        label,
        stroke: colors[color],
        width: isStack ? 0 : 2,
        ...(isStack && { fill: colors[color] }),
        ...(isStack && bars !== undefined && { paths: bars }),
        ...(dashed && { dash: [6, 4] }),
        spanGaps: !isStack,
        points: { show: !isStack, size: 5, fill: colors[color] },
      })),
    ],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  };
}

const halfDay = 43_200;
const day = 86_400;
const dayIncrements = [1, 2, 3, 7, 14, 28, 56].map((days) => days * day);
const bars = uPlot.paths.bars?.({ size: [0.7, 32] });

interface TableRow {
  day: string;
  values: readonly (number | null)[];
}

function ChartTable({ title, days, series, format }: ChartProps) {
  const rows = days.map((one, at): TableRow => ({
    day: one,
    values: series.map(({ values }) => values[at] ?? null),
  }));
  const columns: Columns<TableRow> = [
    { id: 'day', header: 'Day', accessorFn: (row) => row.day, cell: ({ row }) => dayOf(row.original.day) },
    ...series.map(({ label }, at) => ({
      id: label,
      header: label,
      accessorFn: (row: TableRow) => row.values[at] ?? -1,
      cell: ({ row }: { row: { original: TableRow } }) => {
        const value = row.original.values[at] ?? null;
        return value === null ? '—' : format(value);
      },
    })),
  ];
  return (
    <div className={styles.table}>
      <DataTable
        caption={`${title}, day by day`}
        columns={columns}
        rows={rows}
        rowId={(row) => row.day}
        figures={series.map(({ label }) => label)}
      />
    </div>
  );
}
