import { useEventColumn } from '../events/event-link.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

/** Who has said that it means to sign or accede. */
export function Intents({ intents }: { readonly intents: Agreement['intents'] }) {
  const { t } = useWords(['agreement', 'terms']);
  const event = useEventColumn<Agreement['intents'][number]>((row) => row.event);
  return (
    <Section title={t('intents', { count: intents.length })} id="intents">
      {intents.length === 0 ? (
        <p className="quiet">{t('noIntents')}</p>
      ) : (
        <DataTable
          caption={t('intents', { count: intents.length })}
          hideCaption
          rows={intents}
          keyOf={({ event }) => event.id}
          columns={[
            {
              key: 'who',
              head: t('intentRow.who'),
              names: true,
              cell: ({ organization }) => <OrganizationLink of={organization} />,
            },
            { key: 'what', head: t('intentRow.what'), cell: ({ kind }) => t(`terms:intentKind.${kind}`) },
            {
              key: 'state',
              head: t('intentRow.state'),
              cell: ({ state }) => t(`terms:intentState.${state}`),
            },
            {
              key: 'declared',
              head: t('intentRow.declared'),
              cell: ({ declared }) => <FactDay fact={declared} form="short" />,
            },
            {
              key: 'horizon',
              head: t('intentRow.horizon'),
              cell: ({ horizon }) => <TextIn texts={horizon} />,
            },
            {
              key: 'age',
              head: t('intentRow.age'),
              align: 'end',
              cell: ({ ageDays }) => t('intentRow.days', { count: ageDays }),
            },
            ...event,
          ]}
        />
      )}
    </Section>
  );
}
