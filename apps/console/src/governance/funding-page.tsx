import { useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { showDuration } from '../days/show-duration.js';
import { Page } from '../frame/page.js';
import { DataTable } from '../showing/data-table.js';
import { DayShown, FactDay, InstantShown } from '../showing/day.js';
import { FirstEvents } from '../events/history-shown.js';
import { MoneyShown } from '../showing/money.js';
import { One } from '../showing/one.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Pairs } from '../showing/pairs.js';
import { QueryShown } from '../showing/query-shown.js';
import { Section } from '../showing/section.js';
import { TextIn } from '../showing/text-in.js';
import { LOCALE } from '../words/language.js';
import { useLanguage, useWords } from '../words/index.js';
import { FUNDING, type Funding } from './governance-question.js';
import { useCode } from './links.js';
import './words.js';

/** One funding: who gave what to whom, what was promised for it, and what came of it. */
export function FundingPage() {
  const { t } = useWords('governance');
  const { id = '' } = useParams({ strict: false });
  const variables = { id, asOf: useAsOf() };
  const asked = useAnswer(FUNDING, variables);
  return (
    <One asked={asked} of={(data) => data.funding} what={t('funding')} name={id} node={`Funding:${id}`}>
      {(funding) => (
        <Page
          title={t('fundingOf', { name: funding.beneficiary.name })}
          lead={<MoneyShown of={funding.amount} />}
        >
          <Known of={funding} />
          <Targets of={funding} />
          <Indicators of={funding} />
          <Section title={t('history')} id="history">
            <FirstEvents of={funding.history} />
          </Section>
          <QueryShown document={FUNDING} variables={variables} />
        </Page>
      )}
    </One>
  );
}

function Known({ of }: { readonly of: Funding }) {
  const language = useLanguage();
  const { t } = useWords(['governance', 'terms']);
  return (
    <Pairs
      of={[
        [t('funder'), <OrganizationLink of={of.funder} />],
        [t('beneficiary'), <OrganizationLink of={of.beneficiary} />],
        [t('amount'), <MoneyShown of={of.amount} />],
        [t('supported'), of.supportedProjectsValue && <MoneyShown of={of.supportedProjectsValue} />],
        [t('leverage'), of.leverage],
        [t('programme'), of.programme.length > 0 && <TextIn texts={of.programme} />],
        [t('duration'), of.duration && showDuration(of.duration, language)],
        [
          t('period'),
          of.period && (
            <>
              {of.period.from && <DayShown day={of.period.from} />} –{' '}
              {of.period.to && <DayShown day={of.period.to} />}
            </>
          ),
        ],
        [t('awarded'), <FactDay fact={of.awarded} />],
        [t('record'), of.record !== 'AS_RECORDED' && t(`terms:record.${of.record}`)],
      ]}
    />
  );
}

function Targets({ of: { targets } }: { readonly of: Funding }) {
  const language = useLanguage();
  const { t } = useWords('governance');
  if (targets.length === 0) return null;
  return (
    <Section title={t('targets')} id="targets">
      <DataTable
        caption={t('targets')}
        hideCaption
        rows={targets}
        keyOf={({ indicator }) => indicator}
        columns={[
          { key: 'indicator', head: t('indicator'), names: true, cell: (row) => <Indicator of={row} /> },
          { key: 'value', head: t('target'), align: 'end', cell: (row) => <Value of={row} /> },
          {
            key: 'horizon',
            head: t('horizon'),
            cell: ({ horizon }) => horizon && showDuration(horizon, language),
          },
          {
            key: 'reached',
            head: t('reached'),
            align: 'end',
            cell: ({ reached, unit }) => <Value of={{ value: reached, unit }} />,
          },
        ]}
      />
    </Section>
  );
}

function Indicators({ of: { indicators } }: { readonly of: Funding }) {
  const { t } = useWords('governance');
  if (indicators.length === 0) return null;
  return (
    <Section title={t('indicators')} id="indicators">
      <DataTable
        caption={t('indicators')}
        hideCaption
        rows={indicators}
        keyOf={({ indicator, period }) => `${indicator} ${period.from}`}
        columns={[
          { key: 'indicator', head: t('indicator'), names: true, cell: (row) => <Indicator of={row} /> },
          {
            key: 'period',
            head: t('period'),
            cell: ({ period }) =>
              period.fiscalYear ?? (
                <>
                  <DayShown day={period.from} form="short" /> – <DayShown day={period.to} form="short" />
                </>
              ),
          },
          { key: 'value', head: t('value'), align: 'end', cell: (row) => <Value of={row} /> },
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

function Indicator({
  of,
}: {
  readonly of: { readonly indicator: string; readonly label: Funding['targets'][number]['label'] | null };
}) {
  const inWords = useCode();
  return of.label && of.label.length > 0 ? <TextIn texts={of.label} /> : <>{inWords(of.indicator)}</>;
}

/** A value in its unit: money as money, the rest with the word of the unit. */
function Value({
  of,
}: {
  readonly of: { readonly value: string | null; readonly unit: string; readonly approximate?: boolean };
}) {
  const language = useLanguage();
  if (of.value === null) return null;
  const money = /^[A-Z]{3}$/u.test(of.unit);
  return (
    <span className="number">
      {of.approximate && '≈ '}
      {money ? (
        <MoneyShown of={{ value: of.value, currency: of.unit }} />
      ) : (
        new Intl.NumberFormat(LOCALE[language]).format(of.value as Intl.StringNumericLiteral)
      )}
    </span>
  );
}
