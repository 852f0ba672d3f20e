import {
  foldIdentifier,
  foldName,
  identifierKey,
  isSameIdentifier,
  type Claim,
  type Command,
  type Day,
} from '@entente/domain';
import { sha256 } from '@entente/proof';
import { fault, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import type { FoundColumn } from './columns.js';
import { slugOf } from './build.js';
import { identifiersIn, namesIn, type Mention, type Mentions } from './mentions.js';
import {
  betweenFiles,
  decideParty,
  isDated,
  partyQuestionId,
  type ChangedParty,
  type DecidedParty,
  type PartyChange,
} from './party-changes.js';
import { question, questionId, type Candidate, type Question } from './questions.js';
import type { ImportRow } from './rows.js';

/** An organisation that the ledger knows, by one of its names. */
export interface KnownOrganization {
  readonly organizationId: string;
  readonly name: string;
}

/** An organisation that the ledger knows, with its identifiers. */
export interface IdentifiedOrganization extends KnownOrganization {
  readonly identifiers: readonly Claim[];
}

/** An organisation that a file names. */
export interface NamedOrganization {
  /** What questions and commands know it by: its name, and its identifiers where it has any. */
  readonly label: string;
  /** As it is written first. */
  readonly name: string;
  readonly line: number;
  readonly lastLine: number;
  readonly header: string;
  readonly organizationId: string;
  /** What is to be recorded of it; none where the ledger knows it so. */
  readonly commands: readonly Command[];
  /** Somebody said that it is another one than those that resemble it. */
  readonly decided: boolean;
}

/** The organisations of a file. */
export interface Organizations {
  readonly named: readonly NamedOrganization[];
  readonly questions: readonly Question[];
  /** Names that differ from those that go with an identifier. */
  readonly warnings: readonly Fault[];
  /** The id for a name in a column of a row: one of its own, or of before. */
  readonly idOf: (row: ImportRow, column: string, name: string) => string | null;
  /** What a changed name of a party is. */
  readonly partyOf: (change: PartyChange) => DecidedParty;
  /** Whether something is dated by the day on which the file was published. */
  readonly needsPublication: boolean;
}

/** Looks up organisations in the ledger. */
export interface LookUp {
  /** By a name of theirs, letter by letter. */
  readonly named: (names: readonly string[]) => Promise<readonly KnownOrganization[]>;
  /** By an identifier, or by their ids. */
  readonly identified: (
    identifiers: readonly Claim[],
    ids: readonly string[],
  ) => Promise<readonly IdentifiedOrganization[]>;
}

/** The organisations that the rows name: by identifier, then by name or alias; those that somebody decided on, and new ones. */
export async function organizationsOf(
  profile: Profile,
  { mentions, partyChanges }: { readonly mentions: Mentions; readonly partyChanges: readonly PartyChange[] },
  columns: readonly FoundColumn[],
  { lookUp, publishedOn }: { readonly lookUp: LookUp; readonly publishedOn: Day },
): Promise<Organizations> {
  const former = partyChanges.map((change) => [change, formerMention(change)] as const);
  const known = await knownOf([...mentions.all, ...former.map(([, mention]) => mention)], lookUp);
  const parties = new Map<Mention, ChangedParty>();
  const byQuestion = new Map<string, ChangedParty>();
  const formerIds = new Map<string, string>();
  const questions: Question[] = [];
  const warnings: Fault[] = [];
  const made = new Map<Mention, NamedOrganization>();
  const identifiedFirst = mentions.all.toSorted(
    (a, b) => Number(b.identifiers.length > 0) - Number(a.identifiers.length > 0),
  );
  for (const [change, mention] of former) {
    const answer = profile.choices[questionId('organization', labelOf(mention))];
    const found = candidatesFor(mention, known, []);
    const { organizationId } = organizationOf(mention, found, answer, profile);
    formerIds.set(formerKey(change.column.name, change.was), organizationId);
    const now = mentions.of(change.now, change.nowIdentifiers);
    if (!now) continue;
    const others = candidatesFor(now, known, []).candidates.map((one) => one.organizationId);
    const party = decideParty(change, profile, { was: organizationId, others });
    byQuestion.set(partyQuestionId(change), party);
    if (party.decided === 'OPEN') questions.push(party.question);
    if (party.decided !== 'SAME') parties.set(now, party);
  }
  for (const mention of identifiedFirst) {
    const ofFile = mention.identifiers.length === 0 ? mentions.identifiedBy(mention.name) : [];
    const found = candidatesFor(
      mention,
      known,
      ofFile.flatMap((one) => made.get(one) ?? []),
    );
    const answer = profile.choices[questionId('organization', labelOf(mention))];
    const party = parties.get(mention);
    if (party && (party.decided === 'rename' || party.decided === 'alias')) {
      made.set(mention, organizationRenamed(mention, party, publishedOn));
      continue;
    }
    if (answer === undefined && found.undecided && party?.decided !== 'OPEN')
      questions.push(suspected(mention, found.candidates));
    if (found.certain) warnings.push(...differingNames(mention, found.certain, known));
    const one = organizationOf(mention, found, answer, profile);
    made.set(mention, party?.decided === 'OPEN' ? { ...one, decided: true } : one);
  }
  const byColumn = new Map(columns.map((one) => [one.name, one]));
  return {
    named: mentions.all.map((one) => made.get(one) as NamedOrganization),
    questions,
    warnings,
    idOf: (row, column, name) => {
      const found = byColumn.get(column);
      const before = formerIds.get(formerKey(column, name));
      if (before !== undefined && !namesIn(row, column).includes(name)) return before;
      const mention = mentions.of(name, found ? identifiersIn(row, found, name) : []);
      return (mention && made.get(mention)?.organizationId) ?? null;
    },
    partyOf: (change) => byQuestion.get(partyQuestionId(change))?.decided ?? 'SAME',
    needsPublication: [...byQuestion.values()].some(({ decided }) => isDated(decided)),
  };
}

/** An organisation as a row named it before. */
function formerMention({ was, column, line, identifiers }: PartyChange): Mention {
  return {
    name: was,
    identifiers,
    otherNames: [],
    line,
    lastLine: line,
    header: column.header,
    spec: column.spec.organization ?? { lang: 'en' },
  };
}

function formerKey(column: string, name: string): string {
  return `${column}:${name}`;
}

/** An organisation under a name that it did not have in the file before. */
function organizationRenamed(
  { name, line, lastLine, header, spec, ...mention }: Mention,
  { was: organizationId, decided, since }: ChangedParty,
  publishedOn: Day,
): NamedOrganization {
  const command: Command =
    decided === 'rename'
      ? {
          name: 'renameOrganization',
          input: {
            organizationId,
            name: { text: name, lang: spec.lang },
            occurredOn: betweenFiles(since, publishedOn),
          },
        }
      : {
          name: 'addOrganizationAlias',
          input: { organizationId, alias: { text: name, lang: spec.lang, use: 'VARIANT' } },
        };
  const label = labelOf({ name, identifiers: mention.identifiers });
  return { label, name, line, lastLine, header, organizationId, commands: [command], decided: true };
}

/** The question whether a name is that of one of some organisations. */
export function suspected(
  mention: Pick<NamedOrganization, 'name' | 'line'> & {
    readonly label?: string;
    readonly identifiers?: readonly Claim[];
  },
  candidates: readonly Candidate[],
): Question {
  const label = mention.label ?? labelOf({ name: mention.name, identifiers: mention.identifiers ?? [] });
  const answers = [...candidates.flatMap(({ organizationId: id }) => [`same:${id}`, `alias:${id}`]), 'new'];
  return question(
    'organization',
    label,
    answers,
    {
      value: label,
      line: mention.line,
      candidates: candidates.map((one) => `${one.name} (${one.organizationId})`).join(', '),
    },
    candidates,
  );
}

function labelOf({ name, identifiers }: Pick<Mention, 'name' | 'identifiers'>): string {
  const written = identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ');
  return written === '' ? name : `${name} [${written}]`;
}

/** What the ledger knows of the organisations of a file. */
interface Known {
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byIdentifier: ReadonlyMap<string, string>;
  readonly byId: ReadonlyMap<string, IdentifiedOrganization>;
}

async function knownOf(mentions: readonly Mention[], lookUp: LookUp): Promise<Known> {
  const byName = new Map<string, Set<string>>();
  for (const { organizationId, name } of await lookUp.named(mentions.map(({ name }) => name)))
    byName.set(foldName(name), (byName.get(foldName(name)) ?? new Set()).add(organizationId));
  const identifiers = mentions.flatMap((one) => one.identifiers);
  const ofNames = mentions.flatMap(({ name, identifiers: given }) =>
    given.length > 0 ? [...(byName.get(foldName(name)) ?? [])] : [],
  );
  const found = identifiers.length === 0 ? [] : await lookUp.identified(identifiers, ofNames);
  return {
    byName,
    byIdentifier: new Map(
      found.flatMap((one) => one.identifiers.map((claim) => [identifierKey(claim), one.organizationId])),
    ),
    byId: new Map(found.map((one) => [one.organizationId, one])),
  };
}

/** The organisations that a name may be, and whether somebody has to say which. */
interface Found {
  readonly candidates: readonly Candidate[];
  readonly undecided: boolean;
  /** The one that it is as long as nobody says otherwise; null for a new one. */
  readonly first: string | null;
  /** Known by its identifier, whatever its name. */
  readonly certain: string | null;
  readonly bearsName: (organizationId: string) => boolean;
  /** What of its identifiers each candidate lacks. */
  readonly lacks: (organizationId: string) => readonly Claim[];
}

function candidatesFor(
  { name, identifiers }: Mention,
  { byName, byIdentifier, byId }: Known,
  ofFile: readonly NamedOrganization[],
): Found {
  const named = [...(byName.get(foldName(name)) ?? [])];
  const identified = [...new Set(identifiers.flatMap((one) => byIdentifier.get(identifierKey(one)) ?? []))];
  const heldBy = (id: string): readonly Claim[] => byId.get(id)?.identifiers ?? [];
  // Another number in the same register is another organisation, or a mistake.
  const differs = (id: string): boolean =>
    heldBy(id).some((held) =>
      identifiers.some(
        (one) => foldIdentifier(one).scheme === foldIdentifier(held).scheme && !isSameIdentifier(one, held),
      ),
    );
  const ids = [...new Set([...identified, ...named, ...ofFile.map(({ organizationId }) => organizationId)])];
  const isClear =
    identified.length === 1
      ? named.length === 0 || named.includes(identified[0] as string)
      : identified.length === 0;
  const doubtful = identified.length === 0 && (ids.length > 1 || ids.some(differs));
  return {
    candidates: ids.map((organizationId) => ({
      organizationId,
      name: byId.get(organizationId)?.name ?? name,
    })),
    undecided: !isClear || doubtful,
    first: ids[0] ?? null,
    certain: identified.length === 1 ? (identified[0] ?? null) : null,
    bearsName: (id) => named.includes(id),
    lacks: (id) => identifiers.filter((one) => !heldBy(id).some((held) => isSameIdentifier(held, one))),
  };
}

function differingNames(
  { name, otherNames, identifiers, line, header }: Mention,
  organizationId: string,
  { byName, byId }: Known,
): readonly Fault[] {
  const known = byId.get(organizationId)?.name ?? organizationId;
  return [name, ...otherNames]
    .filter((one) => !(byName.get(foldName(one))?.has(organizationId) ?? false))
    .filter((one) => one === name || foldName(one) !== foldName(known))
    .map((value) =>
      fault(
        'ORGANIZATION_NAME_DIFFERS',
        { line, column: header, value },
        { identifier: identifiers.map((one) => `${one.scheme} ${one.value}`).join(', '), name: known },
      ),
    );
}

function organizationOf(
  mention: Mention,
  found: Found,
  answer: string | undefined,
  profile: Profile,
): NamedOrganization {
  const { name, identifiers, line, lastLine, header, spec } = mention;
  const place = { label: labelOf(mention), name, line, lastLine, header };
  const ids = found.candidates.map(({ organizationId }) => organizationId);
  const [, choice, chosen] = /^(same|alias):(.+)$/.exec(answer ?? '') ?? [];
  const own = idFor(profile.profile, mention);
  const there = chosen ?? (answer === 'new' ? (ids.includes(own) ? own : null) : found.first);
  if (there === null) {
    const command: Command = {
      name: 'registerOrganization',
      input: {
        organizationId: own,
        names: [{ text: name, lang: spec.lang }],
        ...(spec.kind !== undefined && { kind: spec.kind }),
        ...(identifiers.length > 0 && { identifiers }),
      },
    };
    return { ...place, organizationId: own, commands: [command], decided: answer === 'new' };
  }
  const alias = { text: name, lang: spec.lang, use: 'VARIANT' };
  const isAlias = choice === 'alias' && !found.bearsName(there);
  const commands: Command[] = [
    ...(isAlias
      ? [{ name: 'addOrganizationAlias', input: { organizationId: there, alias } } satisfies Command]
      : []),
    ...found.lacks(there).map((identifier): Command => ({
      name: 'addOrganizationIdentifier',
      input: { organizationId: there, identifier },
    })),
  ];
  return { ...place, organizationId: there, commands, decided: true };
}

/** The id of a new organisation: readable, and the same for the same identifier or name whichever file has it. */
function idFor(profile: string, { name, identifiers: [identifier] }: Mention): string {
  const slug = slugOf(name)
    .slice(0, 60)
    .replace(/[._-]+$/, '');
  const distinct = identifier ? identifierKey(identifier) : foldName(name);
  return [profile, slug, sha256(Buffer.from(distinct)).slice(0, 6)].filter((part) => part !== '').join('-');
}
