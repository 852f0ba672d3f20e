import { showDuration } from '../days/show-duration.js';
import { useEventColumn } from '../events/event-link.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { Section } from '../showing/section.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

/** What sets how long the agreement lasts: one row for each act. */
export function Terms({ terms }: { readonly terms: Agreement['terms'] }) {
  const { t } = useWords(['agreement', 'terms']);
  const language = useLanguage();
  const event = useEventColumn<Agreement['terms'][number]>((row) => row.setBy);
  return (
    <Section title={t('term')} id="term">
      {terms.length === 0 ? (
        <p className="quiet">{t('noTerm')}</p>
      ) : (
        <DataTable
          caption={t('term')}
          hideCaption
          rows={terms}
          keyOf={({ setBy }, index) => `${setBy.id} ${index}`}
          columns={[
            {
              key: 'kind',
              head: t('termRow.kind'),
              names: true,
              cell: ({ kind }) => t(`terms:termKind.${kind}`),
            },
            {
              key: 'starts',
              head: t('termRow.starts'),
              cell: ({ startsOn }) => startsOn && <FactDay fact={startsOn} form="short" />,
            },
            {
              key: 'ends',
              head: t('termRow.ends'),
              cell: ({ currentEndsOn, openEnded }) =>
                currentEndsOn ? (
                  <FactDay fact={currentEndsOn} form="short" />
                ) : (
                  openEnded && t('termRow.openEnded')
                ),
            },
            {
              key: 'duration',
              head: t('termRow.duration'),
              cell: ({ duration }) => duration && showDuration(duration, language),
            },
            {
              key: 'notice',
              head: t('termRow.notice'),
              cell: ({ noticeDays }) => noticeDays !== null && t('termRow.noticeDays', { count: noticeDays }),
            },
            ...event,
          ]}
        />
      )}
    </Section>
  );
}
