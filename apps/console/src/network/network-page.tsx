import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useAsOf } from '../as-of/dates.js';
import { useListOffer } from '../as-of/list-offer.js';
import { useAnswer } from '../asking/use-answer.js';
import { ChooseMany } from '../choosing/choose-many.js';
import { Page } from '../frame/page.js';
import { useAgreementKind } from '../showing/agreement-kind.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { inLanguage } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';
import { mostTied, neighboursOf, partnersNotShown, tiesOf, within, type Tie } from './graph.js';
import './network.css';
import './words.js';
import { NETWORK, nodesOf, type Network, type Node } from './network-question.js';
import { NetworkTable } from './network-table.js';

const NetworkPicture = lazy(() =>
  import('./network-picture.js').then((part) => ({ default: part.NetworkPicture })),
);

/** Beyond so many, a picture is a tangle: the table alone. */
const MOST_DRAWN = 600;
const MOST_TIED = 20;
/** How many agreements two organisations may have to share for a tie. */
const LEAST = [1, 2, 3, 5, 10] as const;

/** Who is tied to whom by agreements in force: around an organisation or an agreement, or those with most agreements. */
export function NetworkPage() {
  const { t } = useWords('network');
  const { kind } = useSearch({ from: '__root__' });
  const variables = { asOf: useAsOf(), ...(kind && { kinds: kind.split(',') }) };
  const { data, refusals, waiting, old, again } = useAnswer(NETWORK, variables, {
    // What is chosen stays open while it is asked for.
    dates: ['asOf', 'kinds'],
  });
  const network = data?.network;
  useListOffer(kind ? { kind: kind.split(',') } : {});
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Refused refusals={refusals} again={again} part={data !== undefined} />
      {waiting && <Waiting lines={8} />}
      {network && (
        <div aria-busy={old}>
          {network.truncated && <p>{t('truncated')}</p>}
          <NetworkShown network={network} />
        </div>
      )}
      <QueryShown document={NETWORK} variables={variables} />
    </Page>
  );
}

function NetworkShown({ network }: { readonly network: Network }) {
  const { t } = useWords('network');
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [chosen, choose] = useState<string>();
  const all = useMemo(() => nodesOf(network), [network]);
  const ties = useMemo(() => tiesOf(network.edges), [network]);
  const centre = all.some(({ id }) => id === search.org) ? search.org : undefined;
  const joined = centre === undefined ? search.agreement : undefined;
  const parties = useMemo(() => partiesOf(joined, network.edges), [joined, network]);
  const steps = search.steps === '2' ? 2 : 1;
  const least = LEAST.find((one) => String(one) === search.least) ?? 1;
  const [nodes, between] = useMemo(
    () => chosenPart(all, ties, { centre, parties, steps, least }),
    [all, ties, centre, parties, steps, least],
  );
  const notShown = useMemo(() => partnersNotShown(between, ties), [between, ties]);
  const change = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  const here = nodes.find(({ id }) => id === (chosen ?? centre)) ?? nodes[0];
  const asked = search.org ?? (search.agreement && `${AGREEMENT}${search.agreement}`);
  // What has nothing in force then is in no network: the largest in its place would be another answer.
  const missing = centre === undefined && parties.length === 0 ? asked : undefined;
  // Where kinds are chosen, others can be.
  if (all.length === 0 && !search.kind) return <p className="quiet">{t('empty')}</p>;
  const choices = (
    <Choices
      all={all}
      network={network}
      around={asked ?? ''}
      missing={missing}
      steps={steps}
      change={change}
    />
  );
  if (missing !== undefined)
    return (
      <>
        {choices}
        <p className="sentence" role="status">
          {t('missing')}
        </p>
      </>
    );
  return (
    <>
      {choices}
      <p className="sentence" role="status">
        {t('shown', { count: nodes.length, ties: between.length })}
      </p>
      {nodes.length > MOST_DRAWN ? (
        <p>{t('tooMany', { count: nodes.length })}</p>
      ) : (
        <div className="network-and-details">
          <Suspense fallback={<Waiting lines={8} />}>
            <NetworkPicture
              nodes={nodes}
              ties={between}
              centre={centre}
              of={[centre, joined, steps, least, search.kind].join(' ')}
              chosen={here?.id}
              choose={choose}
              centreOn={(id) => change({ org: id, agreement: undefined })}
            />
          </Suspense>
          {here && (
            <Details
              of={here}
              ties={between}
              notShown={notShown.get(here.id) ?? 0}
              nodes={nodes}
              network={network}
            />
          )}
        </div>
      )}
      <p className="lead no-print">{t('keys')}</p>
      <NetworkTable nodes={nodes} ties={between} notShown={notShown} />
    </>
  );
}

/** What distinguishes the id of an agreement from that of an organisation, where either may be chosen. */
const AGREEMENT = 'agreement:';

/** The organisations that an agreement joins. */
function partiesOf(agreementId: string | undefined, edges: Network['edges']): readonly string[] {
  return edges.flatMap((edge) => (edge.agreementId === agreementId ? [edge.organizationId] : []));
}

/**
 * What is shown: around an organisation, the parties of an agreement, or the twenty with most agreements; where ties of one agreement are left out, those that
 * are left without any are too.
 */
function chosenPart(
  all: readonly Node[],
  every: readonly Tie[],
  {
    centre,
    parties,
    steps,
    least,
  }: {
    readonly centre: string | undefined;
    /** Of the agreement in the middle; none where there is none. */
    readonly parties: readonly string[];
    readonly steps: number;
    readonly least: number;
  },
): readonly [readonly Node[], readonly Tie[]] {
  const ties = every.filter(({ agreements }) => agreements.length >= least);
  const tied = new Set(ties.flatMap(({ a, b }) => [a, b]));
  const middle = centre === undefined ? parties : [centre];
  const left = least > 1 ? all.filter(({ id }) => tied.has(id) || middle.includes(id)) : all;
  // The parties of an agreement are a step from it.
  const far = centre === undefined ? steps - 1 : steps;
  const ids = middle.length === 0 ? mostTied(left, MOST_TIED) : within(middle, far, neighboursOf(ties));
  return [left.filter(({ id }) => ids.has(id)), ties.filter(({ a, b }) => ids.has(a) && ids.has(b))];
}

function Choices({
  all,
  network,
  around,
  missing,
  steps,
  change,
}: {
  readonly all: readonly Node[];
  readonly network: Network;
  /** The organisation or the agreement in the middle; empty: those with most agreements. */
  readonly around: string;
  /** What is chosen and has nothing in force then. */
  readonly missing: string | undefined;
  readonly steps: number;
  readonly change: (more: Readonly<Record<string, string | undefined>>) => void;
}) {
  const { t } = useWords(['network', 'terms']);
  const kindCalled = useAgreementKind();
  const search = useSearch({ from: '__root__' });
  const language = useLanguage();
  const chosen = (search.kind ?? '').split(',').filter(Boolean);
  const kinds = useKinds(network, chosen);
  const byName = all.toSorted((one, other) => one.name.localeCompare(other.name, 'fr'));
  const agreements = network.agreements
    .map(({ agreementId, titles }) => ({
      value: `${AGREEMENT}${agreementId}`,
      label: inLanguage(titles, language)?.text ?? agreementId,
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'fr'));
  return (
    <div role="group" aria-label={t('choose')} className="filters network-choices no-print">
      <NativeSelect
        label={t('around')}
        value={around}
        data={[
          { value: '', label: t('mostTied', { count: MOST_TIED }) },
          ...(missing === undefined ? [] : [{ value: missing, label: missing.replace(AGREEMENT, '') }]),
          { group: t('organizations'), items: byName.map(({ id, name }) => ({ value: id, label: name })) },
          { group: t('ofAgreements'), items: agreements },
        ]}
        onChange={({ currentTarget: { value } }) =>
          change(
            value.startsWith(AGREEMENT)
              ? { org: undefined, agreement: value.slice(AGREEMENT.length) }
              : { org: value, agreement: undefined },
          )
        }
      />
      {around !== '' && missing === undefined && (
        <NativeSelect
          label={t('steps')}
          value={String(steps)}
          data={[
            { value: '1', label: t(around.startsWith(AGREEMENT) ? 'parties' : 'oneStep') },
            { value: '2', label: t(around.startsWith(AGREEMENT) ? 'partiesPartners' : 'twoSteps') },
          ]}
          onChange={(event) => change({ steps: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t('least')}
        value={search.least ?? '1'}
        data={LEAST.map((one) => ({ value: String(one), label: t('shared', { count: one }) }))}
        onChange={(event) => change({ least: event.currentTarget.value })}
      />
      <ChooseMany
        label={t('kind')}
        all={t('allKinds')}
        options={kinds.map((value) => ({ value, label: kindCalled(value) }))}
        chosen={chosen}
        onChange={(more) => change({ kind: more.length > 0 ? more.join(',') : undefined })}
      />
    </div>
  );
}

/** The kinds of agreement that can be chosen: those of the network while all are shown, for one of some kinds has no others. */
function useKinds(network: Network, chosen: readonly string[]): readonly string[] {
  const [all, setAll] = useState<readonly string[]>([]);
  const here = network.agreements.map(({ kind }) => kind);
  const kinds = [...new Set([...all, ...here, ...chosen])].toSorted();
  if (kinds.length > all.length) setAll(kinds);
  return kinds;
}

/** What the picture has no room for: the organisation that has the focus, and with whom it shares what. */
function Details({
  of,
  ties,
  notShown,
  nodes,
  network,
}: {
  readonly of: Node;
  readonly ties: readonly Tie[];
  /** How many partners it has beyond those that are shown. */
  readonly notShown: number;
  readonly nodes: readonly Node[];
  readonly network: Network;
}) {
  const { t } = useWords('network');
  const named = new Map(network.agreements.map((agreement) => [agreement.agreementId, agreement]));
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const near = ties
    .filter(({ a, b }) => a === of.id || b === of.id)
    .toSorted((one, other) => other.agreements.length - one.agreements.length);
  return (
    <aside className="network-details" aria-live="polite" aria-label={t('details')}>
      <h2>
        <Link to="/organizations/$id" params={{ id: of.id }}>
          {of.name}
        </Link>
      </h2>
      <p>{t('agreements', { count: of.agreements })}</p>
      <ul>
        {near.map(({ a, b, agreements, possible }) => (
          <li key={`${a} ${b}`}>
            <Link to="/organizations/$id" params={{ id: a === of.id ? b : a }}>
              {names.get(a === of.id ? b : a)}
            </Link>{' '}
            <details>
              <summary>{t('shared', { count: agreements.length })}</summary>
              <ul>
                {agreements.map((id) => (
                  <li key={id}>
                    <AgreementLink of={named.get(id) ?? { agreementId: id, titles: [] }} />
                  </li>
                ))}
              </ul>
            </details>
            {possible && ` · ${t('possible')}`}
          </li>
        ))}
      </ul>
      {notShown > 0 && <p>{t('beyond', { count: notShown })}</p>}
    </aside>
  );
}
