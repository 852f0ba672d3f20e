import { useWords } from '../words/index.js';
import { Bars } from './bars.js';
import { Block, type AskedBlock } from './block.js';
import type { Statistics } from './statistics-questions.js';

/** How many agreements were signed each year, against how many of them are in force. */
export function SignedBlock({
  years,
  counts,
  asked,
}: {
  readonly years: Statistics['bySignatureYear'] | undefined;
  readonly counts: Statistics['agreements'] | undefined;
  readonly asked: AskedBlock;
}) {
  const { t } = useWords('statistics');
  return (
    <Block
      id="signed"
      title={t('signed')}
      sentence={
        counts &&
        t('signedSentence', {
          count: counts.signed,
          inForce: counts.inForce,
          perhaps: counts.perhapsInForce > 0 ? t('perhaps', { count: counts.perhapsInForce }) : '',
        })
      }
      rows={years}
      keyOf={({ key }) => key}
      chart={
        years && (
          <Bars
            label={t('signed')}
            rows={years.map(({ key, counts: of }) => ({
              key,
              label: key,
              certain: of.inForce,
              perhaps: of.perhapsInForce,
              other: of.signed,
            }))}
          />
        )
      }
      columns={[
        { key: 'year', head: t('year'), names: true, cell: ({ key }) => key },
        { key: 'signed', head: t('signedThen'), align: 'end', cell: ({ counts: of }) => of.signed },
        { key: 'certain', head: t('certain'), align: 'end', cell: ({ counts: of }) => of.inForce },
        { key: 'perhaps', head: t('possible'), align: 'end', cell: ({ counts: of }) => of.perhapsInForce },
      ]}
      asked={asked}
    />
  );
}
