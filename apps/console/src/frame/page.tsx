import { useEffect, useRef, type ReactNode } from 'react';
import { useDates, type Dates } from '../as-of/dates.js';
import { useMoment } from '../as-of/in-words.js';
import { useRecordsNow } from '../as-of/records-now.js';
import { useWords } from '../words/index.js';

/**
 * A page: its heading, which gets the focus when the page opens, its title in the window with the dates it is for, and
 * what is printed around it.
 */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const inWindow = useTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = inWindow;
  }, [inWindow]);
  useEffect(() => {
    // Not over what a link pointed at, nor over a field that is being filled in.
    if (location.hash === '' && !document.activeElement?.matches('input, textarea, select'))
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article>
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </div>
      {children}
    </article>
  );
}

/** The title in the window: the page, its day where it is not today, and as known when where that is not now. */
function useTitle(page: string): string {
  const { t } = useWords('frame');
  const recordsNow = useRecordsNow();
  const ofThePage = useDates();
  const dates: Dates = recordsNow ? {} : ofThePage;
  const moment = useMoment(dates);
  const day = dates.on;
  if (moment === undefined)
    return day === undefined ? t('pageTitle', { page }) : t('pageTitleOn', { page, day });
  return day === undefined
    ? t('pageTitleKnown', { page, moment })
    : t('pageTitleBoth', { page, day, moment });
}
