import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { useWords } from '../words/index.js';
import { Bars } from './bars.js';
import { Block } from './block.js';
import { quarterOf, quartersFrom, type Quarter } from './series.js';
import { ENDING } from './statistics-questions.js';

interface Row extends Quarter {
  readonly count: number;
}

const STILL = ['YES', 'UNKNOWN'] as const;

/** How many agreements have their last day in each quarter, from that of the page’s day on. */
export function EndingBlock({ day }: { readonly day: string | undefined }) {
  const { t } = useWords('statistics');
  const asOf = useAsOf();
  const quarters = quartersFrom(day ?? '2000-01-01');
  const filters = quarters.map(({ first, last }) => ({ endsFrom: first, endsTo: last, inForce: [...STILL] }));
  const [q1, q2, q3, q4, q5, q6, q7, q8] = filters;
  const variables = { q1, q2, q3, q4, q5, q6, q7, q8, asOf };
  const answer = useAnswer(ENDING, variables, { enabled: day !== undefined });
  const { data } = answer;
  const counts = data && [data.q1, data.q2, data.q3, data.q4, data.q5, data.q6, data.q7, data.q8];
  const rows =
    counts && quarters.map((quarter, index): Row => ({ ...quarter, count: counts[index]?.totalCount ?? 0 }));
  const total = rows?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Block<Row>
      id="ending"
      title={t('ending')}
      sentence={t('endingSentence', { count: total })}
      rows={rows}
      keyOf={({ first }) => first}
      chart={
        total > 0 &&
        rows && (
          <Bars
            label={t('ending')}
            rows={rows.map((row) => ({
              key: row.first,
              label: t('quarter', quarterOf(row)),
              certain: row.count,
            }))}
          />
        )
      }
      columns={[
        { key: 'quarter', head: t('quarterHead'), names: true, cell: (row) => t('quarter', quarterOf(row)) },
        {
          key: 'count',
          head: t('endingHead'),
          align: 'end',
          cell: ({ first, last, count }) => (
            <Link
              to="/agreements"
              search={(before) => ({
                on: before.on,
                known: before.known,
                at: before.at,
                ends: first,
                endsBy: last,
              })}
            >
              {count}
            </Link>
          ),
        },
      ]}
      asked={{ ...answer, document: ENDING, variables }}
    />
  );
}
