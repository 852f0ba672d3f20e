import { replayAgreement } from './agreement.js';
import { replayAnyStream } from './any-stream/any-stream.js';
import { replayProject, replayResolution } from './by-stages.js';
import { replayCommittee } from './committee.js';
import { replayEnvelope } from './envelope.js';
import { shownOf, type LoggedEvent, type Shown } from './facts.js';
import { replayOrganization } from './organization.js';
import { replayFunding, replayMeeting, replayMission, replayPerson, replaySource } from './others.js';
import { replayProgramme } from './programme.js';
import type { Replayed } from './statement.js';

const BY_KIND: Readonly<Record<string, (shown: Shown) => Replayed>> = {
  agreement: replayAgreement,
  organization: replayOrganization,
  person: replayPerson,
  meeting: replayMeeting,
  mission: replayMission,
  funding: replayFunding,
  source: replaySource,
  programme: replayProgramme,
  committee: replayCommittee,
  resolution: replayResolution,
  project: replayProject,
  envelope: replayEnvelope,
};

/** What the events of a stream say, from its first on; null for a kind of stream that is not replayed. */
export function replayStream(stream: string, events: readonly LoggedEvent[]): Replayed | null {
  const replay = BY_KIND[kindOf(stream)];
  if (!replay) return null;
  const shown = shownOf(events);
  const own = replay(shown);
  const beside = replayAnyStream(stream, shown, own.overtaken);
  return {
    statements: [...own.statements, ...beside.statements],
    notReplayed: [...own.notReplayed, ...beside.notReplayed],
  };
}

/** The kind of a stream: what stands before the first hyphen of its name. */
export function kindOf(stream: string): string {
  return stream.split('-', 1)[0] ?? stream;
}

/** Reads an event from what its bytes say. */
export function loggedEvent(said: {
  readonly id: string;
  readonly type: string;
  readonly rev: number;
  readonly [member: string]: unknown;
}): LoggedEvent {
  const { id, type, rev, occurred, effective, recorded, data, provenance: citations = [] } = said;
  return { id, type, rev, occurred, effective, recorded, data, citations } as LoggedEvent;
}
