import { Link } from '@tanstack/react-router';
import { useTypo, useWords } from '../words/index.js';
import type { EventInList } from './event-said.js';
import './events.css';
import { useReadsLog } from '../session/viewer.js';
import { useSourceName } from './source-name.js';

type Citation = EventInList['provenance'][number];

/** The sources that an event rests on: which, where in it, how it supports it, and its words. */
export function Citations({ citations }: { readonly citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <ul className="citations">
      {citations.map((citation, index) => (
        <li key={index}>
          <CitationShown citation={citation} />
        </li>
      ))}
    </ul>
  );
}

function CitationShown({ citation }: { readonly citation: Citation }) {
  const { t } = useWords('terms');
  const typo = useTypo();
  return (
    <>
      <CitedLines of={citation} />
      {` · ${t(`basis.${citation.kind}`)}`}
      {citation.quote && <q>{typo(citation.quote)}</q>}
    </>
  );
}

/** Which source, and where in it: a link to those lines for whoever reads sources. */
export function CitedLines({ of: { source, lines } }: { readonly of: Pick<Citation, 'source' | 'lines'> }) {
  const { t } = useWords('events');
  const reads = useReadsLog();
  const name = useSourceName()(source);
  const where =
    lines && (lines.from === lines.to ? t('line', { line: lines.from }) : t('lines', { ...lines }));
  const text = where ? `${name}, ${where}` : name;
  if (!reads) return <>{text}</>;
  return (
    <Link
      to="/sources/$id"
      params={{ id: source.sourceId }}
      search={(search) => ({ ...search, lines: lines ? `${lines.from}-${lines.to}` : undefined })}
    >
      {text}
    </Link>
  );
}
