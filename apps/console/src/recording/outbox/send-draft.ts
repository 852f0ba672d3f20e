import type { Language } from '../../words/language.js';
import type { Draft } from '../drafts/draft.js';
import { commandName } from '../form/command-choice.js';
import { depositInput } from '../form/commands-to-send.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import { titleOf } from '../title-of.js';
import type { Outbox } from './outbox.js';

/** What a command begins under an id that it gives. */
function begunBy(command: string, input: object): { readonly begins?: string } {
  const { subject, place } = COMMAND_FRAMES[command] ?? {};
  const id =
    subject && place !== 'FOLLOWS' ? (input as Readonly<Record<string, unknown>>)[subject] : undefined;
  return typeof id === 'string' ? { begins: id } : {};
}

/** Puts a draft on its way to the ledger, the deposit of its source first where that is not deposited yet. */
export async function sendDraft(
  outbox: Outbox,
  draft: Draft,
  input: object,
  language: Language,
): Promise<void> {
  const { source } = draft;
  const deposit = source && depositInput(source, { withText: true });
  if (deposit && source.deposit)
    await outbox.add({
      id: source.deposit.commandId,
      command: 'depositSource',
      input: deposit,
      begins: source.sourceId,
      title: [commandName('depositSource', language), source.issuer || source.sourceId].join(' · '),
      draft: null,
    });
  await outbox.add({
    id: draft.commandId,
    command: draft.command,
    input,
    ...begunBy(draft.command, input),
    title: titleOf(draft, commandName(draft.command, language)),
    draft,
  });
}
