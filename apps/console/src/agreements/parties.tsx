import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

/** The parties on the day of the page. */
export function Parties({ parties }: { readonly parties: Agreement['parties'] }) {
  const { t } = useWords(['agreement', 'terms']);
  const title = t('partiesCount', { count: parties.length });
  return (
    <Section title={title} id="parties">
      {parties.length === 0 ? (
        <p className="quiet">{t('noParties')}</p>
      ) : (
        <DataTable
          caption={t('parties')}
          hideCaption
          rows={parties}
          keyOf={({ organization, joinedBy }) => `${organization.organizationId} ${joinedBy.id}`}
          columns={[
            {
              key: 'name',
              head: t('party.name'),
              names: true,
              cell: ({ organization, nameAsSigned }) => (
                <>
                  {organization.name}
                  {nameAsSigned && nameAsSigned.text !== organization.name && (
                    <small lang={nameAsSigned.lang}>{t('party.asSigned', { name: nameAsSigned.text })}</small>
                  )}
                </>
              ),
            },
            {
              key: 'capacity',
              head: t('party.capacity'),
              cell: ({ role, capacity }) =>
                capacity === null
                  ? t(`terms:role.${role}`)
                  : t(`terms:capacity.${capacity as 'ACCEDED'}`, { defaultValue: capacity }),
            },
            {
              key: 'since',
              head: t('party.since'),
              cell: ({ since }) => <FactDay fact={since} form="short" />,
            },
            {
              key: 'certainty',
              head: t('party.certainty'),
              cell: ({ certainty }) => t(`terms:certainty.${certainty}`),
            },
          ]}
        />
      )}
    </Section>
  );
}
