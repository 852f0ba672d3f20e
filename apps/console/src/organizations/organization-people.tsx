import { Link } from '@tanstack/react-router';
import { useRoleColumns } from '../people/role-columns.js';
import { DataTable } from '../showing/data-table.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import type { Organization } from './organization-question.js';

/** Who was seen in which role there; for other roles of the console, how many. */
export function OrganizationPeople({ of: { people, peopleCount } }: { readonly of: Organization }) {
  const { t } = useWords(['organizations', 'people']);
  const roleColumns = useRoleColumns();
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
          { key: 'title', head: t('people:roleTitle'), cell: ({ title: role }) => role },
          ...roleColumns,
        ]}
      />
    </Section>
  );
}
