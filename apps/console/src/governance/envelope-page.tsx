import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { MoneyShown } from '../showing/money.js';
import { One } from '../showing/one.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { ENVELOPE, type Envelope } from './governance-question.js';
import { ProgrammeLink } from './links.js';
import './words.js';

/** One envelope: what was allotted, committed and released of a fund in a region. */
export function EnvelopePage() {
  const { t } = useWords('governance');
  const { fund = '', region = '' } = useParams({ strict: false });
  const variables = { fund, region, asOf: useAsOf() };
  const asked = useAnswer(ENVELOPE, variables);
  return (
    <One
      asked={asked}
      of={(data) => data.envelope}
      what={t('envelope')}
      name={`${fund} · ${region}`}
      node={`EnvelopeBalance:${fund}.${region}`}
    >
      {(envelope) => (
        <Page
          title={`${envelope.fund} · ${envelope.region}`}
          lead={envelope.overdrawn ? t('isOverdrawn') : undefined}
        >
          <Pairs
            of={[
              [t('programme'), envelope.programme && <ProgrammeLink of={envelope.programme} />],
              [t('regionClass'), envelope.regionClass],
              [t('allotted'), <MoneyShown of={envelope.allotted} />],
              [t('committed'), <MoneyShown of={envelope.committed} />],
              [t('released'), <MoneyShown of={envelope.released} />],
              [t('available'), <MoneyShown of={envelope.available} />],
              [t('leastAvailable'), <MoneyShown of={envelope.leastAvailable} />],
            ]}
          />
          <Commitments of={envelope} />
          <QueryShown document={ENVELOPE} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Commitments({ of: { commitments } }: { readonly of: Envelope }) {
  const { t } = useWords('governance');
  return (
    <Section title={t('commitments', { count: commitments.length })} id="commitments">
      {commitments.length === 0 && <p className="quiet">{t('none')}</p>}
      {commitments.length > 0 && (
        <DataTable
          caption={t('commitments', { count: commitments.length })}
          hideCaption
          rows={commitments}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'project',
              head: t('project'),
              names: true,
              cell: ({ project, id }) =>
                project ? (
                  <Link to="/projects/$id" params={{ id: project.projectId }}>
                    {project.title ?? project.projectId}
                  </Link>
                ) : (
                  id
                ),
            },
            {
              key: 'on',
              head: t('committedOn'),
              cell: ({ committed }) => <FactDay fact={committed} form="short" />,
            },
            {
              key: 'amount',
              head: t('committed'),
              align: 'end',
              cell: ({ amount }) => <MoneyShown of={amount} />,
            },
            {
              key: 'released',
              head: t('released'),
              align: 'end',
              cell: ({ released }) => <MoneyShown of={released} />,
            },
          ]}
        />
      )}
    </Section>
  );
}
