import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay, InstantShown } from '../showing/day.js';
import { HistoryShown } from '../events/history-shown.js';
import { MoneyShown } from '../showing/money.js';
import { One } from '../showing/one.js';
import { languageName } from '../showing/named-codes.js';
import { OrganizationLink, OrganizationLinks } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { OnlyFirst } from '../showing/only-first.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';
import { useKind } from './kind.js';
import { OrganizationAgreements } from './organization-agreements.js';
import { ORGANIZATION, ORGANIZATION_HISTORY, type Organization } from './organization-question.js';
import { OrganizationPeople } from './organization-people.js';
import './words.js';

/** One organisation: its names, what is known of it, and what it is party to over time. */
export function OrganizationPage() {
  const { t } = useWords('organizations');
  const { id = '' } = useParams({ strict: false });
  const asOf = useAsOf();
  const variables = { id, people: useReadsLog(), asOf };
  const asked = useAnswer(ORGANIZATION, variables);
  return (
    <One
      asked={asked}
      of={(data) => data.organization}
      what={t('organization')}
      name={id}
      node={`Organization:${id}`}
    >
      {(organization) => (
        <Page title={organization.name} lead={<Kind of={organization} />}>
          <Known of={organization} />
          <Names of={organization} />
          <OrganizationAgreements of={organization} />
          <Mergers of={organization} />
          <OrganizationPeople of={organization} />
          <Designations of={organization} />
          <Fundings of={organization} />
          <History id={organization.organizationId} />
          <QueryShown document={ORGANIZATION} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Kind({ of }: { readonly of: Organization }) {
  return <>{[useKind()(of.kind), of.jurisdiction].filter(Boolean).join(' · ')}</>;
}

function Known({ of }: { readonly of: Organization }) {
  const { t } = useWords(['organizations', 'showing', 'terms']);
  const { representative, legalPersonality } = of;
  return (
    <Pairs
      of={[
        [
          t('identifiers'),
          of.identifiers.length > 0 &&
            of.identifiers.map(({ scheme, value }) => (
              <span key={scheme}>
                {scheme} <code>{value}</code>{' '}
              </span>
            )),
        ],
        [t('regions'), of.regions.join(', ')],
        [t('foundedOn'), of.foundedOn && <FactDay fact={of.foundedOn} />],
        [
          t('legalPersonality'),
          legalPersonality !== null && t(legalPersonality ? 'showing:yes' : 'showing:no'),
        ],
        [
          t('relations'),
          of.relations.length > 0 && (
            <ul className="plain">
              {of.relations.map(({ type, organization, effective }) => (
                <li key={`${type} ${organization.organizationId}`}>
                  {t(`relation.${type}` as 'relation.UNIT_OF', { defaultValue: type.toLowerCase() })}{' '}
                  <OrganizationLink of={organization} /> · <FactDay fact={effective} form="short" />
                </li>
              ))}
            </ul>
          ),
        ],
        [t('sameAs'), of.sameAs.length > 0 && <OrganizationLinks of={of.sameAs} />],
        [
          t('representative'),
          representative.organizationId !== of.organizationId && <OrganizationLink of={representative} />,
        ],
        [t('sameName'), of.sameName.length > 0 && <OrganizationLinks of={of.sameName} />],
        [t('record'), of.record !== 'AS_RECORDED' && t(`terms:record.${of.record}`)],
      ]}
    />
  );
}

function Names({ of }: { readonly of: Organization }) {
  const { t } = useWords(['organizations', 'terms']);
  const language = useLanguage();
  return (
    <Section title={t('names', { count: of.names.length })} id="names">
      <DataTable
        caption={t('names', { count: of.names.length })}
        hideCaption
        rows={of.names}
        keyOf={({ text, lang, use }) => `${use} ${lang} ${text}`}
        columns={[
          { key: 'name', head: t('name'), names: true, cell: (name) => <TextIn texts={[name]} /> },
          {
            key: 'use',
            head: t('use'),
            cell: ({ use }) => t(`uses.${use}` as 'uses.OFFICIAL', { defaultValue: use.toLowerCase() }),
          },
          { key: 'lang', head: t('lang'), cell: ({ lang }) => languageName(lang, language) },
          {
            key: 'certainty',
            head: t('certainty'),
            cell: ({ certainty }) => t(`terms:certainty.${certainty}`),
          },
          {
            key: 'known',
            head: t('knownSince'),
            cell: ({ knownSince }) => <InstantShown instant={knownSince} />,
          },
        ]}
      />
    </Section>
  );
}

function Mergers({ of }: { readonly of: Organization }) {
  const { t } = useWords(['organizations', 'terms']);
  const mergers = [...(of.mergedInto ? [of.mergedInto] : []), ...of.mergers];
  if (mergers.length === 0) return null;
  return (
    <Section title={t('mergers')} id="mergers">
      <DataTable
        caption={t('mergers')}
        hideCaption
        rows={mergers}
        keyOf={(_, index) => String(index)}
        columns={[
          {
            key: 'predecessors',
            head: t('predecessors'),
            names: true,
            cell: ({ predecessors }) => <OrganizationLinks of={predecessors} />,
          },
          {
            key: 'successor',
            head: t('successor'),
            cell: ({ successor }) => <OrganizationLink of={successor} />,
          },
          {
            key: 'effective',
            head: t('effective'),
            cell: ({ effective, certainty }) => (
              <>
                <FactDay fact={effective} form="short" />
                {certainty === 'POSSIBLE' && ` · ${t('terms:certainty.POSSIBLE')}`}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Designations({ of }: { readonly of: Organization }) {
  const { t } = useWords('organizations');
  if (of.designations.length === 0) return null;
  return (
    <Section title={t('designations')} id="designations">
      <ul>
        {of.designations.map(({ text, grantedBy, observed }, index) => (
          <li key={index}>
            <TextIn texts={[text]} />
            {grantedBy && (
              <>
                {' '}
                ({t('grantedBy')} <TextIn texts={[grantedBy]} />)
              </>
            )}{' '}
            · {t('observed')} <FactDay fact={observed} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Fundings({ of }: { readonly of: Organization }) {
  const { t } = useWords('organizations');
  const { nodes } = of.fundings;
  if (nodes.length === 0) return null;
  return (
    <Section title={t('fundings')} id="fundings">
      <ul>
        {nodes.map(({ fundingId, funder, beneficiary, amount, awarded }) => (
          <li key={fundingId}>
            <OrganizationLink of={funder} /> → <OrganizationLink of={beneficiary} /> ·{' '}
            <Link to="/fundings/$id" params={{ id: fundingId }}>
              <MoneyShown of={amount} />
            </Link>{' '}
            · <FactDay fact={awarded} />
          </li>
        ))}
      </ul>
      <OnlyFirst of={of.fundings} />
    </Section>
  );
}

function History({ id }: { readonly id: string }) {
  const asOf = useAsOf();
  return (
    <HistoryShown
      pages={usePages(ORGANIZATION_HISTORY, { id, asOf }, (data) => data.organization?.history)}
    />
  );
}
