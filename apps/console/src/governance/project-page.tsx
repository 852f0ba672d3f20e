import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { FirstEvents } from '../events/history-shown.js';
import { MoneyShown } from '../showing/money.js';
import { One } from '../showing/one.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useWords } from '../words/index.js';
import { PROJECT, type Project } from './governance-question.js';
import { CommitteeLink, ProgrammeLink, useCode } from './links.js';
import './words.js';

/** One project: who promotes it, what it asks, who approved it. */
export function ProjectPage() {
  const { t } = useWords(['governance', 'terms']);
  const { id = '' } = useParams({ strict: false });
  const variables = { id, asOf: useAsOf() };
  const asked = useAnswer(PROJECT, variables);
  return (
    <One asked={asked} of={(data) => data.project} what={t('project')} name={id} node={`Project:${id}`}>
      {(project) => (
        <Page title={project.title ?? project.projectId} lead={t(`terms:projectState.${project.state}`)}>
          <Known of={project} />
          <Approvals of={project} />
          <Section title={t('history')} id="history">
            <FirstEvents of={project.history} />
          </Section>
          <QueryShown document={PROJECT} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Known({ of }: { readonly of: Project }) {
  const { t } = useWords(['governance', 'terms']);
  const inWords = useCode();
  return (
    <Pairs
      of={[
        [t('promoter'), <OrganizationLink of={of.promoter} />],
        [t('programme'), of.programme && <ProgrammeLink of={of.programme} />],
        [t('committee'), of.committee && <CommitteeLink of={of.committee} />],
        [t('amount'), of.amount && <MoneyShown of={of.amount} />],
        [t('aid'), of.aid && <MoneyShown of={of.aid} />],
        [
          t('envelope'),
          of.fund !== null && of.region !== null && (
            <Link to="/envelopes/$fund/$region" params={{ fund: of.fund, region: of.region }}>
              {of.fund} · {of.region}
            </Link>
          ),
        ],
        [t('purpose'), of.purpose.length > 0 && <TextIn texts={of.purpose} />],
        [t('submitted'), of.submitted && <FactDay fact={of.submitted} />],
        [t('missing'), of.missingApprovals.map(inWords).join(', ')],
        [t('record'), of.record !== 'AS_RECORDED' && t(`terms:record.${of.record}`)],
      ]}
    />
  );
}

function Approvals({ of: { approvals } }: { readonly of: Project }) {
  const { t } = useWords(['governance', 'showing']);
  const inWords = useCode();
  if (approvals.length === 0) return null;
  return (
    <Section title={t('approvals', { count: approvals.length })} id="approvals">
      <DataTable
        caption={t('approvals', { count: approvals.length })}
        hideCaption
        rows={approvals}
        keyOf={({ event }) => event.id}
        columns={[
          { key: 'approval', head: t('approval'), names: true, cell: ({ approval }) => inWords(approval) },
          {
            key: 'granted',
            head: t('granted'),
            cell: ({ granted }) => t(granted ? 'showing:yes' : 'showing:no'),
          },
          { key: 'on', head: t('decided'), cell: ({ on }) => <FactDay fact={on} form="short" /> },
          {
            key: 'committee',
            head: t('committee'),
            cell: ({ committee }) => committee && <CommitteeLink of={committee} />,
          },
          {
            key: 'resolution',
            head: t('resolution'),
            cell: ({ resolution }) =>
              resolution && (
                <Link to="/resolutions/$id" params={{ id: resolution.resolutionId }}>
                  {resolution.title ?? resolution.resolutionId}
                </Link>
              ),
          },
        ]}
      />
    </Section>
  );
}
