import { Button, Group, NativeSelect } from '@mantine/core';
import { addDays, isDay } from '@entente/domain';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useAsOf, useDates } from '../as-of/dates.js';
import { OneOf } from '../choosing/one-of.js';
import { PartyChoice } from '../choosing/party-choice.js';
import { AGREEMENT_NAME, ORGANIZATION_NAME } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { factInWords } from '../days/dated-fact.js';
import { firstOfMonth, monthsLater, yearOf } from '../days/months.js';
import { showDay, showMonth } from '../days/show-day.js';
import { EmptyThen } from '../frame/empty-then.js';
import { Page } from '../frame/page.js';
import { useSession } from '../session/viewer.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { DayShown } from '../showing/day.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useWords } from '../words/index.js';
import { terms } from '../words/fr/terms.js';
import { monthsOf } from './agenda.js';
import { MonthGrid } from './month-grid.js';
import './calendar.css';
import './words.js';

const CALENDAR = graphql(
  `
    query Calendar(
      $from: Date!
      $to: Date!
      $kinds: [CalendarKind!]
      $partyId: ID
      $asOf: AsOf
      $first: Int
      $after: String
    ) {
      calendar(
        from: $from
        to: $to
        kinds: $kinds
        partyId: $partyId
        asOf: $asOf
        first: $first
        after: $after
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          day
          kind
          certainty
          agreement {
            ...AgreementName
          }
          committee {
            committeeId
            title
          }
          organization {
            ...OrganizationName
          }
          earliest
          latest
          event {
            id
          }
        }
      }
    }
  `,
  [AGREEMENT_NAME, ORGANIZATION_NAME],
);

type Entry = NonNullable<ResultOf<typeof CALENDAR>['calendar']>['nodes'][number];

const KINDS = Object.keys(terms.calendarKind) as (keyof typeof terms.calendarKind)[];
const SPANS = [3, 12, 60] as const;
const VIEWS = ['agenda', 'grid'] as const;
type View = (typeof VIEWS)[number];

/** What falls on which day: an agenda by month, or each month as on a wall. What is chosen of it stands in the address. */
export function CalendarPage() {
  const { t } = useWords('calendar');
  const language = useLanguage();
  const asOf = useAsOf();
  const { from, to, kind, party, view } = useChosen();
  const variables = { from, to, asOf, ...(kind && { kinds: [kind] }), ...(party && { partyId: party }) };
  const pages = usePages(CALENDAR, variables, (data) => data.calendar, {
    dates: ['asOf', 'from', 'to'],
  });
  const span = { from: showDay(from, language), to: showDay(to, language) };
  return (
    <Page
      title={t('title')}
      lead={pages.total !== undefined && t('count', { count: pages.total, ...span })}
      actions={
        <Link to="/settings" hash="calendar-address">
          {t('subscribe')}
        </Link>
      }
    >
      <Filters />
      <Refused refusals={pages.refusals} again={pages.again} part={pages.rows !== undefined} />
      {pages.waiting && <Waiting />}
      {pages.rows?.length === 0 && <EmptyThen>{t('empty', span)}</EmptyThen>}
      <div aria-busy={pages.old}>
        {monthsOf(pages.rows ?? []).map((month) => (
          <section key={month.first} className="section" aria-labelledby={`month-${month.first}`}>
            <h2 id={`month-${month.first}`}>
              {showMonth(yearOf(month.first), Number(month.first.slice(5, 7)), language)}
            </h2>
            {view === 'grid' ? (
              <MonthGrid
                of={month}
                labelledBy={`month-${month.first}`}
                show={(entry) => (
                  <li key={keyOf(entry)} className={entry.certainty === 'POSSIBLE' ? 'possible' : undefined}>
                    {entry.certainty === 'POSSIBLE' && <DayOf entry={entry} />}
                    <What entry={entry} />
                  </li>
                )}
              />
            ) : (
              <ul className="agenda">
                {month.entries.map((entry) => (
                  <li key={keyOf(entry)} className={entry.certainty === 'POSSIBLE' ? 'possible' : undefined}>
                    <DayOf entry={entry} />
                    <What entry={entry} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
      {pages.more}
      <QueryShown document={CALENDAR} variables={variables} />
    </Page>
  );
}

const keyOf = ({ day, kind, event }: Entry): string => `${day} ${kind} ${event.id}`;

/** From which day to which the page goes, of which kind and party: twelve months from the month of the page’s day by default. */
function useChosen() {
  const search = useSearch({ from: '__root__' });
  const { on } = useDates();
  const { today } = useSession();
  const from = firstOfMonth(search.from !== undefined && isDay(search.from) ? search.from : (on ?? today));
  const months = SPANS.find((one) => String(one) === search.months) ?? 12;
  const kind = KINDS.find((one) => one === search.kind);
  const view: View = search.view === 'grid' ? 'grid' : 'agenda';
  const to = addDays(monthsLater(from, months), -1);
  return { from, to, months, kind, party: search.party ?? '', view };
}

function Filters() {
  const { t } = useWords(['calendar', 'terms']);
  const navigate = useNavigate();
  const { from, months, kind = '', party, view } = useChosen();
  const change = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  return (
    <Group role="group" aria-label={t('filters')} align="flex-end" gap="xs" className="filters no-print">
      <Button variant="default" onClick={() => change({ from: monthsLater(from, -months) })}>
        {t('before')}
      </Button>
      <Button variant="default" onClick={() => change({ from: undefined })}>
        {t('now')}
      </Button>
      <Button variant="default" onClick={() => change({ from: monthsLater(from, months) })}>
        {t('after')}
      </Button>
      <NativeSelect
        label={t('span')}
        value={String(months)}
        data={SPANS.map((one) => ({ value: String(one), label: t(`spans.m${one}`) }))}
        onChange={(event) => change({ months: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('kind')}
        value={kind}
        data={[
          { value: '', label: t('all') },
          ...KINDS.map((one) => ({ value: one, label: t(`terms:calendarKind.${one}`) })),
        ]}
        onChange={(event) => change({ kind: event.currentTarget.value })}
      />
      <PartyChoice
        id="calendar-party"
        label={t('party')}
        party={party}
        onChoose={(id) => change({ party: id === '' ? undefined : id })}
      />
      <OneOf
        label={t('view')}
        options={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        chosen={view}
        onChange={(to) => change({ view: to === 'grid' ? to : undefined })}
      />
    </Group>
  );
}

/** The day of an entry; of one that is uncertain, all that it can be. */
function DayOf({ entry: { day, certainty, earliest, latest } }: { readonly entry: Entry }) {
  const { t } = useWords('terms');
  const language = useLanguage();
  if (certainty !== 'POSSIBLE')
    return (
      <span className="agenda-day">
        <DayShown day={day} />
      </span>
    );
  return (
    <span className="agenda-day">
      {factInWords({ edtf: '', point: day, earliest, latest }, language)}
      <small>{t('certainty.POSSIBLE')}</small>
    </span>
  );
}

/** What falls on its day, and of what. */
function What({ entry: { kind, agreement, committee, organization } }: { readonly entry: Entry }) {
  const { t } = useWords('terms');
  return (
    <span>
      <strong>{t(`calendarKind.${kind}`)}</strong>
      {organization && (
        <>
          {' · '}
          <OrganizationLink of={organization} />
        </>
      )}
      {agreement && (
        <>
          {' · '}
          <AgreementLink of={agreement} />
        </>
      )}
      {committee && (
        <>
          {' · '}
          <Link to="/committees/$id" params={{ id: committee.committeeId }}>
            {committee.title ?? committee.committeeId}
          </Link>
        </>
      )}
    </span>
  );
}
