import { Link } from '@tanstack/react-router';
import { CitedLines } from '../events/citations.js';
import { EventLink } from '../events/event-link.js';
import { useReadsLog } from '../session/viewer.js';
import { DataTable, type Column } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import type { Agreement, Part } from './agreement-question.js';

/** The parties on the day of the page, and below them those that had left by then. */
export function Parties({ agreement: { parties, left } }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const columns = usePartColumns();
  const ends = parties.some(({ until }) => until !== null);
  const signed = [...parties, ...left].some(({ signedBy }) => signedBy.length > 0);
  return (
    <Section title={t('partiesCount', { count: parties.length })} id="parties">
      {parties.length === 0 ? (
        <p className="quiet">{t('noParties')}</p>
      ) : (
        <DataTable
          caption={t('parties')}
          hideCaption
          rows={parties}
          keyOf={keyOf}
          columns={[
            columns.name,
            columns.capacity,
            columns.since,
            ...(ends ? [columns.until] : []),
            columns.certainty,
            ...(signed ? [columns.signedBy] : []),
            columns.sources,
          ]}
        />
      )}
      {left.length > 0 && (
        <>
          <h3>{t('leftCount', { count: left.length })}</h3>
          <DataTable
            caption={t('left')}
            hideCaption
            rows={left}
            keyOf={keyOf}
            columns={[
              columns.name,
              columns.became,
              columns.since,
              columns.until,
              columns.certainty,
              ...(signed ? [columns.signedBy] : []),
              columns.sources,
            ]}
          />
        </>
      )}
    </Section>
  );
}

const keyOf = ({ organization, joinedBy }: Part) => `${organization.organizationId} ${joinedBy.id}`;

/** What is said of a party, a column each. */
export function usePartColumns() {
  const { t } = useWords(['agreement', 'terms']);
  return {
    name: {
      key: 'name',
      head: t('party.name'),
      names: true,
      cell: ({ organization, nameAsSigned }) => (
        <>
          <OrganizationLink of={organization} />
          {nameAsSigned && nameAsSigned.text !== organization.name && (
            <small lang={nameAsSigned.lang}>{t('party.asSigned', { name: nameAsSigned.text })}</small>
          )}
        </>
      ),
    },
    capacity: {
      key: 'capacity',
      head: t('party.capacity'),
      cell: ({ role, capacity, suspended }) => (
        <>
          {capacity === null
            ? t(`terms:role.${role}`)
            : t(`terms:capacity.${capacity as 'ACCEDED'}`, { defaultValue: capacity })}
          {capacity !== null && role !== 'PARTY' && ` · ${t(`terms:role.${role}`)}`}
          {suspended && ` · ${t('party.suspended')}`}
        </>
      ),
    },
    became: {
      key: 'became',
      head: t('party.became'),
      cell: ({ role, succeededBy }) => (
        <>
          {t(`terms:role.${role}`)}
          {succeededBy && (
            <>
              {' · '}
              <OrganizationLink of={succeededBy} />
            </>
          )}
        </>
      ),
    },
    since: {
      key: 'since',
      head: t('party.since'),
      cell: ({ since }) => <FactDay fact={since} form="short" />,
    },
    until: {
      key: 'until',
      head: t('party.until'),
      cell: ({ until }) => until && <FactDay fact={until} form="short" />,
    },
    certainty: {
      key: 'certainty',
      head: t('party.certainty'),
      cell: ({ certainty }) => t(`terms:certainty.${certainty}`),
    },
    signedBy: {
      key: 'signedBy',
      head: t('party.signedBy'),
      cell: ({ signedBy }) => <People of={signedBy} />,
    },
    sources: {
      key: 'sources',
      head: t('party.sources'),
      cell: ({ joinedBy, leftBy }) => (
        <>
          <Places of={[...joinedBy.provenance, ...(leftBy?.provenance ?? [])]} />
          <EventLink of={leftBy ?? joinedBy} />
        </>
      ),
    },
  } satisfies Readonly<Record<string, Column<Part>>>;
}

/** Who signed: their names for those who may read them, a link for whoever reads the log. */
function People({ of }: { readonly of: Part['signedBy'] }) {
  const reads = useReadsLog();
  const shown = of.filter(({ displayName }) => reads || displayName !== null);
  if (shown.length === 0) return null;
  return (
    <ul className="plain">
      {shown.map(({ personId, displayName }) => (
        <li key={personId}>
          {reads ? (
            <Link to="/people/$id" params={{ id: personId }}>
              {displayName ?? personId}
            </Link>
          ) : (
            displayName
          )}
        </li>
      ))}
    </ul>
  );
}

/** The places in sources, each once. */
function Places({ of }: { readonly of: Part['joinedBy']['provenance'] }) {
  if (of.length === 0) return null;
  const places = new Map(of.map((place) => [JSON.stringify([place.source.sourceId, place.lines]), place]));
  return (
    <ul className="plain">
      {[...places].map(([key, place]) => (
        <li key={key}>
          <CitedLines of={place} />
        </li>
      ))}
    </ul>
  );
}
