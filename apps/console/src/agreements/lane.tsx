import type { Day } from '@entente/domain';
import { useId } from 'react';
import type { Fact } from '../days/dated-fact.js';
import { placeOf, type Scale } from './picture-scale.js';

/**
 * Some days, drawn: full where they are sure, fading between the earliest and the latest day of an uncertain end, hatched where
 * the whole is only possible, and a mark at the day of the page. What it shows stands beside it in words.
 */
export function Lane({
  since,
  until,
  scale,
  day,
  possible = false,
}: {
  readonly since: Omit<Fact, 'edtf'>;
  /** Null: it has no end. */
  readonly until: Omit<Fact, 'edtf'> | null;
  readonly scale: Scale;
  readonly day: Day;
  /** Only possible, as a whole; the stripes are those of the picture. */
  readonly possible?: boolean;
}) {
  const id = useId();
  const [from, sureFrom] = [
    placeOf(since.earliest, scale, 0),
    placeOf(since.latest ?? since.point, scale, 0),
  ] as const;
  const [sureTo, to] = [
    placeOf(until && (until.earliest ?? until.point), scale, 100),
    placeOf(until && until.latest, scale, 100),
  ] as const;
  const here = placeOf(day, scale, 0);
  const fades = [
    ['in', from, Math.min(sureFrom, to)],
    ['out', Math.max(sureTo, from), to],
  ] as const;
  return (
    <svg className="lane" width="100%" height="16" aria-hidden="true">
      <defs>
        {fades.map(([way]) => (
          <linearGradient key={way} id={`${id}${way}`}>
            <stop offset="0" className={way === 'in' ? 'pale' : 'full'} />
            <stop offset="1" className={way === 'in' ? 'full' : 'pale'} />
          </linearGradient>
        ))}
      </defs>
      {fades.map(
        ([way, start, end]) =>
          end > start && (
            <rect
              key={way}
              x={`${start}%`}
              width={`${Math.max(end - start, 1)}%`}
              y="3"
              height="10"
              className="perhaps"
              fill={`url(#${id}${way})`}
            />
          ),
      )}
      {sureTo > sureFrom && (
        <rect
          x={`${sureFrom}%`}
          width={`${sureTo - sureFrom}%`}
          y="3"
          height="10"
          className={possible ? 'perhaps' : 'sure'}
        />
      )}
      {possible && to > from && (
        <rect x={`${from}%`} width={`${to - from}%`} y="3" height="10" fill="url(#hatch)" />
      )}
      <line x1={`${here}%`} x2={`${here}%`} y1="0" y2="16" className="cross" />
    </svg>
  );
}
