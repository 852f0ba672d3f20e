import { ask } from '../../asking/ask.js';
import { graphql } from '../../asking/graphql.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import { readLines } from '../source/canonical.js';
import { sourceOfId } from '../source/source-question.js';
import type { Correcting, Draft, FormValues } from './draft.js';
import { CORRECTIONS, newDraft } from './draft.js';

const NAMES = graphql(`
  query NamesToBeginWith(
    $agreement: ID!
    $organization: ID!
    $other: ID!
    $withAgreement: Boolean!
    $withOrganization: Boolean!
    $withOther: Boolean!
  ) {
    agreement(id: $agreement) @include(if: $withAgreement) {
      agreementId
      title
    }
    organization(id: $organization) @include(if: $withOrganization) {
      organizationId
      name
    }
    other: organization(id: $other) @include(if: $withOther) {
      organizationId
      name
    }
  }
`);

/** The lines that an address names; what is none stays as it was written, to be mended. */
function linesIn(typed: string, hasText: boolean): Pick<Draft, 'lines' | 'linesTyped'> {
  const lines = readLines(typed);
  // Those of a text are chosen in it.
  return lines || hasText ? { lines: lines ?? [] } : { lines: [], linesTyped: typed };
}

/** What an address names, as the fields of a command hold it. */
function valuesIn(command: string, search: Readonly<Record<string, string | undefined>>): FormValues {
  const { agreement, organization, other, alias, stream, supports } = search;
  const { subject = null, fields = {} } = COMMAND_FRAMES[command] ?? {};
  const who = subject !== null && fields[subject]?.of === 'organization' ? subject : 'organizationId';
  const others = Object.keys(fields).find((name) => fields[name]?.item?.of === 'organization');
  return {
    ...(agreement && { agreementId: agreement }),
    ...(organization && { [who]: organization }),
    ...(other && others !== undefined && { [others]: [other] }),
    ...(alias && fields['alias'] && { alias: { text: alias } }),
    ...(stream && { stream }),
    ...(supports && { supports: [supports], strength: 'CONFIRMS' }),
  };
}

/**
 * A draft of what an address names: `agreement`, `organization`, `other` (another one) and `alias` (another name), `command`,
 * `source`, `lines`; `stream` and `supports`, the event that a source is attached to; or `correct`, the event at fault, and `how`.
 */
export async function beginFrom(search: Readonly<Record<string, string | undefined>>): Promise<Draft> {
  const {
    agreement = '',
    organization = '',
    other = '',
    command = '',
    source = '',
    lines = '',
    correct,
    how = 'rectify',
  } = search;
  const [names, found] = await Promise.all([
    agreement === '' && organization === '' && other === ''
      ? null
      : ask(NAMES, {
          agreement,
          organization,
          other,
          withAgreement: agreement !== '',
          withOrganization: organization !== '',
          withOther: other !== '',
        }).catch(() => null),
    // Whether there is none of this id or the ledger does not answer: the form says that it could not be read.
    source === '' ? null : sourceOfId(source).catch(() => null),
  ]);
  const correcting =
    correct !== undefined && how in CORRECTIONS ? { eventId: correct, how: how as Correcting['how'] } : null;
  return newDraft({
    ...(command in COMMAND_FRAMES && { command }),
    values: valuesIn(command, search),
    names: {
      ...(agreement !== '' && { [agreement]: names?.data.agreement?.title ?? agreement }),
      ...(organization !== '' && { [organization]: names?.data.organization?.name ?? organization }),
      ...(other !== '' && { [other]: names?.data.other?.name ?? other }),
    },
    source: found?.source ?? null,
    ...(source !== '' && !found && { sourceMissed: source }),
    ...(found && linesIn(lines, found.source.text !== undefined)),
    ...(correcting && { correcting, command: CORRECTIONS[correcting.how] }),
  });
}
