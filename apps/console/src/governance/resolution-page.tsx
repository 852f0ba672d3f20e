import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import { FactDay } from '../showing/day.js';
import { One } from '../showing/one.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { useSubjectRoute } from '../showing/subject-page.js';
import { TextIn } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';
import { RESOLUTION, type Resolution } from './governance-question.js';
import { CommitteeLink, useCode } from './links.js';
import './words.js';

/** One resolution: its wording, what became of it, and the votes. */
export function ResolutionPage() {
  const { t } = useWords(['governance', 'terms']);
  const { id = '' } = useParams({ strict: false });
  const variables = { id, people: useReadsLog(), asOf: useAsOf() };
  const asked = useAnswer(RESOLUTION, variables);
  return (
    <One
      asked={asked}
      of={(data) => data.resolution}
      what={t('resolution')}
      name={id}
      node={`Resolution:${id}`}
    >
      {(resolution) => (
        <Page
          title={resolution.title ?? resolution.resolutionId}
          lead={t(`terms:resolutionState.${resolution.state}`)}
        >
          <Pairs
            of={[
              [t('committee'), <CommitteeLink of={resolution.committee} />],
              [t('proposed'), <FactDay fact={resolution.proposed} />],
              [t('decided'), resolution.decided && <FactDay fact={resolution.decided} />],
              [t('matter'), resolution.matterId && <Matter of={resolution} />],
              [t('wording'), resolution.wording && <TextIn texts={resolution.wording} />],
              [t('tally'), resolution.tally && t('tallyText', resolution.tally)],
              [t('record'), resolution.record !== 'AS_RECORDED' && t(`terms:record.${resolution.record}`)],
            ]}
          />
          <Votes of={resolution} />
          <QueryShown document={RESOLUTION} variables={variables} />
        </Page>
      )}
    </One>
  );
}

const MATTER = graphql(`
  query Matter($id: ID!, $lang: LanguageTag) {
    node(id: $id) {
      ... on Agreement {
        agreement: title(lang: $lang)
      }
      ... on Project {
        project: title(lang: $lang)
      }
      ... on Resolution {
        resolution: title(lang: $lang)
      }
      ... on Organization {
        organization: name(lang: $lang)
      }
    }
  }
`);

/** The kinds of things that a resolution may be about, as node ids begin. */
const MATTERS: Readonly<Record<string, string>> = {
  agreement: 'Agreement',
  project: 'Project',
  resolution: 'Resolution',
  organization: 'Organization',
};

/** What a resolution is about: its title, which leads to its page. */
function Matter({ of: { matterKind, matterId } }: { readonly of: Resolution }) {
  const kind = matterKind ?? '';
  const lang = useLanguage();
  const route = useSubjectRoute()(kind);
  const { data } = useAnswer(
    MATTER,
    { id: `${MATTERS[kind]}:${matterId}`, lang },
    { enabled: kind in MATTERS },
  );
  const [title] = Object.values(data?.node ?? {}).filter((one) => typeof one === 'string');
  if (!route || matterId === null) return <>{matterId}</>;
  return (
    <Link to={route} params={{ id: matterId }}>
      {title ?? matterId}
    </Link>
  );
}

function Votes({ of: { votes, present } }: { readonly of: Resolution }) {
  const { t } = useWords('governance');
  const inWords = useCode();
  const seen = votes ?? [];
  if (seen.length === 0 && (present ?? []).length === 0) return null;
  return (
    <Section title={t('votes', { count: seen.length })} id="votes">
      <ul>
        {seen.map(({ person, vote }) => (
          <li key={person.personId}>
            <Link to="/people/$id" params={{ id: person.personId }}>
              {person.displayName ?? person.personId}
            </Link>{' '}
            · {t(`vote.${vote}` as 'vote.FOR', { defaultValue: inWords(vote) })}
          </li>
        ))}
      </ul>
      {present && present.length > 0 && (
        <p>
          {t('present')} {present.map(({ personId, displayName }) => displayName ?? personId).join(', ')}
        </p>
      )}
    </Section>
  );
}
