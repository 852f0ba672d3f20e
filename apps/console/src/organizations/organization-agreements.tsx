import { Link } from '@tanstack/react-router';
import { Lane } from '../agreements/lane.js';
import { scaleOf } from '../agreements/picture-scale.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { OnlyFirst } from '../showing/only-first.js';
import { Section } from '../showing/section.js';
import { StatusShown } from '../showing/status.js';
import { TableDownloads } from '../showing/table-downloads.js';
import { useWords } from '../words/index.js';
import type { Organization } from './organization-question.js';

type Agreement = Organization['agreements']['nodes'][number];
type Participation = Agreement['participations'][number];

interface Row {
  readonly agreement: Agreement;
  readonly part: Participation | undefined;
}

/** What an organisation is or was party to, and when: a lane for each, on one scale of days. */
export function OrganizationAgreements({ of }: { readonly of: Organization }) {
  const { t } = useWords(['organizations', 'terms']);
  const { nodes, totalCount } = of.agreements;
  const rows = nodes.flatMap((agreement): readonly Row[] => {
    const parts = agreement.participations.filter(
      ({ organization }) => organization.organizationId === of.organizationId,
    );
    return parts.length > 0 ? parts.map((part) => ({ agreement, part })) : [{ agreement, part: undefined }];
  });
  const scale = scaleOf(
    rows.flatMap(({ part }) =>
      part
        ? [
            {
              validFrom: part.since.point,
              validTo: part.until?.point ?? null,
              knownFrom: HERE,
              knownTo: null,
            },
          ]
        : [],
    ),
    of.asOf.validOn,
  );
  return (
    <Section title={t('agreements', { count: totalCount })} id="agreements">
      {rows.length === 0 && <p className="quiet">{t('noAgreements')}</p>}
      {rows.length > 0 && (
        <DataTable<Row>
          caption={t('agreements', { count: totalCount })}
          hideCaption
          rows={rows}
          keyOf={({ agreement }, index) => `${agreement.agreementId} ${index}`}
          columns={[
            {
              key: 'agreement',
              head: t('agreement'),
              names: true,
              cell: ({ agreement }) => <AgreementLink of={agreement} />,
            },
            {
              key: 'status',
              head: t('status'),
              cell: ({ agreement }) => <StatusShown {...agreement.status} />,
            },
            {
              key: 'role',
              head: t('role'),
              cell: ({ part }) =>
                part && (
                  <>
                    {t(`terms:role.${part.role}`)}
                    {part.certainty === 'POSSIBLE' && ` · ${t('terms:certainty.POSSIBLE')}`}
                  </>
                ),
            },
            {
              key: 'since',
              head: t('since'),
              cell: ({ part }) => part && <FactDay fact={part.since} form="short" />,
            },
            {
              key: 'until',
              head: t('until'),
              cell: ({ part }) => part?.until && <FactDay fact={part.until} form="short" />,
            },
            {
              key: 'lane',
              head: t('lane', { from: scale.from.slice(0, 4), to: scale.to.slice(0, 4) }),
              cell: ({ part }) =>
                part && <Lane since={part.since} until={part.until} scale={scale} day={of.asOf.validOn} />,
            },
          ]}
        />
      )}
      <OnlyFirst of={of.agreements}>
        <Link
          to="/agreements"
          search={(before) => ({
            on: before.on,
            known: before.known,
            at: before.at,
            party: of.organizationId,
          })}
        >
          {t('allAgreements')}
        </Link>
      </OnlyFirst>
      {rows.length > 0 && <TableDownloads table="agreements" filter={{ partyId: of.organizationId }} />}
      {of.inheritedAgreements.nodes.length > 0 && (
        <>
          <h3>{t('inherited')}</h3>
          <ul>
            {of.inheritedAgreements.nodes.map((agreement) => (
              <li key={agreement.agreementId}>
                <AgreementLink of={agreement} />
              </li>
            ))}
          </ul>
          <OnlyFirst of={of.inheritedAgreements} />
        </>
      )}
    </Section>
  );
}

const HERE = { position: '' };
