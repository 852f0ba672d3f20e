import { ask } from '../../asking/ask.js';
import { graphql } from '../../asking/graphql.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import { readLines } from '../source/canonical.js';
import { sourceOfId } from '../source/source-question.js';
import type { Correcting, Draft } from './draft.js';
import { CORRECTIONS, newDraft } from './draft.js';

const NAMES = graphql(`
  query NamesToBeginWith(
    $agreement: ID!
    $organization: ID!
    $withAgreement: Boolean!
    $withOrganization: Boolean!
  ) {
    agreement(id: $agreement) @include(if: $withAgreement) {
      agreementId
      title
    }
    organization(id: $organization) @include(if: $withOrganization) {
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

/**
 * A draft of what an address names: `agreement`, `organization`, `command`, `source`, `lines`; or `correct`, the event at fault,
 * and `how`.
 */
export async function beginFrom(search: Readonly<Record<string, string | undefined>>): Promise<Draft> {
  const {
    agreement = '',
    organization = '',
    command = '',
    source = '',
    lines = '',
    correct,
    how = 'rectify',
  } = search;
  const [names, found] = await Promise.all([
    agreement === '' && organization === ''
      ? null
      : ask(NAMES, {
          agreement,
          organization,
          withAgreement: agreement !== '',
          withOrganization: organization !== '',
        }).catch(() => null),
    // Whether there is none of this id or the ledger does not answer: the form says that it could not be read.
    source === '' ? null : sourceOfId(source).catch(() => null),
  ]);
  const correcting =
    correct !== undefined && how in CORRECTIONS ? { eventId: correct, how: how as Correcting['how'] } : null;
  return newDraft({
    ...(command in COMMAND_FRAMES && { command }),
    values: {
      ...(agreement !== '' && { agreementId: agreement }),
      ...(organization !== '' && { organizationId: organization }),
    },
    names: {
      ...(agreement !== '' && { [agreement]: names?.data.agreement?.title ?? agreement }),
      ...(organization !== '' && { [organization]: names?.data.organization?.name ?? organization }),
    },
    source: found?.source ?? null,
    ...(source !== '' && !found && { sourceMissed: source }),
    ...(found && linesIn(lines, found.source.text !== undefined)),
    ...(correcting && { correcting, command: CORRECTIONS[correcting.how] }),
  });
}
