import { addDays, type Day } from '@entente/domain';
import type { ReactNode } from 'react';
import { showDay, showWeekday } from '../days/show-day.js';
import { useLanguage } from '../words/index.js';
import { weeksOf, type Month } from './agenda.js';

/** Any Sunday: what the days of a week are called. */
const SUNDAY = '2023-01-01';

/** A month as a calendar on a wall has it; on a narrow screen only the days on which something falls, one below the other. */
export function MonthGrid<E extends { readonly day: Day }>({
  of: { first, entries },
  labelledBy,
  show,
}: {
  readonly of: Month<E>;
  readonly labelledBy: string;
  /** An entry without its day. */
  readonly show: (entry: E) => ReactNode;
}) {
  const language = useLanguage();
  const byDay = Map.groupBy(entries, ({ day }) => day);
  return (
    <table className="month" aria-labelledby={labelledBy}>
      <thead>
        <tr>
          {Array.from({ length: 7 }, (_, index) => addDays(SUNDAY, index)).map((day) => (
            <th key={day} scope="col">
              {showWeekday(day, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(first).map((week, index) => (
          <tr key={index}>
            {week.map((day, place) => {
              const falling = day === null ? undefined : byDay.get(day);
              return (
                <td key={place} className={falling ? undefined : 'nothing'}>
                  {day !== null && (
                    <>
                      <span aria-hidden="true" className="day-number">
                        {Number(day.slice(8))}
                      </span>
                      <time dateTime={day} className="whole-day">
                        {showDay(day, language)}
                      </time>
                    </>
                  )}
                  {falling && <ul>{falling.map(show)}</ul>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
