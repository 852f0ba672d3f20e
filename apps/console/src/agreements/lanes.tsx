import { OrganizationLink } from '../showing/organization-link.js';
import { DataTable } from '../showing/data-table.js';
import { DayShown, FactDay } from '../showing/day.js';
import { useWords } from '../words/index.js';
import type { Agreement, Part } from './agreement-question.js';
import { Lane } from './lane.js';
import { usePartColumns } from './parties.js';
import { scaleOf, type Scale } from './picture-scale.js';

type Intent = Agreement['intents'][number];

const HERE = { position: '' };

/** Since when and until when each organisation took part, and when each intent was declared: drawn, and the same in words beside it. */
export function Lanes({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const { parties, left, intents, line, asOf } = agreement;
  const parts = [...parties, ...left];
  if (parts.length === 0 && intents.length === 0) return null;
  const days = [
    ...parts.map(({ since, until }) => ({
      validFrom: since.earliest ?? since.point,
      validTo: until && (until.latest ?? until.point),
    })),
    ...intents.map(({ declared, expectedBy }) => ({
      validFrom: declared.earliest ?? declared.point,
      validTo: expectedBy,
    })),
  ].map((piece) => ({ ...piece, knownFrom: HERE, knownTo: null }));
  const scale = scaleOf([...line, ...days], asOf.validOn);
  return (
    <>
      {parts.length > 0 && (
        <details id="lanes-of-parties">
          <summary>{t('lanes.parties', { count: parts.length })}</summary>
          <PartLanes parts={parts} scale={scale} day={asOf.validOn} />
        </details>
      )}
      {intents.length > 0 && (
        <details id="lanes-of-intents">
          <summary>{t('lanes.intents', { count: intents.length })}</summary>
          <IntentLanes intents={intents} scale={scale} day={asOf.validOn} />
        </details>
      )}
    </>
  );
}

interface Drawn {
  readonly scale: Scale;
  readonly day: string;
}

function PartLanes({ parts, scale, day }: Drawn & { readonly parts: readonly Part[] }) {
  const { t } = useWords(['agreement', 'terms']);
  const columns = usePartColumns();
  return (
    <DataTable<Part>
      caption={t('lanes.parties', { count: parts.length })}
      hideCaption
      rows={parts}
      keyOf={({ organization, joinedBy }) => `${organization.organizationId} ${joinedBy.id}`}
      columns={[
        {
          key: 'name',
          head: t('party.name'),
          names: true,
          cell: ({ organization }) => <OrganizationLink of={organization} />,
        },
        { key: 'role', head: t('party.capacity'), cell: ({ role }) => t(`terms:role.${role}`) },
        columns.since,
        {
          key: 'until',
          head: t('party.until'),
          cell: ({ until }) => (until ? <FactDay fact={until} form="short" /> : t('picture.noEnd')),
        },
        columns.certainty,
        {
          key: 'lane',
          head: t('lanes.drawn', yearsOf(scale)),
          cell: ({ since, until, certainty }) => (
            <Lane since={since} until={until} scale={scale} day={day} possible={certainty === 'POSSIBLE'} />
          ),
        },
      ]}
    />
  );
}

function IntentLanes({ intents, scale, day }: Drawn & { readonly intents: readonly Intent[] }) {
  const { t } = useWords(['agreement', 'terms']);
  return (
    <DataTable<Intent>
      caption={t('lanes.intents', { count: intents.length })}
      hideCaption
      rows={intents}
      keyOf={({ event }) => event.id}
      columns={[
        {
          key: 'who',
          head: t('intentRow.who'),
          names: true,
          cell: ({ organization }) => <OrganizationLink of={organization} />,
        },
        {
          key: 'state',
          head: t('intentRow.state'),
          cell: ({ state, certainty }) =>
            `${t(`terms:intentState.${state}`)}${certainty === 'POSSIBLE' ? ` · ${t('terms:certainty.POSSIBLE')}` : ''}`,
        },
        {
          key: 'declared',
          head: t('intentRow.declared'),
          cell: ({ declared }) => <FactDay fact={declared} form="short" />,
        },
        {
          key: 'expected',
          head: t('lanes.expectedBy'),
          cell: ({ expectedBy }) => expectedBy && <DayShown day={expectedBy} form="short" />,
        },
        {
          key: 'lane',
          head: t('lanes.drawn', yearsOf(scale)),
          cell: (intent) => (
            <Lane
              since={intent.declared}
              until={endOf(intent, day)}
              scale={scale}
              day={day}
              possible={intent.certainty === 'POSSIBLE'}
            />
          ),
        },
      ]}
    />
  );
}

/** Where the lane of an intent ends: on the day of the page while it is open; else on some day since its declaration, which the ledger does not give. */
function endOf({ state, declared }: Intent, day: string) {
  return { point: day, earliest: state === 'OPEN' ? day : (declared.latest ?? declared.point), latest: day };
}

const yearsOf = ({ from, to }: Scale) => ({ from: from.slice(0, 4), to: to.slice(0, 4) });
