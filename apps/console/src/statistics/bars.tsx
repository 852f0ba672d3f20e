import { roundAbove } from './series.js';

/** A row of bars: what it is for, and its numbers. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly certain: number;
  /** What is perhaps so, drawn after it with stripes. */
  readonly perhaps?: number;
  /** A second number, drawn below it as an outline. */
  readonly other?: number;
}

/** Horizontal bars, drawn; what they say stands in a sentence above and a table below. */
export function Bars({ rows, label }: { readonly rows: readonly BarRow[]; readonly label: string }) {
  const end = roundAbove(
    Math.max(0, ...rows.map(({ certain, perhaps = 0, other = 0 }) => Math.max(certain + perhaps, other))),
  );
  const width = (count: number) => `${(count / end) * 100}%`;
  return (
    <div className="bars" role="img" aria-label={label}>
      {rows.map(({ key, label: name, certain, perhaps = 0, other }) => (
        <div key={key} className="bar-row" aria-hidden="true">
          <span className="bar-name">{name}</span>
          <svg width="100%" height={other === undefined ? 18 : 30}>
            <rect width={width(certain)} height="16" y="1" className="bar" />
            {perhaps > 0 && (
              <rect x={width(certain)} width={width(perhaps)} height="16" y="1" className="bar-perhaps" />
            )}
            {other !== undefined && <rect width={width(other)} height="9" y="19" className="bar-other" />}
          </svg>
          <span className="number">
            {certain}
            {perhaps > 0 && ` + ${perhaps} ?`}
            {other !== undefined && ` / ${other}`}
          </span>
        </div>
      ))}
    </div>
  );
}

/** The stripes of what is only possible, once for all the charts of a page. */
export function Stripes() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="definitions">
      <defs>
        <pattern
          id="stripes"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" className="stripe" />
        </pattern>
      </defs>
    </svg>
  );
}
