import { Link } from '@tanstack/react-router';
import { instantHere } from '../days/instants.js';
import type { Draft } from '../recording/drafts/draft.js';
import { commandName } from '../recording/form/command-choice.js';
import { titleOf } from '../recording/title-of.js';
import { InstantShown } from '../showing/day.js';
import { useLanguage, useWords } from '../words/index.js';
import type { LeftProps } from './left-props.js';

/** What was left, what the ledger refused first: each with the way to go on with it. */
export function Left({ drafts, refused }: LeftProps) {
  return (
    <ul className="rows">
      {refused.map(({ draft }) => draft && <Row key={draft.id} draft={draft} refused />)}
      {drafts.map((draft) => (
        <Row key={draft.id} draft={draft} />
      ))}
    </ul>
  );
}

function Row({ draft, refused = false }: { readonly draft: Draft; readonly refused?: boolean }) {
  const { t } = useWords('desk');
  const language = useLanguage();
  return (
    <li>
      {titleOf(draft, commandName(draft.command, language))}
      <small>
        {refused ? t('refusedThen') : t('begun')} <InstantShown instant={instantHere(draft.touchedAt)} />
      </small>
      <Link to="/record/$draft" params={{ draft: draft.id }} search={{}} className="do">
        {t('goOn')}
      </Link>
    </li>
  );
}
