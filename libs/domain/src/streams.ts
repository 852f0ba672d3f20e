/**
 * The kinds of stream that a ledger has, beside its own stream `ledger`. Whoever needs to know them (the runner, the index
 * of commands, the arguments of the API, the messages) reads this constant. A stream is named `kind-id`.
 */
export const STREAM_KINDS = {
  agreement: { notFound: 'AGREEMENT_NOT_FOUND', alreadyExists: 'AGREEMENT_ALREADY_EXISTS' },
  organization: { notFound: 'ORGANIZATION_NOT_FOUND', alreadyExists: 'ORGANIZATION_ALREADY_EXISTS' },
  person: { notFound: 'PERSON_NOT_FOUND', alreadyExists: 'PERSON_ALREADY_EXISTS' },
  meeting: { notFound: 'MEETING_NOT_FOUND', alreadyExists: 'MEETING_ALREADY_EXISTS' },
  source: { notFound: 'SOURCE_NOT_FOUND', alreadyExists: 'SOURCE_ALREADY_DEPOSITED' },
  mission: { notFound: 'MISSION_NOT_FOUND', alreadyExists: 'MISSION_ALREADY_EXISTS' },
  funding: { notFound: 'FUNDING_NOT_FOUND', alreadyExists: 'FUNDING_ALREADY_EXISTS' },
  programme: { notFound: 'PROGRAMME_NOT_FOUND', alreadyExists: 'PROGRAMME_ALREADY_EXISTS' },
  committee: { notFound: 'COMMITTEE_NOT_FOUND', alreadyExists: 'COMMITTEE_ALREADY_EXISTS' },
  resolution: { notFound: 'RESOLUTION_NOT_FOUND', alreadyExists: 'RESOLUTION_ALREADY_EXISTS' },
  project: { notFound: 'PROJECT_NOT_FOUND', alreadyExists: 'PROJECT_ALREADY_EXISTS' },
  envelope: { notFound: 'ENVELOPE_UNKNOWN', alreadyExists: null },
} as const;

/** A kind of stream that facts are recorded in: one stream for each agreement, each organisation … */
export type StreamKind = keyof typeof STREAM_KINDS;

/** The stream of the ledger itself; there is one. */
export const LEDGER_STREAM = 'ledger';

/** Where a fact is recorded that any subject's stream can hold: a correction of what is recorded there. */
export const ANY_STREAM = 'any';

/** The kinds of stream whose subjects several members name together. Nothing registers such a subject: it is there with its facts. */
const NAMED_TOGETHER: { readonly [kind in StreamKind]?: readonly string[] } = {
  envelope: ['fund', 'region'],
};

/** The members that name the subject of a kind of stream: `agreementId`, mostly. */
export function namingMembers(kind: StreamKind): readonly string[] {
  return NAMED_TOGETHER[kind] ?? [`${kind}Id`];
}

/** The id of a subject that some values name: they are its id, or make it with a dot between them. */
export function subjectIdOf(values: readonly string[]): string {
  return values.join('.');
}

/** The name of a subject's stream. */
export function streamNamed(kind: StreamKind, id: string): string {
  return `${kind}-${id}`;
}

const ID = '[a-z0-9][a-z0-9._-]{0,99}';
const ID_PATTERN = new RegExp(`^${ID}$`);
const STREAM_PATTERN = new RegExp(`^(?:${LEDGER_STREAM}|(${Object.keys(STREAM_KINDS).join('|')})-(${ID}))$`);

/** True for an id as the ledger stores it: 1 to 100 of a-z 0-9 . _ -, the first one a letter or a digit. */
export function isSubjectId(text: string): boolean {
  return ID_PATTERN.test(text);
}

/** True for an id that can name a subject together with another one: both and the dot between them are an id again. */
export function isPlainId(text: string): boolean {
  return isSubjectId(text) && !text.includes('.') && text.length < 50;
}

/** Takes a stream's name apart; null for a name that no ledger has. `kind` is null for the ledger's own stream. */
export function readStream(
  name: string,
): { readonly kind: StreamKind | null; readonly id: string | null } | null {
  const match = STREAM_PATTERN.exec(name);
  return match && { kind: (match[1] as StreamKind | undefined) ?? null, id: match[2] ?? null };
}

/** The streams of a ledger, for whoever reads a log that others write into as well. */
export const LEDGER_STREAMS: {
  readonly streams: readonly string[];
  readonly streamPrefixes: readonly string[];
} = {
  streams: [LEDGER_STREAM],
  streamPrefixes: Object.keys(STREAM_KINDS).map((kind) => `${kind}-`),
};
