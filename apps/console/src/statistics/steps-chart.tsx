import { daysBetween, type Day } from '@entente/domain';
import { yearsIn } from '../agreements/picture-scale.js';
import { roundAbove } from './series.js';

/** What held from a day on, until the next. */
export interface Step {
  readonly day: Day;
  readonly certain: number;
  readonly perhaps: number;
}

const HEIGHT = 180;

/** A number over time, in steps; what is perhaps so is a striped band above it. */
export function StepsChart({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || first === last) return null;
  const end = roundAbove(Math.max(0, ...steps.map(({ certain, perhaps }) => certain + perhaps)));
  const days = daysBetween(first.day, last.day);
  const x = (day: Day) => (daysBetween(first.day, day) / days) * 100;
  const height = (count: number) => (count / end) * HEIGHT;
  return (
    <div className="steps-chart" role="img" aria-label={label}>
      <div className="steps-plot" aria-hidden="true">
        <svg width="2.5rem" height={HEIGHT}>
          <text x="2.2rem" y="12" textAnchor="end">
            {end}
          </text>
          <text x="2.2rem" y={HEIGHT} textAnchor="end">
            0
          </text>
        </svg>
        <svg width="100%" height={HEIGHT}>
          {steps.slice(0, -1).map(({ day, certain, perhaps }, index) => (
            <StepDrawn
              key={day}
              from={x(day)}
              to={x(steps[index + 1]?.day ?? day)}
              certain={height(certain)}
              perhaps={height(perhaps)}
            />
          ))}
          {[0, HEIGHT / 2, HEIGHT].map((y) => (
            <line key={y} x1="0" x2="100%" y1={y} y2={y} className="grid" />
          ))}
        </svg>
        <span />
        <svg width="100%" height="18" className="years">
          {yearsIn({ from: first.day, to: last.day }).map((day) => (
            <text key={day} x={`${x(day)}%`} y="13" textAnchor="middle">
              {day.slice(0, 4)}
            </text>
          ))}
        </svg>
      </div>
    </div>
  );
}

function StepDrawn({
  from,
  to,
  certain,
  perhaps,
}: {
  readonly from: number;
  readonly to: number;
  readonly certain: number;
  readonly perhaps: number;
}) {
  const place = { x: `${from}%`, width: `${to - from}%` };
  const top = HEIGHT - certain;
  return (
    <>
      <rect {...place} y={top} height={certain} className="steps-area" />
      <line x1={`${from}%`} x2={`${to}%`} y1={top} y2={top} className="steps-line" />
      {perhaps > 0 && <rect {...place} y={top - perhaps} height={perhaps} className="steps-perhaps" />}
    </>
  );
}
