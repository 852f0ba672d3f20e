import { Link } from '@tanstack/react-router';
import { AgreementLink } from '../showing/agreement-link.js';
import { Section } from '../showing/section.js';
import { DayShown, FactDay } from '../showing/day.js';
import { StatusShown } from '../showing/status.js';
import { useWords } from '../words/index.js';
import type { desk } from '../words/fr/desk.js';
import { flagged, type AgreementOnDesk, type DeskAnswered } from './desk-question.js';
import { Do } from './do.js';

/** Agreements that something is to be done about: how many, the first of them, and the way to the list. */
export function AgreementsBlock({
  name,
  list,
  count,
  search,
}: {
  readonly name: keyof typeof desk.block;
  readonly list: { readonly nodes: readonly AgreementOnDesk[] } | null;
  /** Undefined where it is not known. */
  readonly count: number | undefined;
  readonly search: Readonly<Record<string, string>>;
}) {
  const { t } = useWords('desk');
  if (!list || list.nodes.length === 0) return null;
  return (
    <Section
      title={t(`block.${name}`)}
      id={name}
      action={count !== undefined && <Count to="/agreements" search={search} count={count} name={name} />}
    >
      <ul className="rows">
        {list.nodes.map((agreement) => (
          <li key={agreement.agreementId}>
            <AgreementLink of={agreement} /> <StatusShown {...agreement.status} />
            {agreement.term?.currentEndsOn && (
              <small>
                {' '}
                {t('until')} <FactDay fact={agreement.term.currentEndsOn} form="short" />
              </small>
            )}
            <ToRecord name={name} of={agreement} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What can be recorded to be done with an agreement of a block. */
function ToRecord({
  name,
  of: { agreementId, status },
}: {
  readonly name: keyof typeof desk.block;
  readonly of: AgreementOnDesk;
}) {
  const [decided] = status.decidedBy;
  switch (name) {
    case 'expiring':
      return <Do what="renew" search={{ command: 'renewAgreement', agreement: agreementId }} />;
    case 'notice':
      return <Do what="declineRenewal" search={{ command: 'declineRenewal', agreement: agreementId }} />;
    case 'presumed':
      return (
        decided && (
          <Do
            what="attach"
            search={{ command: 'attachEvidenceToRecord', stream: decided.stream, supports: decided.id }}
          />
        )
      );
    default:
      return null;
  }
}

/** A count that leads to the list that it counts. */
export function Count({
  to,
  search,
  count,
  name,
}: {
  readonly to: '/agreements' | '/events' | '/sources';
  readonly search?: Readonly<Record<string, string>>;
  readonly count: number;
  readonly name: string;
}) {
  const { t } = useWords('desk');
  return (
    <Link
      to={to}
      search={(before) => ({ on: before.on, known: before.known, at: before.at, ...search })}
      className="desk-count"
      data-count={name}
    >
      {t('seeAll', { count })}
    </Link>
  );
}

/** The intents that are open, the oldest first. */
export function Intents({ intents }: { readonly intents: DeskAnswered['openIntents'] }) {
  const { t } = useWords('desk');
  if (!intents || intents.totalCount === 0) return null;
  return (
    <Section title={t('intents', { count: intents.totalCount })} id="intents">
      <ul className="rows">
        {intents.nodes.map(({ kind, event, organization, agreement, ageDays, expectedBy }) => (
          <li key={event.id}>
            {organization.name} → <AgreementLink of={agreement} />
            <small>
              {' '}
              {t('age', { count: ageDays })} ·{' '}
              {expectedBy ? (
                <>
                  {t('expectedBy')} <DayShown day={expectedBy} form="short" />
                </>
              ) : (
                t('noDeadline')
              )}
            </small>
            <Do
              what={kind === 'ACCEDE' ? 'acceded' : 'signed'}
              search={{
                command: kind === 'ACCEDE' ? 'recordAccession' : 'recordSignature',
                agreement: agreement.agreementId,
                organization: organization.organizationId,
              }}
            />
            <Do
              what="withdrew"
              search={{
                command: 'withdrawIntent',
                agreement: agreement.agreementId,
                organization: organization.organizationId,
              }}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is only counted here. */
export function Counts({ data }: { readonly data: DeskAnswered }) {
  const { t } = useWords('desk');
  const counts = [
    ['/agreements', { flag: 'TEXT_MISSING' }, flagged(data, 'TEXT_MISSING'), 'textMissing'],
    ['/agreements', { flag: 'TERM_UNKNOWN' }, flagged(data, 'TERM_UNKNOWN'), 'termUnknown'],
    ['/sources', { uncited: 'yes' }, data.uncited?.totalCount, 'uncited'],
    ['/sources', { text: 'no' }, data.withoutText?.totalCount, 'withoutText'],
  ] as const;
  return (
    <Section title={t('counts')} id="counts">
      <dl className="facts">
        {counts.flatMap(([to, search, count, name]) =>
          count !== undefined
            ? [
                <dt key={name}>{t(`count.${name}`)}</dt>,
                <dd key={`${name}-count`}>
                  <Count to={to} search={search} count={count} name={name} />
                </dd>,
              ]
            : [],
        )}
      </dl>
    </Section>
  );
}
