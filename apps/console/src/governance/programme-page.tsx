import { useParams } from '@tanstack/react-router';
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
import { OnlyFirst } from '../showing/only-first.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useWords } from '../words/index.js';
import './governance.css';
import { PROGRAMME, type Programme } from './governance-question.js';
import { CommitteeLink, useCode } from './links.js';
import './words.js';

/** One programme: its rules, its committees, what came of it year by year. */
export function ProgrammePage() {
  const { t } = useWords(['governance', 'terms']);
  const { id = '' } = useParams({ strict: false });
  const variables = { id, asOf: useAsOf() };
  const asked = useAnswer(PROGRAMME, variables);
  return (
    <One asked={asked} of={(data) => data.programme} what={t('programme')} name={id} node={`Programme:${id}`}>
      {(programme) => (
        <Page title={programme.title ?? programme.programmeId}>
          <Pairs
            of={[
              [t('steward'), programme.steward && <OrganizationLink of={programme.steward} />],
              [
                t('phase'),
                programme.phase &&
                  (programme.phase.text.length > 0 ? (
                    <TextIn texts={programme.phase.text} />
                  ) : (
                    programme.phase.ordinal
                  )),
              ],
              [t('record'), programme.record !== 'AS_RECORDED' && t(`terms:record.${programme.record}`)],
            ]}
          />
          <Rules of={programme} />
          <Outcomes of={programme} />
          <Years of={programme} />
          <Section title={t('committeesOf', { count: programme.committees.totalCount })} id="committees">
            <ul>
              {programme.committees.nodes.map((committee) => (
                <li key={committee.committeeId}>
                  <CommitteeLink of={committee} />
                </li>
              ))}
            </ul>
            <OnlyFirst of={programme.committees} />
          </Section>
          <Section title={t('history')} id="history">
            <FirstEvents of={programme.history} />
          </Section>
          <QueryShown document={PROGRAMME} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Rules({ of: { rules } }: { readonly of: Programme }) {
  const { t } = useWords('governance');
  const inWords = useCode();
  if (rules.length === 0) return null;
  return (
    <Section title={t('rules', { count: rules.length })} id="rules">
      <DataTable
        caption={t('rules', { count: rules.length })}
        hideCaption
        rows={rules}
        keyOf={({ code }) => code}
        columns={[
          {
            key: 'rule',
            head: t('rule'),
            names: true,
            cell: ({ code, text }) => (text.length > 0 ? <TextIn texts={text} /> : code),
          },
          { key: 'strength', head: t('strength'), cell: ({ strength }) => t(`strengths.${strength}`) },
          {
            key: 'approvals',
            head: t('required'),
            cell: ({ requiredApprovals }) => requiredApprovals.map(inWords).join(', '),
          },
          { key: 'fund', head: t('fund'), cell: ({ fund }) => fund },
          {
            key: 'rates',
            head: t('rates'),
            cell: ({ rates }) =>
              rates.map(({ regionClass, amount }) => (
                <span key={regionClass} className="block">
                  {inWords(regionClass)} · <MoneyShown of={amount} />
                </span>
              )),
          },
        ]}
      />
    </Section>
  );
}

function Outcomes({ of: { outcomes } }: { readonly of: Programme }) {
  const { t } = useWords('governance');
  const inWords = useCode();
  if (outcomes.length === 0) return null;
  return (
    <Section title={t('outcomes')} id="outcomes">
      <ul>
        {outcomes.map(({ id, kind, text, amount, approximate, observed }) => (
          <li key={id}>
            {text.length > 0 ? <TextIn texts={text} /> : inWords(kind)}
            {amount && (
              <>
                {' · '}
                {approximate && '≈ '}
                <MoneyShown of={amount} />
              </>
            )}{' '}
            · <FactDay fact={observed} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Years({ of: { annual } }: { readonly of: Programme }) {
  const { t } = useWords('governance');
  if (annual.length === 0) return null;
  return (
    <Section title={t('annual')} id="annual">
      <DataTable
        caption={t('annual')}
        hideCaption
        rows={annual}
        keyOf={({ year }) => year}
        columns={[
          { key: 'year', head: t('year'), names: true, cell: ({ year }) => year },
          {
            key: 'priorities',
            head: t('priorities'),
            cell: ({ priorities }) => <TextIn texts={priorities} />,
          },
          { key: 'results', head: t('results'), cell: ({ results }) => <TextIn texts={results} /> },
          {
            key: 'adopted',
            head: t('adopted'),
            cell: ({ adopted }) => adopted && <FactDay fact={adopted} form="short" />,
          },
          {
            key: 'reviewed',
            head: t('reviewed'),
            cell: ({ reviewed }) => reviewed && <FactDay fact={reviewed} form="short" />,
          },
        ]}
      />
    </Section>
  );
}
