import { useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { AGREEMENT_NAME, FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { FactDay } from '../showing/day.js';
import { MoneyShown } from '../showing/money.js';
import { countryName } from '../showing/named-codes.js';
import { One } from '../showing/one.js';
import { OrganizationLinks } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';

const MISSION = graphql(
  `
    query Mission($id: ID!, $asOf: AsOf) {
      mission(id: $id, asOf: $asOf) {
        missionId
        ordinal
        record
        destination
        clusters
        undertaken {
          ...Fact
        }
        organizers {
          ...OrganizationName
        }
        funders {
          ...OrganizationName
        }
        participants {
          approx
          text {
            ...Text
          }
        }
        purpose {
          ...Text
        }
        outcome {
          ...Text
        }
        ledBy {
          ...Text
        }
        agreement {
          ...AgreementName
        }
        results {
          id
          kind
          approximate
          amount {
            value
            currency
          }
          text {
            ...Text
          }
          organizations {
            ...OrganizationName
          }
          observed {
            ...Fact
          }
        }
      }
    }
  `,
  [AGREEMENT_NAME, FACT, ORGANIZATION_NAME, TEXT],
);

type Mission = NonNullable<ResultOf<typeof MISSION>['mission']>;

/** One mission: where it went, for what, and what came of it. */
export function MissionPage() {
  const { t } = useWords('meetings');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const variables = { id, asOf: useAsOf() };
  const asked = useAnswer(MISSION, variables);
  return (
    <One asked={asked} of={(data) => data.mission} what={t('mission')} name={id} node={`Mission:${id}`}>
      {(mission) => (
        <Page title={t('missionTo', { destination: countryName(mission.destination, language) })}>
          <Known of={mission} />
          <Results of={mission} />
          <QueryShown document={MISSION} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Known({ of }: { readonly of: Mission }) {
  const { t } = useWords(['meetings', 'terms']);
  const texts = (these: Mission['purpose']) => these.length > 0 && <TextIn texts={these} />;
  return (
    <Pairs
      of={[
        [t('undertaken'), <FactDay fact={of.undertaken} />],
        [t('organizers'), of.organizers.length > 0 && <OrganizationLinks of={of.organizers} />],
        [t('funders'), of.funders.length > 0 && <OrganizationLinks of={of.funders} />],
        [t('participants'), of.participants && (texts(of.participants.text) || of.participants.approx)],
        [t('purpose'), texts(of.purpose)],
        [t('outcome'), texts(of.outcome)],
        [t('ledBy'), of.ledBy && texts(of.ledBy)],
        [t('clusters'), of.clusters.join(', ')],
        [t('agreement'), of.agreement && <AgreementLink of={of.agreement} />],
        [t('record'), of.record !== 'AS_RECORDED' && t(`terms:record.${of.record}`)],
      ]}
    />
  );
}

function Results({ of: { results } }: { readonly of: Mission }) {
  const { t } = useWords('meetings');
  if (results.length === 0) return null;
  return (
    <Section title={t('results', { count: results.length })} id="results">
      <ul>
        {results.map(({ id, kind, text, amount, approximate, organizations, observed }) => (
          <li key={id}>
            {text.length > 0 ? (
              <TextIn texts={text} />
            ) : (
              t(`resultKinds.${kind}` as 'resultKinds.SALES', { defaultValue: kind })
            )}
            {amount && (
              <>
                {' · '}
                {approximate && '≈ '}
                <MoneyShown of={amount} />
              </>
            )}{' '}
            · <FactDay fact={observed} />
            <OrganizationLinks of={organizations} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
