import { Link } from '@tanstack/react-router';
import type { FragmentOf } from '../asking/graphql.js';
import { useMay } from '../session/viewer.js';
import { useWords } from '../words/index.js';
import type { COMMITTEE_NAME, PROGRAMME_NAME } from './governance-question.js';
import './words.js';

/** A committee by its title, which leads to its page. */
export function CommitteeLink({ of }: { readonly of: FragmentOf<typeof COMMITTEE_NAME> }) {
  return (
    <Link to="/committees/$id" params={{ id: of.committeeId }}>
      {of.title ?? of.committeeId}
    </Link>
  );
}

/** A programme by its title, which leads to its page. */
export function ProgrammeLink({ of }: { readonly of: FragmentOf<typeof PROGRAMME_NAME> }) {
  return (
    <Link to="/programmes/$id" params={{ id: of.programmeId }}>
      {of.title ?? of.programmeId}
    </Link>
  );
}

/** The lists of governance and funding, each by a link. */
export function GovernanceLinks() {
  const { t } = useWords('governance');
  const lists = ['committees', 'resolutions', 'projects', 'envelopes', 'fundings'] as const;
  return (
    <nav aria-label={t('lists')} className="sub-pages no-print">
      {lists.map((list) => (
        <Link key={list} to={`/${list}`} activeProps={{ 'aria-current': 'page' }}>
          {t(list)}
        </Link>
      ))}
    </nav>
  );
}

/** Says that a list is empty, and where to begin one, for who may. */
export function NothingYet({ command }: { readonly command: string }) {
  const { t } = useWords(['governance', 'frame']);
  const may = useMay(command);
  return (
    <>
      {t('none')}{' '}
      {may && (
        <Link to="/record" search={{ command }} className="no-print">
          {t('frame:record')}
        </Link>
      )}
    </>
  );
}

/** The words for a code of the ledger’s vocabulary; one that has none is given as it is, readable. */
export function useCode(): (code: string | null) => string {
  const { t } = useWords('governance');
  return (code) =>
    code === null
      ? ''
      : t(`codes.${code}` as 'codes.STANDARD', {
          defaultValue: code.toLowerCase().replaceAll(/[_.]/gu, ' '),
        });
}
