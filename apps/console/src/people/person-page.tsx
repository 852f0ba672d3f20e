import { useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { FACT, ORGANIZATION_NAME } from '../asking/fragments.js';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { DataTable } from '../showing/data-table.js';
import { One } from '../showing/one.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { useRoleColumns } from './role-columns.js';

const PERSON = graphql(
  `
    query Person($id: ID!, $asOf: AsOf) {
      person(id: $id, asOf: $asOf) {
        personId
        displayName
        record
        roles {
          title
          current
          certainty
          organization {
            ...OrganizationName
          }
          observed {
            ...Fact
          }
        }
      }
    }
  `,
  [FACT, ORGANIZATION_NAME],
);

/** One person: the roles in which they were seen. A name that was erased stays erased. */
export function PersonPage() {
  const { t } = useWords(['people', 'terms']);
  const { id = '' } = useParams({ strict: false });
  const variables = { id, asOf: useAsOf() };
  const asked = useAnswer(PERSON, variables);
  const roleColumns = useRoleColumns();
  return (
    <One asked={asked} of={(data) => data.person} what={t('person')} name={id} node={`Person:${id}`}>
      {({ personId, displayName, roles, record }) => (
        <Page
          title={displayName ?? personId}
          lead={[
            displayName === null && t('nameSealed'),
            record !== 'AS_RECORDED' && t(`terms:record.${record}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        >
          <Section title={t('roles', { count: roles.length })} id="roles">
            {roles.length === 0 && <p className="quiet">{t('noRoles')}</p>}
            {roles.length > 0 && (
              <DataTable
                caption={t('roles', { count: roles.length })}
                hideCaption
                rows={roles}
                keyOf={(_, index) => String(index)}
                columns={[
                  {
                    key: 'title',
                    head: t('roleTitle'),
                    names: true,
                    cell: ({ title }) => title ?? t('noTitle'),
                  },
                  {
                    key: 'organization',
                    head: t('organization'),
                    cell: ({ organization }) => organization && <OrganizationLink of={organization} />,
                  },
                  ...roleColumns,
                ]}
              />
            )}
          </Section>
          <QueryShown document={PERSON} variables={variables} />
        </Page>
      )}
    </One>
  );
}
