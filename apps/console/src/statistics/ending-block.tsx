import { Link } from '@tanstack/react-router';
import { useContext, type ReactNode } from 'react';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { useWords } from '../words/index.js';
import { Bars } from './bars.js';
import { Block, Tables } from './block.js';
import { quarterOf, quartersFrom, type Quarter } from './series.js';
import { ENDING } from './statistics-questions.js';

interface Row extends Quarter {
  readonly certain: number;
  readonly perhaps: number;
}

/** How many agreements have their last day in each quarter, from that of the page’s day on: those in force, and those that perhaps are. */
export function EndingBlock({ day }: { readonly day: string | undefined }) {
  const { t } = useWords('statistics');
  const quarters = quartersFrom(day ?? '2000-01-01');
  const certain = useEnding(quarters, 'YES', day !== undefined);
  const perhaps = useEnding(quarters, 'UNKNOWN', day !== undefined);
  const counts = certain.counts && perhaps.counts && { certain: certain.counts, perhaps: perhaps.counts };
  const rows =
    counts &&
    quarters.map((quarter, index): Row => ({
      ...quarter,
      certain: counts.certain[index] ?? 0,
      perhaps: counts.perhaps[index] ?? 0,
    }));
  const sums = { certain: sumOf(rows, 'certain'), perhaps: sumOf(rows, 'perhaps') };
  return (
    <Block<Row>
      id="ending"
      title={t('ending')}
      sentence={
        <>
          {t('endingSentence', { count: sums.certain })}
          {sums.perhaps > 0 && `${t('perhaps', { count: sums.perhaps })}`}.
        </>
      }
      rows={rows}
      keyOf={({ first }) => first}
      chart={
        sums.certain + sums.perhaps > 0 &&
        rows && (
          <Bars
            label={t('ending')}
            rows={rows.map((row) => ({
              key: row.first,
              label: t('quarter', quarterOf(row)),
              certain: row.certain,
              perhaps: row.perhaps,
            }))}
          />
        )
      }
      columns={[
        { key: 'quarter', head: t('quarterHead'), names: true, cell: (row) => t('quarter', quarterOf(row)) },
        {
          key: 'certain',
          head: t('endingHead'),
          align: 'end',
          said: (row) => row.certain,
          cell: (row) => (
            <Counted of={row} inForce="YES">
              {row.certain}
            </Counted>
          ),
        },
        {
          key: 'perhaps',
          head: t('possible'),
          align: 'end',
          said: (row) => row.perhaps,
          cell: (row) => (
            <Counted of={row} inForce="UNKNOWN">
              {row.perhaps}
            </Counted>
          ),
        },
      ]}
      asked={{
        document: ENDING,
        variables: certain.variables,
        of: t('endingHead'),
        and: { of: t('possible'), variables: perhaps.variables },
        waiting: certain.waiting || perhaps.waiting,
        refusals: [...certain.refusals, ...perhaps.refusals],
        again: () => {
          certain.again();
          perhaps.again();
        },
      }}
    />
  );
}

/** The counts of eight quarters, of those that are in force or of those that perhaps are. */
function useEnding(quarters: readonly Quarter[], inForce: 'YES' | 'UNKNOWN', enabled: boolean) {
  const [q1, q2, q3, q4, q5, q6, q7, q8] = quarters.map(({ first, last }) => ({
    endsFrom: first,
    endsTo: last,
    inForce: [inForce],
  }));
  const variables = { q1, q2, q3, q4, q5, q6, q7, q8, asOf: useAsOf() };
  // The quarters follow the day; which agreements are counted does not.
  const { data, ...asked } = useAnswer(ENDING, variables, { enabled });
  const lists = data && [data.q1, data.q2, data.q3, data.q4, data.q5, data.q6, data.q7, data.q8];
  return { ...asked, variables, counts: lists?.map((list) => list?.totalCount ?? 0) };
}

function sumOf(rows: readonly Row[] | undefined, of: 'certain' | 'perhaps'): number {
  return (rows ?? []).reduce((sum, row) => sum + row[of], 0);
}

/** A count that leads to the agreements that it counts; where tables are for readers alone, nothing in them gets the focus. */
function Counted({
  of: { first, last },
  inForce,
  children,
}: {
  readonly of: Quarter;
  readonly inForce: 'YES' | 'UNKNOWN';
  readonly children: ReactNode;
}) {
  if (!useContext(Tables)) return children;
  return (
    <Link
      to="/agreements"
      search={({ on, known, at }) => ({ on, known, at, ends: first, endsBy: last, inForce })}
    >
      {children}
    </Link>
  );
}
