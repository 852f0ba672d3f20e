import { fromDayNumber, toDayNumber, type Day } from '@entente/domain';
import { useEffect, useRef, useState } from 'react';
import { yearOf } from '../days/months.js';
import { showDay } from '../days/show-day.js';
import { useLanguage, useWords } from '../words/index.js';

/** A helper beside the field of a day: says the day while it is dragged, and goes there once it is let go of. */
export function DaySlider({
  day,
  from,
  to,
  onDay,
}: {
  readonly day: Day;
  readonly from: Day;
  readonly to: Day;
  readonly onDay: (day: Day) => void;
}) {
  const { t } = useWords('frame');
  const language = useLanguage();
  const slider = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState(toDayNumber(day));
  useEffect(() => setNumber(toDayNumber(day)), [day]);
  // React's own `onChange` comes at every step of a drag; the browser's `change` once it is over.
  const goTo = useRef(onDay);
  goTo.current = onDay;
  useEffect(() => {
    const { current } = slider;
    const letGo = () => goTo.current(fromDayNumber(Number(current?.value)));
    current?.addEventListener('change', letGo);
    return () => current?.removeEventListener('change', letGo);
  }, []);
  const shown = showDay(fromDayNumber(number), language);
  return (
    <div className="day-slider">
      <span aria-hidden="true">{yearOf(from)}</span>
      <input
        ref={slider}
        type="range"
        min={toDayNumber(from)}
        max={toDayNumber(to)}
        value={number}
        aria-label={t('asOf.slider')}
        aria-valuetext={shown}
        onChange={({ currentTarget }) => setNumber(Number(currentTarget.value))}
      />
      <span aria-hidden="true">{yearOf(to)}</span>
      {number !== toDayNumber(day) && (
        <span className="sliding" aria-hidden="true">
          {shown}
        </span>
      )}
    </div>
  );
}
