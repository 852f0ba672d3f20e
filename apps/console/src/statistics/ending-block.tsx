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
  const asOf = useAsOf();
  const quarters = quartersFrom(day ?? '2000-01-01');
  const filters = (inForce: 'YES' | 'UNKNOWN') =>
    quarters.map(({ first, last }) => ({ endsFrom: first, endsTo: last, inForce: [inForce] }));
  const [q1, q2, q3, q4, q5, q6, q7, q8] = filters('YES');
  const [p1, p2, p3, p4, p5, p6, p7, p8] = filters('UNKNOWN');
  const variables = { q1, q2, q3, q4, q5, q6, q7, q8, p1, p2, p3, p4, p5, p6, p7, p8, asOf };
  const dates = Object.keys(variables);
  const answer = useAnswer(ENDING, variables, { enabled: day !== undefined, dates });
  const { data } = answer;
  const certain = data && [data.q1, data.q2, data.q3, data.q4, data.q5, data.q6, data.q7, data.q8];
  const perhaps = data && [data.p1, data.p2, data.p3, data.p4, data.p5, data.p6, data.p7, data.p8];
  const rows =
    certain &&
    quarters.map((quarter, index): Row => ({
      ...quarter,
      certain: certain[index]?.totalCount ?? 0,
      perhaps: perhaps?.[index]?.totalCount ?? 0,
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
          cell: (row) => (
            <Counted of={row} inForce="UNKNOWN">
              {row.perhaps}
            </Counted>
          ),
        },
      ]}
      asked={{ ...answer, document: ENDING, variables }}
    />
  );
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
