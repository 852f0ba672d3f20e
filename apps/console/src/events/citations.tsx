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

function CitationShown({ citation: { source, lines, kind, quote } }: { readonly citation: Citation }) {
  const { t } = useWords(['events', 'terms']);
  const typo = useTypo();
  const reads = useReadsLog();
  const name = useSourceName()(source);
  const where =
    lines && (lines.from === lines.to ? t('line', { line: lines.from }) : t('lines', { ...lines }));
  const text = where ? `${name}, ${where}` : name;
  return (
    <>
      {reads ? (
        <Link
          to="/sources/$id"
          params={{ id: source.sourceId }}
          search={(search) => ({ ...search, lines: lines ? `${lines.from}-${lines.to}` : undefined })}
        >
          {text}
        </Link>
      ) : (
        text
      )}
      {` · ${t(`terms:basis.${kind}`)}`}
      {quote && <q>{typo(quote)}</q>}
    </>
  );
}
