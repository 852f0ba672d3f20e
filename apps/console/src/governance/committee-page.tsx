import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { FirstEvents } from '../events/history-shown.js';
import { One } from '../showing/one.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { OnlyFirst } from '../showing/only-first.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useWords } from '../words/index.js';
import { COMMITTEE, type Committee } from './governance-question.js';
import { ProgrammeLink, useCode } from './links.js';
import './words.js';

/** One committee: what it is of, its by-law, who sits on it, what it resolved. */
export function CommitteePage() {
  const { t } = useWords('governance');
  const inWords = useCode();
  const { id = '' } = useParams({ strict: false });
  const variables = { id, people: useReadsLog(), asOf: useAsOf() };
  const asked = useAnswer(COMMITTEE, variables);
  return (
    <One asked={asked} of={(data) => data.committee} what={t('committee')} name={id} node={`Committee:${id}`}>
      {(committee) => (
        <Page title={committee.title ?? committee.committeeId} lead={inWords(committee.kind)}>
          <Known of={committee} />
          <Mandates of={committee} />
          <Section title={t('resolutionsOf', { count: committee.resolutions.totalCount })} id="resolutions">
            {committee.resolutions.nodes.length === 0 && <p className="quiet">{t('none')}</p>}
            <ul>
              {committee.resolutions.nodes.map(({ resolutionId, title, state, proposed }) => (
                <li key={resolutionId}>
                  <Link to="/resolutions/$id" params={{ id: resolutionId }}>
                    {title ?? resolutionId}
                  </Link>{' '}
                  · <StateOf state={state} /> · <FactDay fact={proposed} form="short" />
                </li>
              ))}
            </ul>
            <OnlyFirst of={committee.resolutions} />
          </Section>
          <Section title={t('history')} id="history">
            <FirstEvents of={committee.history} />
          </Section>
          <QueryShown document={COMMITTEE} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function StateOf({ state }: { readonly state: 'PROPOSED' | 'ADOPTED' | 'REJECTED' }) {
  const { t } = useWords('terms');
  return <>{t(`resolutionState.${state}`)}</>;
}

function Known({ of }: { readonly of: Committee }) {
  const { t } = useWords(['governance', 'terms']);
  const inWords = useCode();
  const { bylaw } = of;
  return (
    <Pairs
      of={[
        [t('programme'), of.programme && <ProgrammeLink of={of.programme} />],
        [t('organization'), of.organization && <OrganizationLink of={of.organization} />],
        [t('regions'), of.regions.join(', ')],
        [t('established'), <FactDay fact={of.established} />],
        [t('dissolved'), of.dissolved && <FactDay fact={of.dissolved} />],
        [
          t('members'),
          of.members.length > 0 && (
            <ul className="plain">
              {of.members.map((member, index) => (
                <li key={index}>
                  <TextIn texts={[member]} />
                </li>
              ))}
            </ul>
          ),
        ],
        [t('bylaw'), bylaw && <FactDay fact={bylaw.adopted} />],
        [t('quorum'), bylaw?.quorum && (bylaw.quorum.members ?? bylaw.quorum.share)],
        [t('mandateLength'), bylaw?.mandateLength],
        [t('frequency'), bylaw?.frequency],
        [t('conflictRule'), bylaw?.conflictRule],
        [t('topics'), bylaw?.topics.map(inWords).join(', ')],
        [t('record'), of.record !== 'AS_RECORDED' && t(`terms:record.${of.record}`)],
      ]}
    />
  );
}

function Mandates({ of: { mandates } }: { readonly of: Committee }) {
  const { t } = useWords(['governance', 'terms']);
  if (mandates.length === 0) return null;
  return (
    <Section title={t('mandates', { count: mandates.length })} id="mandates">
      <DataTable
        caption={t('mandates', { count: mandates.length })}
        hideCaption
        rows={mandates}
        keyOf={({ id }) => id}
        columns={[
          { key: 'seat', head: t('seat'), names: true, cell: ({ seat }) => seat },
          {
            key: 'person',
            head: t('person'),
            cell: ({ person }) =>
              person && (
                <Link to="/people/$id" params={{ id: person.personId }}>
                  {person.displayName ?? person.personId}
                </Link>
              ),
          },
          { key: 'from', head: t('from'), cell: ({ from }) => <FactDay fact={from} form="short" /> },
          {
            key: 'ends',
            head: t('endsOn'),
            cell: ({ endsOn, ended }) => {
              const day = ended ?? endsOn;
              return day && <FactDay fact={day} form="short" />;
            },
          },
          {
            key: 'certainty',
            head: t('certainty'),
            cell: ({ certainty }) => t(`terms:certainty.${certainty}`),
          },
        ]}
      />
    </Section>
  );
}
