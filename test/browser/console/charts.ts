import { daysBetween, type Day } from '@entente/domain';
import type { Page } from 'playwright-core';
import { statistics } from '../../../apps/console/src/words/en/statistics.js';
import { terms } from '../../../apps/console/src/words/en/terms.js';

interface Counts {
  readonly known: number;
  readonly signed: number;
  readonly inForce: number;
  readonly perhapsInForce: number;
}
type Keyed = readonly { readonly key: string; readonly counts: Counts }[];

/** What the queries of the statistics answer. */
interface Counted {
  readonly stats: Readonly<Record<'byKind' | 'byRegion' | 'bySector' | 'bySignatureYear', Keyed>>;
  readonly statsSeries: readonly { readonly asOf: { readonly validOn: Day }; readonly agreements: Counts }[];
  readonly dataQuality: {
    readonly facts: number;
    readonly byBasis: readonly { readonly key: string; readonly count: number }[];
    readonly byLag: readonly {
      readonly fromDays: number;
      readonly toDays: number | null;
      readonly count: number;
    }[];
    readonly recordingLagDays: Readonly<Record<'median' | 'p95' | 'most', number | null>>;
  } & Readonly<
    Record<'recordedLate' | 'rectified' | 'annulled' | 'openDisputes' | 'withoutTerm' | 'withoutText', number>
  >;
  readonly [quarter: `q${number}`]: { readonly totalCount: number };
}

/** A query that a page shows, with its variables. */
export interface ShownQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A query that is shown, and what it was answered when it was run. */
export interface Run extends ShownQuery {
  readonly data: Counted;
}

/** A row of the table of a chart; what its bar says, where there is one: what is so, what is perhaps so, and a second number. */
interface ChartRow {
  readonly name: string;
  readonly cells: readonly string[];
  readonly bar: readonly [certain: number, perhaps?: number, other?: number] | null;
}

/** The queries that parts of a page show. */
export async function queriesIn(page: Page, selector: string): Promise<readonly ShownQuery[]> {
  const texts = await page.locator(`${selector} .query pre`).allTextContents();
  return texts.map((text) => {
    const [, query = '', variables = ''] = /^([\s\S]*)\n\S+[^\n{]*(\{[\s\S]*\})$/u.exec(text) ?? [];
    return { query, variables: JSON.parse(variables) as ShownQuery['variables'] };
  });
}

const percent = new Intl.NumberFormat('en-CA', { style: 'percent', maximumFractionDigits: 0 });

function row(
  name: string,
  cells: readonly (number | string | null)[],
  bar: ChartRow['bar'] = null,
): ChartRow {
  return { name, cells: cells.map((cell) => String(cell ?? '')), bar };
}

function underKeys(of: Keyed, nameOf = (key: string) => key): readonly ChartRow[] {
  return of
    .toSorted((one, other) => other.counts.inForce - one.counts.inForce)
    .map(({ key, counts: { inForce, perhapsInForce, known } }) =>
      row(nameOf(key), [inForce, perhapsInForce, known], [inForce, perhapsInForce]),
    );
}

const kindCalled = (kind: string): string =>
  terms.agreementKind[kind as 'MOU'] ?? kind.toLowerCase().replaceAll('_', ' ');

const lagCalled = (from: number, to: number | null): string =>
  to === 0 ? statistics.sameDay : to === null ? `${from} days or more` : `${from} to ${to} days`;

/** A quarter of the calendar, as a page in English calls it. */
function quarterCalled(first: Day): string {
  return `${first.slice(0, 4)}, quarter ${Math.ceil(Number(first.slice(5, 7)) / 3)}`;
}

/** The rows of each chart of the statistics in English, from what the queries that it shows were answered. */
export const ROWS_OF: Readonly<Record<string, (runs: readonly [Run, ...Run[]]) => readonly ChartRow[]>> = {
  'in-force': ([{ data }]) =>
    data.statsSeries.map(({ asOf, agreements: { inForce, perhapsInForce } }) =>
      row(asOf.validOn, [inForce, perhapsInForce]),
    ),
  signed: ([{ data }]) =>
    data.stats.bySignatureYear.map(({ key, counts: { signed, inForce, perhapsInForce } }) =>
      row(key, [signed, inForce, perhapsInForce], [inForce, perhapsInForce, signed]),
    ),
  kinds: ([{ data }]) => underKeys(data.stats.byKind, kindCalled),
  regions: ([{ data }]) => underKeys(data.stats.byRegion),
  sectors: ([{ data }]) => underKeys(data.stats.bySector),
  ending: ([{ data, variables }, other]) =>
    ([1, 2, 3, 4, 5, 6, 7, 8] as const).map((quarter) => {
      const { endsFrom } = variables[`q${quarter}`] as { readonly endsFrom: Day };
      const [certain, perhaps] = [data, other?.data].map((of) => of?.[`q${quarter}`]?.totalCount ?? -1);
      return row(quarterCalled(endsFrom), [certain ?? -1, perhaps ?? -1], [certain ?? -1, perhaps ?? -1]);
    }),
  basis: ([{ data }]) =>
    data.dataQuality.byBasis.map(({ key, count }) =>
      row(terms.basis[key as 'STATED'], [count, percent.format(count / data.dataQuality.facts)], [count]),
    ),
  lag: ([{ data }]) =>
    data.dataQuality.byLag.map(({ fromDays, toDays, count }) =>
      row(lagCalled(fromDays, toDays), [count, percent.format(count / data.dataQuality.facts)], [count]),
    ),
  measures: ([{ data }]) => {
    const of: Readonly<Record<string, number | null | object>> = {
      ...data.dataQuality,
      ...data.dataQuality.recordingLagDays,
    };
    return Object.entries(statistics.measures).map(([key, words]) => row(words, [of[key] as number | null]));
  },
};

/** The table of a chart, as it is shown. */
export function tableIn(page: Page, id: string): Promise<readonly Omit<ChartRow, 'bar'>[]> {
  return page.locator(`#${id} tbody tr`).evaluateAll((all) =>
    all.map((one) => ({
      name:
        one.querySelector('th time')?.getAttribute('datetime') ?? one.querySelector('th')?.textContent ?? '',
      cells: [...one.querySelectorAll('td')].map(({ textContent }) => textContent),
    })),
  );
}

/** What is drawn of something: of which kind, where, and how large. */
interface Drawn {
  readonly kind: string;
  readonly [measure: string]: string | number;
}

/** A row of bars: its name, what it says and what is drawn. */
interface BarsDrawn {
  readonly name: string;
  readonly said: string;
  readonly bars: readonly Drawn[];
}

/** The bars of a chart, as they are drawn. */
export function barsIn(page: Page, id: string): Promise<readonly BarsDrawn[]> {
  return page.locator(`#${id} .bar-row`).evaluateAll((all) =>
    all.map((one) => ({
      name: one.querySelector('.bar-name')?.textContent ?? '',
      said: one.querySelector('.number')?.textContent ?? '',
      bars: [...one.querySelectorAll('rect')].map((bar) => ({
        kind: bar.getAttribute('class') ?? '',
        x: Number.parseFloat(bar.getAttribute('x') ?? '0'),
        width: Number.parseFloat(bar.getAttribute('width') ?? ''),
      })),
    })),
  );
}

/** The bars that the rows of a chart ask for, in the scale of those that are drawn. */
export function barsOf(
  id: string,
  rows: readonly ChartRow[],
  drawn: readonly BarsDrawn[],
): readonly BarsDrawn[] {
  const counts = rows.flatMap(({ bar }) => (bar ?? []).map(Number));
  // Where nothing ends there is nothing to draw.
  if (id === 'ending' && counts.every((count) => count === 0)) return [];
  const each = eachOf(
    drawn.flatMap(({ bars }) => bars.map(({ width }) => Number(width))),
    counts,
  );
  return rows.flatMap(({ name, bar }) => {
    if (bar === null) return [];
    const [certain, perhaps = 0, other] = bar;
    const bars: Drawn[] = [{ kind: 'bar', x: 0, width: certain * each }];
    if (perhaps > 0) bars.push({ kind: 'bar-perhaps', x: certain * each, width: perhaps * each });
    if (other !== undefined) bars.push({ kind: 'bar-other', x: 0, width: other * each });
    const said = `${certain}${perhaps > 0 ? ` + ${perhaps} ?` : ''}${other === undefined ? '' : ` / ${other}`}`;
    return [{ name, said, bars: bars.map(nearly) }];
  });
}

/** The steps of the chart over time, as they are drawn. */
export function stepsIn(page: Page): Promise<readonly Drawn[]> {
  return page.locator('.steps-plot rect').evaluateAll((all) =>
    all.map((one) => ({
      kind: one.getAttribute('class') ?? '',
      ...Object.fromEntries(
        ['x', 'width', 'y', 'height'].map((name) => [name, Number.parseFloat(one.getAttribute(name) ?? '')]),
      ),
    })),
  );
}

/** The steps that rows ask for, in the scale of those that are drawn: each lasts until the next. */
export function stepsOf(rows: readonly ChartRow[], drawn: readonly Drawn[]): readonly Drawn[] {
  const [first, last] = [rows[0]?.name ?? '', rows.at(-1)?.name ?? ''];
  const place = (day: Day) => (daysBetween(first, day) / daysBetween(first, last)) * 100;
  // The last one is a day, and lasts no longer.
  const lasting = rows.slice(0, -1);
  const each = eachOf(
    drawn.map(({ height }) => Number(height)),
    lasting.flatMap(({ cells }) => cells.map(Number)),
  );
  const ground = Number(drawn[0]?.['y']) + Number(drawn[0]?.['height']);
  return lasting.flatMap(({ name, cells }, at) => {
    const [certain = 0, perhaps = 0] = cells.map((cell) => Number(cell) * each);
    const along = { x: place(name), width: place(rows[at + 1]?.name ?? name) - place(name) };
    const top = ground - certain;
    const steps: Drawn[] = [{ kind: 'steps-area', ...along, y: top, height: certain }];
    if (perhaps > 0) steps.push({ kind: 'steps-perhaps', ...along, y: top - perhaps, height: perhaps });
    return steps.map(nearly);
  });
}

/** How long what counts one is drawn: what is longest counts most. */
function eachOf(lengths: readonly number[], counts: readonly number[]): number {
  return Math.max(...lengths, 0) / Math.max(...counts, 1);
}

/** The same but for what rounding changes. */
function nearly(drawn: Drawn): Drawn {
  return Object.fromEntries(
    Object.entries(drawn).map(([name, value]) => [
      name,
      typeof value === 'number' ? (expect.closeTo(value, 6) as number) : value,
    ]),
  ) as unknown as Drawn;
}
