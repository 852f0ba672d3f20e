import { daysBetween } from '@entente/domain';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDates } from '../as-of/dates.js';
import { useSession } from '../session/viewer.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { Section } from '../showing/section.js';
import { DayShown, FactDay } from '../showing/day.js';
import { StatusShown } from '../showing/status.js';
import { inLanguage } from '../showing/localized.js';
import { useLanguage, useWords } from '../words/index.js';
import type { desk } from '../words/fr/desk.js';
import { flagged, type AgreementOnDesk, type DeskAnswered } from './desk-question.js';
import { Do } from './do.js';

/** Agreements that something is to be done about: how many, the first of them, and the way to the list. */
export function AgreementsBlock({
  name,
  list,
  count,
  search,
  evenIfEmpty = false,
  children,
}: {
  readonly name: keyof typeof desk.block;
  readonly list: { readonly nodes: readonly AgreementOnDesk[] } | null;
  /** Undefined where it is not known. */
  readonly count: number | undefined;
  readonly search: Readonly<Record<string, string>>;
  /** It is there also where none is, since what stands above it may be chosen otherwise. */
  readonly evenIfEmpty?: boolean;
  /** What stands above the list. */
  readonly children?: ReactNode;
}) {
  const { t } = useWords('desk');
  if (!list || (list.nodes.length === 0 && !evenIfEmpty)) return null;
  return (
    <Section
      title={t(`block.${name}`)}
      id={name}
      action={count !== undefined && <Count to="/agreements" search={search} count={count} name={name} />}
    >
      {children}
      {list.nodes.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul className="rows">
        {list.nodes.map((agreement) => (
          <li key={agreement.agreementId}>
            <AgreementLink of={agreement} /> <StatusShown {...agreement.status} />
            {agreement.term && <EndAndNotice of={agreement.term} />}
            <ToRecord name={name} of={agreement} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** When it ends, how many days that is away, and until when notice can be given. */
function EndAndNotice({
  of: { currentEndsOn, noticeDeadline },
}: {
  readonly of: NonNullable<AgreementOnDesk['term']>;
}) {
  const { t } = useWords('desk');
  const { today } = useSession();
  const { on = today } = useDates();
  const left = currentEndsOn ? daysBetween(on, currentEndsOn.point) : -1;
  const late = noticeDeadline ? daysBetween(noticeDeadline, on) : 0;
  return (
    <small>
      {currentEndsOn && (
        <>
          {' '}
          {t('until')} <FactDay fact={currentEndsOn} form="short" />
        </>
      )}
      {left >= 0 && ` · ${t('left', { count: left })}`}
      {noticeDeadline && (
        <>
          {' · '}
          {late > 0 ? t('noticeLate', { count: late }) : t('noticeBy')}{' '}
          <DayShown day={noticeDeadline} form="short" />
        </>
      )}
    </small>
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
    case 'uncertain':
    case 'dormant':
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
  const language = useLanguage();
  if (!intents || intents.totalCount === 0) return null;
  return (
    <Section title={t('intents', { count: intents.totalCount })} id="intents">
      <ul className="rows">
        {intents.nodes.map(({ kind, event, organization, agreement, ageDays, horizon, expectedBy }) => (
          <li key={event.id}>
            {organization.name} → <AgreementLink of={agreement} />
            <small>
              {' '}
              {t('age', { count: ageDays })} ·{' '}
              {horizon.length > 0 && <>{t('said', { text: inLanguage(horizon, language)?.text })} · </>}
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
