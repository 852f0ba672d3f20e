import type { ReactNode } from 'react';

/** A part of a page under a heading of its own. */
export function Section({
  title,
  id,
  action,
  children,
}: {
  readonly title: string;
  /** Its place in the page’s address: `#parties`. */
  readonly id: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="section">
      <div className="section-head">
        <h2 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
