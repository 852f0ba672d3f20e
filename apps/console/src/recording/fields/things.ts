import { foldLetters } from '@entente/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../asking/ask.js';
import { graphql } from '../../asking/graphql.js';
import { matches } from '../../asking/matches.js';
import { useLanguage } from '../../words/index.js';
import type { Language } from '../../words/language.js';
import type { Known } from '../source/names-in-text.js';

/** Something that a field may name. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly hint?: string;
}

const ORGANIZATIONS = graphql(`
  query OrganizationsToName($after: String, $lang: LanguageTag) {
    organizations(first: 200, after: $after) {
      nodes {
        organizationId
        name(lang: $lang)
        names {
          text
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const AGREEMENTS = graphql(`
  query AgreementsToName($text: String, $lang: LanguageTag) {
    agreements(filter: { text: $text }, first: 20) {
      nodes {
        agreementId
        title(lang: $lang)
      }
    }
  }
`);

const SOURCES = graphql(`
  query SourcesToName($text: String) {
    sources(filter: { text: $text }, first: 20) {
      nodes {
        sourceId
        kind
        issuer
        publishedOn
      }
    }
  }
`);

const GOVERNANCE = graphql(`
  query GovernanceToName($lang: LanguageTag) {
    committees(first: 200) {
      nodes {
        committeeId
        title(lang: $lang)
      }
    }
    resolutions(first: 200) {
      nodes {
        resolutionId
        title(lang: $lang)
      }
    }
    projects(first: 200) {
      nodes {
        projectId
        title(lang: $lang)
      }
    }
    missions(first: 200) {
      nodes {
        missionId
        destination
      }
    }
    fundings(first: 200) {
      nodes {
        fundingId
      }
    }
    held: meetings(first: 100) {
      nodes {
        meetingId
        title(lang: $lang)
      }
    }
    scheduled: meetings(state: SCHEDULED, first: 100) {
      nodes {
        meetingId
        title(lang: $lang)
      }
    }
  }
`);

/** Pages of organisations that are read; a ledger with more is asked by the text. */
const MOST_PAGES = 10;

async function allOrganizations(lang: Language): Promise<readonly Known[]> {
  const all: Known[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: Awaited<ReturnType<typeof askOrganizations>> = await askOrganizations(after, lang);
    const { nodes = [], pageInfo } = answer.data.organizations ?? {};
    for (const { organizationId, name, names } of nodes)
      all.push({ organizationId, name, names: [name, ...names.map(({ text }) => text)] });
    after = pageInfo?.endCursor ?? null;
    if (!pageInfo?.hasNextPage || after === null) break;
  }
  return all;
}

function askOrganizations(after: string | null, lang: Language) {
  return ask(ORGANIZATIONS, { after, lang });
}

/** Every organisation with its names, read once: for the search box, and for the names in a text. */
export function useOrganizations(): readonly Known[] {
  return useOrganizationsAsked().data ?? NO_ORGANIZATIONS;
}

const NO_ORGANIZATIONS: readonly Known[] = [];

function useOrganizationsAsked() {
  const lang = useLanguage();
  return useQuery({
    queryKey: ['answer', 'organizations to name', lang],
    queryFn: () => allOrganizations(lang),
    placeholderData: keepPreviousData,
  });
}

const MOST_SHOWN = 8;

/** What a text may name, of a kind of stream: by the words of its names, or by its id. */
export function useThings(
  kind: string,
  text: string,
  open: boolean,
): { readonly things: readonly Thing[]; readonly failed: boolean } {
  const lang = useLanguage();
  const organizations = useOrganizationsAsked();
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ['answer', 'things', kind, text, lang],
    queryFn: () => found(kind, text, lang),
    enabled: open && kind !== 'organization',
    placeholderData: keepPreviousData,
  });
  const known =
    kind === 'organization'
      ? (organizations.data ?? [])
          .filter(({ organizationId, names }) => matches(text, [organizationId, ...names]))
          .map(({ organizationId, name }) => ({ id: organizationId, name }))
      : // Of the answer to a shorter text only what still fits is offered: Enter takes the first.
        (data ?? []).filter(({ id, name }) => !isPlaceholderData || matches(text, [id, name]));
  return {
    things: known.toSorted((a, b) => rank(a, text) - rank(b, text)).slice(0, MOST_SHOWN),
    failed: kind === 'organization' ? organizations.isError : isError,
  };
}

async function found(kind: string, text: string, lang: Language): Promise<readonly Thing[]> {
  switch (kind) {
    case 'agreement': {
      const { data } = await ask(AGREEMENTS, { text: text || null, lang });
      return (data.agreements?.nodes ?? []).map(({ agreementId, title }) => ({
        id: agreementId,
        name: title ?? agreementId,
      }));
    }
    case 'source': {
      const { data } = await ask(SOURCES, { text: text || null });
      return (data.sources?.nodes ?? []).map(({ sourceId, issuer, publishedOn }) => ({
        id: sourceId,
        name: [sourceId, issuer].filter(Boolean).join(' · '),
        ...(publishedOn && { hint: publishedOn }),
      }));
    }
    default:
      return (await governance(kind, lang)).filter(({ id, name }) => matches(text, [id, name]));
  }
}

async function governance(kind: string, lang: Language): Promise<readonly Thing[]> {
  const { data } = await ask(GOVERNANCE, { lang });
  const named = (id: string, name?: string | null): Thing => ({ id, name: name ?? id });
  switch (kind) {
    case 'committee':
      return (data.committees?.nodes ?? []).map(({ committeeId, title }) => named(committeeId, title));
    case 'resolution':
      return (data.resolutions?.nodes ?? []).map(({ resolutionId, title }) => named(resolutionId, title));
    case 'project':
      return (data.projects?.nodes ?? []).map(({ projectId, title }) => named(projectId, title));
    case 'mission':
      return (data.missions?.nodes ?? []).map(({ missionId, destination }) => named(missionId, destination));
    case 'funding':
      return (data.fundings?.nodes ?? []).map(({ fundingId }) => named(fundingId));
    case 'meeting':
      return [...(data.held?.nodes ?? []), ...(data.scheduled?.nodes ?? [])].map(({ meetingId, title }) =>
        named(meetingId, title),
      );
    default:
      return [];
  }
}

/** A thing whose id or name begins with what was typed stands first. */
function rank({ id, name }: Thing, text: string): number {
  const folded = foldLetters(text);
  if (foldLetters(id) === folded) return 0;
  return foldLetters(name).startsWith(folded) || foldLetters(id).startsWith(folded) ? 1 : 2;
}
