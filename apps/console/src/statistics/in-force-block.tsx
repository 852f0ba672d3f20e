import type { ReactNode } from 'react';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { DayShown } from '../showing/day.js';
import { useWords } from '../words/index.js';
import { Block } from './block.js';
import { stepsTo } from './series.js';
import { IN_FORCE_SERIES, type SeriesPoint } from './statistics-questions.js';
import { StepsChart } from './steps-chart.js';

/** How many agreements were in force over time, up to the day of the page, by what was known at its moment. */
export function InForceBlock({
  day,
  firstYear,
  sentence,
}: {
  readonly day: string | undefined;
  readonly firstYear: number | undefined;
  readonly sentence: ReactNode;
}) {
  const { t } = useWords('statistics');
  const asOf = useAsOf();
  const steps = stepsTo(
    day ?? '2000-01-01',
    firstYear === undefined || Number.isNaN(firstYear) ? null : firstYear,
  );
  const variables = { ...steps, asOf };
  const answer = useAnswer(IN_FORCE_SERIES, variables, {
    enabled: day !== undefined,
    dates: ['asOf', 'from', 'to', 'every'],
  });
  const points = answer.data?.statsSeries;
  return (
    <Block<SeriesPoint>
      id="in-force"
      title={t('overTime')}
      sentence={sentence}
      rows={points ?? undefined}
      keyOf={(point) => point.asOf.validOn}
      chart={
        points && (
          <StepsChart
            label={t('overTime')}
            steps={points.map(({ asOf: at, agreements }) => ({
              day: at.validOn,
              certain: agreements.inForce,
              perhaps: agreements.perhapsInForce,
            }))}
          />
        )
      }
      columns={[
        {
          key: 'day',
          head: t('day'),
          names: true,
          cell: (point) => <DayShown day={point.asOf.validOn} form="short" />,
          said: (point) => point.asOf.validOn,
        },
        { key: 'certain', head: t('certain'), align: 'end', cell: ({ agreements }) => agreements.inForce },
        {
          key: 'perhaps',
          head: t('possible'),
          align: 'end',
          cell: ({ agreements }) => agreements.perhapsInForce,
        },
      ]}
      asked={{ ...answer, document: IN_FORCE_SERIES, variables }}
    />
  );
}
