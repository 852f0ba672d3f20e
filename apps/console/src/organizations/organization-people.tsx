import { Link } from '@tanstack/react-router';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import type { Organization } from './organization-question.js';

/** Who was seen in which role there; for other roles of the console, how many. */
export function OrganizationPeople({ of: { people, peopleCount } }: { readonly of: Organization }) {
  const { t } = useWords(['organizations', 'terms']);
  if (peopleCount === 0) return null;
  const title = t('people', { count: peopleCount });
  if (!people)
    return (
      <Section title={title} id="people">
        <p className="quiet">{t('peopleSealed')}</p>
      </Section>
    );
  return (
    <Section title={title} id="people">
      <DataTable
        caption={title}
        hideCaption
        rows={people}
        keyOf={({ person }, index) => `${person.personId} ${index}`}
        columns={[
          {
            key: 'person',
            head: t('person'),
            names: true,
            cell: ({ person }) => (
              <Link to="/people/$id" params={{ id: person.personId }}>
                {person.displayName ?? person.personId}
              </Link>
            ),
          },
          { key: 'title', head: t('roleTitle'), cell: ({ title: role }) => role },
          {
            key: 'observed',
            head: t('observedOn'),
            cell: ({ observed }) => <FactDay fact={observed} form="short" />,
          },
          {
            key: 'current',
            head: t('current'),
            cell: ({ current, certainty }) =>
              current
                ? certainty === 'POSSIBLE'
                  ? t('terms:certainty.POSSIBLE')
                  : t('stillSo')
                : t('former'),
          },
        ]}
      />
    </Section>
  );
}
