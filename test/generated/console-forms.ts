import {
  ANY_STREAM,
  FACTS,
  LEDGER_STREAM,
  membersIn,
  subjectMember,
  type Fact,
  type Member,
  type Members,
} from '@entente/domain';
import type { Artefact } from './artefact.js';

/** The frames of the console's forms: what each command takes, from the declarations of its fact. Their words are written by hand. */
export function consoleForms(): Artefact {
  const frames = Object.fromEntries(
    FACTS.filter(({ stream, recorder }) => stream !== LEDGER_STREAM && recorder !== 'SYSTEM').map((fact) => [
      fact.command,
      frameOf(fact),
    ]),
  );
  return {
    path: 'apps/console/src/recording/frames/command-frames.ts',
    text: `// Made by npm run generate from the declarations of facts.
import type { CommandFrame } from './frame.js';

/** What each command takes, by its name. */
export const COMMAND_FRAMES: { readonly [command: string]: CommandFrame } = ${JSON.stringify(frames)};
`,
  };
}

function frameOf(fact: Fact): object {
  const { type, stream, recorder, called, says, dates, place, evidence, members } = fact;
  return {
    type,
    stream: stream === ANY_STREAM ? null : stream,
    recorder,
    ...(fact.depositaryAlone && { depositaryAlone: true }),
    called,
    says,
    occurred: dates.occurred,
    ...(dates.effective && { effective: true }),
    place,
    evidence,
    ...(fact.overrides === false && { overrides: false }),
    subject: subjectMember(fact),
    ...(Array.isArray(fact.fixed) && { fixed: fact.fixed }),
    ...(fact.fixed === 'ALL' && { fixed: 'ALL' }),
    fields: fieldsOf(members),
  };
}

function fieldsOf(members: Members): object {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, member]) => member.inInput !== 'ABSENT' && !member.hidden)
      .map(([name, member]) => [name, fieldOf(member)]),
  );
}

function fieldOf(member: Member): object {
  const { kind, inInput, sealed } = member;
  const below = kind === 'date' || kind === 'value' ? null : membersIn(member);
  return {
    kind,
    ...(inInput === 'OPTIONAL' && { optional: true }),
    ...(sealed && { sealed: true }),
    ...(member.kind === 'id' && { of: member.of }),
    ...(member.kind === 'idOf' && { by: member.by }),
    ...(member.kind === 'oneOf' && { words: member.words }),
    ...(below && { fields: fieldsOf(below) }),
    ...(member.kind === 'list' && { item: fieldOf(member.item), atLeast: member.atLeast }),
  };
}
