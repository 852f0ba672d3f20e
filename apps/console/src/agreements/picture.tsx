import { addDays, type Day } from '@entente/domain';
import { useState, type MouseEvent } from 'react';
import { useDates, useGo } from '../as-of/dates.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useSession } from '../session/viewer.js';
import { DataTable } from '../showing/data-table.js';
import { Section } from '../showing/section.js';
import { StatusShown, toneOf } from '../showing/status.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';
import { Learned, useLearned } from './learned.js';
import { dayAt, knownAt, placeOf, scaleOf, yearsIn, type Scale } from './picture-scale.js';

type Line = Agreement['line'][number];
type Moment = Agreement['moments'][number];

/** A band has a width that is seen even where it is a single day. */
const LEAST_WIDTH = 0.5;

/**
 * What was true, by what the ledger knew: across the days, down the moments at which it learned, the last on top. A click
 * sets both dates of the page; the table below says the same and does the same.
 */
export function Picture({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const { line, moments, asOf } = agreement;
  if (line.length === 0)
    return (
      <Section title={t('picture.title')} id="picture">
        <p className="quiet">{t('picture.nothing')}</p>
      </Section>
    );
  const scale = scaleOf(line, asOf.validOn);
  const newestFirst = moments.toReversed();
  return (
    <Section title={t('picture.title')} id="picture">
      <p className="lead">{t('picture.summary')}</p>
      <div className="picture" role="img" aria-label={`${t('picture.title')}. ${t('picture.asTable')}.`}>
        <Hatches />
        {newestFirst.map((moment) => (
          <Row
            key={moment.position}
            moment={moment}
            pieces={knownAt(line, moment.position)}
            scale={scale}
            asOf={asOf}
          />
        ))}
        <Axis scale={scale} day={asOf.validOn} />
      </div>
      <Twin agreement={agreement} />
    </Section>
  );
}

function Row({
  moment,
  pieces,
  scale,
  asOf,
}: {
  readonly moment: Moment;
  readonly pieces: readonly Line[];
  readonly scale: Scale;
  readonly asOf: Agreement['asOf'];
}) {
  const { t } = useWords(['agreement', 'terms']);
  const language = useLanguage();
  const { ledger } = useSession();
  const go = useGo();
  const { at, known } = useDates();
  const here = at === moment.position;
  const choose = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    go({ on: dayAt(((event.clientX - box.left) / box.width) * 100, scale), at: moment.position });
  };
  return (
    <div className={here ? 'picture-row here' : 'picture-row'}>
      <span className="picture-when">
        {showInstant(moment.recordedAt, language, ledger.timeZone)}
        {moment.facts > 0 && <small>{t('picture.learned', { count: moment.facts })}</small>}
      </span>
      <svg height="32" width="100%" onClick={choose} aria-hidden="true">
        {pieces.map((piece) => {
          const x = placeOf(piece.validFrom, scale, 0);
          const width = Math.max(placeOf(piece.validTo, scale, 100) - x, LEAST_WIDTH);
          const words = t(`terms:status.${piece.status}`);
          const possible = piece.certainty === 'POSSIBLE';
          return (
            <svg
              key={piece.validFrom ?? ''}
              x={`${x}%`}
              width={`${width}%`}
              height="32"
              className={`band tone-${toneOf(piece.status)}`}
            >
              <rect width="100%" height="32" className={possible ? 'possible' : 'certain'} />
              {possible && <rect width="100%" height="32" fill="url(#hatch)" />}
              <title>{possible ? `${words} · ${t('terms:certainty.POSSIBLE')}` : words}</title>
              {width > 8 && (
                <text x="6" y="21">
                  {words}
                </text>
              )}
            </svg>
          );
        })}
        {(here || (at === undefined && known === undefined)) && (
          <line
            x1={`${placeOf(asOf.validOn, scale, 0)}%`}
            x2={`${placeOf(asOf.validOn, scale, 0)}%`}
            y1="0"
            y2="32"
            className="cross"
          />
        )}
      </svg>
    </div>
  );
}

/** Stripes over what is only possible. */
function Hatches() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="definitions">
      <defs>
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="8" className="hatch" />
        </pattern>
      </defs>
    </svg>
  );
}

function Axis({ scale, day }: { readonly scale: Scale; readonly day: Day }) {
  const { t } = useWords('agreement');
  return (
    <div className="picture-row axis" aria-hidden="true">
      <span />
      <svg height="34" width="100%">
        {yearsIn(scale).map((first) => (
          <g key={first}>
            <line
              x1={`${placeOf(first, scale, 0)}%`}
              x2={`${placeOf(first, scale, 0)}%`}
              y1="0"
              y2="5"
              className="tick"
            />
            <text x={`${placeOf(first, scale, 0)}%`} y="18" textAnchor="middle">
              {first.slice(0, 4)}
            </text>
          </g>
        ))}
        <text x={`${placeOf(day, scale, 0)}%`} y="31" textAnchor="middle" className="here">
          ▲ {t('picture.here')}
        </text>
      </svg>
    </div>
  );
}

interface Cell {
  readonly moment: Moment;
  readonly piece: Line;
  /** The first of its moment: what the ledger learned then stands there. */
  readonly first: boolean;
}

/** The same as a table, each band with a button that sets both dates. */
function Twin({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  const { ledger } = useSession();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const { agreementId, line, moments } = agreement;
  const learned = useLearned(agreement, open);
  const cells: Cell[] = moments
    .toReversed()
    .flatMap((moment) =>
      knownAt(line, moment.position).map((piece, index) => ({ moment, piece, first: index === 0 })),
    );
  const dayIn = ({ validFrom, validTo }: Line): Day | undefined =>
    validFrom ?? (validTo === null ? undefined : addDays(validTo, -1));
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('picture.asTable')}</summary>
      <DataTable<Cell>
        caption={t('picture.title')}
        rows={cells}
        keyOf={({ moment, piece }) => `${moment.position} ${piece.validFrom}`}
        columns={[
          {
            key: 'known',
            head: t('picture.knownFrom'),
            names: true,
            cell: ({ moment, first }) => (
              <>
                {showInstant(moment.recordedAt, language, ledger.timeZone)}
                {first && (
                  <Learned events={learned.get(moment.position) ?? []} within={`agreement-${agreementId}`} />
                )}
              </>
            ),
          },
          {
            key: 'from',
            head: t('picture.from'),
            cell: ({ piece }) =>
              piece.validFrom === null ? t('picture.begins') : showDay(piece.validFrom, language, 'short'),
          },
          {
            key: 'to',
            head: t('picture.to'),
            cell: ({ piece }) =>
              piece.validTo === null
                ? t('picture.noEnd')
                : showDay(addDays(piece.validTo, -1), language, 'short'),
          },
          {
            key: 'status',
            head: t('picture.status'),
            cell: ({ piece }) => <StatusShown status={piece.status} certainty={piece.certainty} />,
          },
          {
            key: 'show',
            head: <span className="for-readers">{t('picture.show')}</span>,
            cell: ({ moment, piece }) => (
              <button
                type="button"
                className="link-button no-print"
                onClick={() => go({ on: dayIn(piece), at: moment.position })}
              >
                {t('picture.show')}
              </button>
            ),
          },
        ]}
      />
    </details>
  );
}
