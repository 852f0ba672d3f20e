import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { EventSentence } from '../events/event-sentence.js';
import { useTypo, useWords } from '../words/index.js';
import { holds, readLines } from './line-range.js';
import type { Source } from './source-question.js';

type Cited = Source['citedBy']['nodes'][number];

/** The text of a source by numbered lines; beside the first line that a fact cites stands the fact. */
export function CitedLines({ source }: { readonly source: Source }) {
  const { t } = useWords('sources');
  const marked = readLines(useSearch({ from: '__root__' }).lines);
  const first = useRef<HTMLTableRowElement>(null);
  useEffect(() => first.current?.scrollIntoView({ block: 'center' }), [marked?.from, source.sourceId]);
  const cited = source.citedBy.nodes;
  const last = Math.max(0, ...source.lines.map(({ number }) => number));
  const at = (line: number) => cited.filter(({ lines }) => lines?.from === line);
  const beyond = cited.filter(({ lines }) => lines === null || lines.from > last);
  return (
    <>
      {source.lines.length > 0 && (
        <table className="lines">
          <caption className="for-readers">{t('linesCaption')}</caption>
          <thead className="for-readers">
            <tr>
              <th scope="col">{t('lineNumber')}</th>
              <th scope="col">{t('text')}</th>
              <th scope="col">{t('facts')}</th>
            </tr>
          </thead>
          <tbody>
            {source.lines.map(({ number, text }) => (
              <tr
                key={number}
                ref={marked?.from === number ? first : undefined}
                className={marked && holds(marked, number) ? 'marked' : undefined}
              >
                <th scope="row">{number}</th>
                <td lang={source.lang ?? undefined}>{text}</td>
                <td>
                  <Facts cited={at(number)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {beyond.length > 0 && (
        <>
          <h3>{t(source.lines.length > 0 ? 'withoutLines' : 'facts')}</h3>
          <Facts cited={beyond.toSorted((a, b) => (a.lines?.from ?? 0) - (b.lines?.from ?? 0))} />
        </>
      )}
      {source.citedBy.totalCount > cited.length && <p>{t('onlyFirst', { count: cited.length })}</p>}
    </>
  );
}

function Facts({ cited }: { readonly cited: readonly Cited[] }) {
  const { t } = useWords(['events', 'terms']);
  const typo = useTypo();
  if (cited.length === 0) return null;
  return (
    <ul className="citations facts-citing">
      {cited.map(({ event, lines, kind, quote }, index) => (
        <li key={index}>
          {lines && (
            <span className="where">
              {lines.from === lines.to ? t('line', { line: lines.from }) : t('lines', { ...lines })}
              {' · '}
            </span>
          )}
          <EventSentence event={event} />{' '}
          <Link to="/events/$id" params={{ id: event.id }}>
            {t('open')}
          </Link>
          {kind && ` · ${t(`terms:basis.${kind}`)}`}
          {quote && <q>{typo(quote)}</q>}
        </li>
      ))}
    </ul>
  );
}
