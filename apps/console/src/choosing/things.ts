import { searchWords } from '@entente/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { haveWords, matches, searched } from '../asking/matches.js';
import { useLanguage } from '../words/index.js';
import type { Language } from '../words/language.js';
import type { Known } from '../recording/source/names-in-text.js';

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

const ORGANIZATIONS_NAMED = graphql(`
  query OrganizationsNamed($text: String, $lang: LanguageTag) {
    organizations(text: $text, first: 20) {
      nodes {
        organizationId
        name(lang: $lang)
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

const PEOPLE = graphql(`
  query PeopleToName($text: String!) {
    people(text: $text, first: 20) {
      personId
      displayName
    }
  }
`);

const GOVERNANCE = graphql(`
  query GovernanceToName($lang: LanguageTag) {
    committees(first: 200) {
      nodes {
        committeeId
        title(lang: $lang)
        programme {
          programmeId
          title(lang: $lang)
        }
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

/** Pages of organisations that are read; in a ledger with more the others are asked for by the text. */
const MOST_PAGES = 10;

/** Organisations that were read, and whether they are all of them. */
interface Organizations {
  readonly known: readonly KnownHere[];
  readonly whole: boolean;
}

/** With its id, the name that is shown and its others as they are searched: made once, and not at each key. */
interface KnownHere extends Known {
  readonly searched: Searched;
}

/** The id of a thing, its name, and other names of it, as they are searched. */
type Searched = readonly [id: string, name: string, ...others: string[]];

async function readOrganizations(lang: Language): Promise<Organizations> {
  const known: KnownHere[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: Awaited<ReturnType<typeof askOrganizations>> = await askOrganizations(after, lang);
    const { nodes = [], pageInfo } = answer.data.organizations ?? {};
    for (const { organizationId, name, names: all } of nodes) {
      const others = all.map(({ text }) => text);
      known.push({
        organizationId,
        name,
        names: [name, ...others],
        searched: [searched(organizationId), searched(name), ...others.map(searched)],
      });
    }
    after = pageInfo?.endCursor ?? null;
    if (!pageInfo?.hasNextPage || after === null) return { known, whole: true };
  }
  return { known, whole: false };
}

function askOrganizations(after: string | null, lang: Language) {
  return ask(ORGANIZATIONS, { after, lang });
}

/** Every organisation with its names (of very many, the first), read once: for the search box, and for the names in a text. */
export function useOrganizations(): readonly Known[] {
  return useOrganizationsRead(true).data?.known ?? NO_ORGANIZATIONS;
}

const NO_ORGANIZATIONS: readonly Known[] = [];

function useOrganizationsRead(enabled: boolean) {
  const lang = useLanguage();
  return useQuery({
    queryKey: ['answer', 'organizations to name', lang],
    queryFn: () => readOrganizations(lang),
    placeholderData: keepPreviousData,
    enabled,
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
  const read = useOrganizationsRead(open && kind === 'organization');
  const organizations = kind === 'organization' ? (read.data ?? NONE_READ) : NONE_READ;
  const asked = kind !== 'organization' || (read.data?.whole === false && text !== '');
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ['answer', 'things', kind, text, lang],
    queryFn: () => found(kind, text, lang),
    enabled: open && asked,
    placeholderData: keepPreviousData,
  });
  const things = useMemo(() => {
    if (!open) return NOTHING;
    const words = searchWords(text);
    const known = organizations.known
      .filter((one) => haveWords(one.searched, words))
      .map((one) => ({ thing: { id: one.organizationId, name: one.name }, searched: one.searched }));
    // Of the answer to a shorter text only what still fits is offered: Enter takes the first.
    const answered = (asked ? (data ?? NOTHING) : NOTHING)
      .filter(({ id, name }) => !isPlaceholderData || matches(text, [id, name]))
      .filter(({ id }) => !known.some(({ thing }) => thing.id === id))
      .map((thing) => ({ thing, searched: [searched(thing.id), searched(thing.name)] as const }));
    return bestFirst([...known, ...answered], searched(text)).slice(0, MOST_SHOWN);
  }, [organizations, asked, data, isPlaceholderData, text, open]);
  return { things, failed: asked ? isError : read.isError };
}

const NONE_READ: Organizations = { known: [], whole: true };
const NOTHING: readonly Thing[] = [];

async function found(kind: string, text: string, lang: Language): Promise<readonly Thing[]> {
  switch (kind) {
    case 'organization': {
      const { data } = await ask(ORGANIZATIONS_NAMED, { text, lang });
      return (data.organizations?.nodes ?? []).map(({ organizationId: id, name }) => ({ id, name }));
    }
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
    case 'person': {
      // There is no list of people: they are found by their names.
      if (text === '') return NOTHING;
      const { data } = await ask(PEOPLE, { text });
      return (data.people ?? []).map(({ personId: id, displayName }) => ({ id, name: displayName ?? id }));
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
    case 'programme': {
      const programmes = (data.committees?.nodes ?? []).flatMap(({ programme }) => programme ?? []);
      const titles = new Map(programmes.map(({ programmeId, title }) => [programmeId, title]));
      return [...titles].map(([id, title]) => named(id, title));
    }
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

/** Things in their order, but that whose id is what was typed first, then those whose id or name begins with it. */
function bestFirst(
  things: readonly { readonly thing: Thing; readonly searched: Searched }[],
  typed: string,
): readonly Thing[] {
  const rank = ([id, name]: Searched): number => {
    if (id === typed) return 0;
    return name.startsWith(typed) || id.startsWith(typed) ? 1 : 2;
  };
  return things.toSorted((one, other) => rank(one.searched) - rank(other.searched)).map(({ thing }) => thing);
}
