import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { AGREEMENT_NAME } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { useMay, useReadsLog } from '../session/viewer.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Refused } from '../showing/refused.js';
import { TextIn } from '../showing/text-in.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { useKind } from './kind.js';
import './duplicates.css';
import './words.js';

const MOST = 50;
const AGREEMENTS = 5;

const DUPLICATES = graphql(
  `
    query Duplicates($asOf: AsOf, $first: Int!, $agreements: Int!) {
      duplicateCandidates(asOf: $asOf, first: $first) {
        names
        organizations {
          organizationId
          name
          kind
          jurisdiction
          names {
            text
            lang
          }
          identifiers {
            scheme
            value
          }
          agreements(first: $agreements) {
            totalCount
            nodes {
              ...AgreementName
            }
          }
          peopleCount
        }
      }
    }
  `,
  [AGREEMENT_NAME],
);

type Pair = NonNullable<ResultOf<typeof DUPLICATES>['duplicateCandidates']>[number];
type Candidate = Pair['organizations'][number];

/** Organisations that may be one, two by two, side by side, and the ways to settle it. */
export function DuplicatesPage() {
  const { t } = useWords('organizations');
  const readsLog = useReadsLog();
  const asOf = useAsOf();
  const asked = useAnswer(DUPLICATES, { asOf, first: MOST, agreements: AGREEMENTS }, { enabled: readsLog });
  const pairs = asked.data?.duplicateCandidates;
  return (
    <Page title={t('duplicates.title')} lead={t('duplicates.lead')}>
      {!readsLog && <p>{t('duplicates.forbidden')}</p>}
      <Refused refusals={asked.refusals} again={asked.again} part={asked.data !== undefined} />
      {asked.waiting && <Waiting lines={8} />}
      {pairs?.length === 0 && <p className="quiet">{t('duplicates.none')}</p>}
      {pairs && pairs.length > 0 && (
        <div aria-busy={asked.old}>
          <p>
            {pairs.length === MOST
              ? t('duplicates.first', { count: MOST })
              : t('duplicates.count', { count: pairs.length })}
          </p>
          {pairs.map((pair) => (
            <PairShown
              key={pair.organizations.map(({ organizationId }) => organizationId).join(' ')}
              pair={pair}
            />
          ))}
        </div>
      )}
    </Page>
  );
}

/** Of the two, the one that more agreements name stands first: it is the one that lists would show. */
function PairShown({ pair: { organizations, names } }: { readonly pair: Pair }) {
  const { t } = useWords('organizations');
  const [one, other] = organizations.toSorted((a, b) => b.agreements.totalCount - a.agreements.totalCount);
  if (!one || !other) return null;
  const id = `pair-${one.organizationId}-${other.organizationId}`;
  return (
    <section className="pair" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {[...new Set(names)].join(' · ')}
      </h2>
      <table className="data side-by-side">
        <caption className="for-readers">{t('duplicates.caption')}</caption>
        <thead>
          <tr>
            <td />
            {[one, other].map((organization) => (
              <th key={organization.organizationId} scope="col">
                <OrganizationLink of={organization} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Rows one={one} other={other} />
        </tbody>
      </table>
      <Settle one={one} other={other} />
    </section>
  );
}

function Rows({ one, other }: { readonly one: Candidate; readonly other: Candidate }) {
  const { t } = useWords('organizations');
  const kindOf = useKind();
  const rows: readonly (readonly [string, (of: Candidate) => React.ReactNode])[] = [
    [t('duplicates.id'), ({ organizationId }) => <code>{organizationId}</code>],
    [t('otherNames'), (of) => <OtherNames of={of} />],
    [t('kind'), ({ kind }) => kindOf(kind)],
    [t('jurisdiction'), ({ jurisdiction }) => jurisdiction],
    [
      t('identifiers'),
      ({ identifiers }) => identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', '),
    ],
    [t('duplicates.agreements'), (of) => <Agreements of={of} />],
    [t('duplicates.people'), ({ peopleCount }) => peopleCount],
  ];
  return rows.map(([head, cell]) => (
    <tr key={head}>
      <th scope="row">{head}</th>
      {[one, other].map((of) => (
        <td key={of.organizationId} data-head={of.name}>
          {cell(of) || '—'}
        </td>
      ))}
    </tr>
  ));
}

function OtherNames({ of: { name, names } }: { readonly of: Candidate }) {
  const others = names.filter(({ text }) => text !== name);
  if (others.length === 0) return '—';
  return (
    <ul className="plain">
      {others.map((one) => (
        <li key={`${one.lang} ${one.text}`}>
          <TextIn texts={[one]} />
        </li>
      ))}
    </ul>
  );
}

function Agreements({ of: { agreements } }: { readonly of: Candidate }) {
  const { t } = useWords('organizations');
  const left = agreements.totalCount - agreements.nodes.length;
  if (agreements.totalCount === 0) return '—';
  return (
    <ul className="plain">
      {agreements.nodes.map((agreement) => (
        <li key={agreement.agreementId}>
          <AgreementLink of={agreement} />
        </li>
      ))}
      {left > 0 && <li>{t('duplicates.moreAgreements', { count: left })}</li>}
    </ul>
  );
}

/** The commands that say that the two are one, or that one has the name of the other, for who may give them. */
function Settle({ one, other }: { readonly one: Candidate; readonly other: Candidate }) {
  const { t } = useWords('organizations');
  const ways = [
    ['same', 'linkOrganizations', useMay('linkOrganizations')],
    ['merged', 'mergeOrganizations', useMay('mergeOrganizations')],
    ['alias', 'addOrganizationAlias', useMay('addOrganizationAlias')],
  ] as const;
  const offered = ways.filter(([, , may]) => may);
  const links = offered.some(([way]) => way !== 'alias');
  return (
    <>
      {!links && <p className="quiet">{t('duplicates.notYours')}</p>}
      {offered.length > 0 && <p className="quiet">{t('duplicates.two')}</p>}
      <p className="page-actions no-print">
        {offered.map(([way, command]) => (
          <Link
            key={way}
            to="/record"
            search={{
              command,
              organization: one.organizationId,
              ...(way === 'alias' ? { alias: other.name } : { other: other.organizationId }),
            }}
          >
            {t(`duplicates.${way}`)}
          </Link>
        ))}
      </p>
    </>
  );
}
