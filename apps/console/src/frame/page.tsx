import { useEffect, useRef, type ReactNode } from 'react';
import { useDates } from '../as-of/dates.js';
import { useLedger } from '../session/viewer.js';
import { useWords } from '../words/index.js';

/**
 * A page: its heading, which gets the focus when the page opens, its title in the window with the day it is for, and what is
 * printed around it.
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
  const { t } = useWords('frame');
  const { on } = useDates();
  const { name } = useLedger();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title =
      on === undefined ? t('pageTitle', { page: title }) : t('pageTitleOn', { page: title, day: on });
  }, [title, on, t]);
  useEffect(() => {
    // Not over what a link pointed at, nor over a field that is being filled in.
    if (location.hash === '') heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article>
      <p className="print-only ledger-name">{name}</p>
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
