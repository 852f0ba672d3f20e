import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { LOCALE } from '../words/language.js';
import { useLanguage, useWords } from '../words/index.js';
import { Bars } from './bars.js';
import { Block } from './block.js';
import { QUALITY, type Quality } from './statistics-questions.js';

/** How the days of facts are known, and how long facts waited to be recorded. */
export function QualityBlocks() {
  const { t } = useWords(['statistics', 'terms']);
  const language = useLanguage();
  const asOf = useAsOf();
  const variables = { asOf };
  const answer = useAnswer(QUALITY, variables);
  const quality = answer.data?.dataQuality ?? undefined;
  const asked = { ...answer, document: QUALITY, variables };
  const share = new Intl.NumberFormat(LOCALE[language], { style: 'percent', maximumFractionDigits: 0 });
  const part = (count: number) => share.format(quality && quality.facts > 0 ? count / quality.facts : 0);
  const basis = (key: string) => t(`terms:basis.${key as 'STATED'}`, { defaultValue: key });
  const lag = ({ fromDays, toDays }: Quality['byLag'][number]) => {
    if (toDays === 0) return t('sameDay');
    return toDays === null
      ? t('lagFrom', { count: fromDays })
      : t('lagWithin', { from: fromDays, to: toDays });
  };
  const stated = quality?.byBasis.find(({ key }) => key === 'STATED')?.count ?? 0;
  return (
    <>
      <Block
        id="basis"
        title={t('basis')}
        sentence={quality && t('basisSentence', { count: quality.facts, share: part(stated) })}
        rows={quality?.byBasis}
        keyOf={({ key }) => key}
        chart={
          quality && (
            <Bars
              label={t('basis')}
              rows={quality.byBasis.map(({ key, count }) => ({ key, label: basis(key), certain: count }))}
            />
          )
        }
        columns={[
          { key: 'basis', head: t('basis'), names: true, cell: ({ key }) => basis(key) },
          { key: 'count', head: t('facts'), align: 'end', cell: ({ count }) => count },
          { key: 'share', head: t('share'), align: 'end', cell: ({ count }) => part(count) },
        ]}
        asked={asked}
      />
      <Block
        id="lag"
        title={t('lag')}
        sentence={
          quality &&
          (quality.recordingLagDays.median === null
            ? t('nothingCounted')
            : t('lagSentence', { count: quality.recordingLagDays.median }))
        }
        rows={quality?.byLag}
        keyOf={({ fromDays }) => String(fromDays)}
        chart={
          quality && (
            <Bars
              label={t('lag')}
              rows={quality.byLag.map((range) => ({
                key: String(range.fromDays),
                label: lag(range),
                certain: range.count,
              }))}
            />
          )
        }
        columns={[
          { key: 'lag', head: t('lagHead'), names: true, cell: lag },
          { key: 'count', head: t('facts'), align: 'end', cell: ({ count }) => count },
          { key: 'share', head: t('share'), align: 'end', cell: ({ count }) => part(count) },
        ]}
        asked={asked}
      />
      <Block
        id="measures"
        title={t('measuresTitle')}
        sentence={quality && t('measuresSentence', { count: quality.recordedLate })}
        rows={quality && measuresOf(quality)}
        keyOf={({ key }) => key}
        columns={[
          { key: 'measure', head: t('measure'), names: true, cell: ({ key }) => t(`measures.${key}`) },
          {
            key: 'count',
            head: t('number'),
            align: 'end',
            said: ({ count }) => count ?? '',
            cell: ({ count }) => count,
          },
        ]}
        asked={asked}
      />
    </>
  );
}

function measuresOf({ recordingLagDays, ...quality }: Quality) {
  return [
    { key: 'median', count: recordingLagDays.median },
    { key: 'p95', count: recordingLagDays.p95 },
    { key: 'most', count: recordingLagDays.most },
    { key: 'recordedLate', count: quality.recordedLate },
    { key: 'rectified', count: quality.rectified },
    { key: 'annulled', count: quality.annulled },
    { key: 'openDisputes', count: quality.openDisputes },
    { key: 'withoutTerm', count: quality.withoutTerm },
    { key: 'withoutText', count: quality.withoutText },
  ] as const;
}
