import { Link } from '@tanstack/react-router';
import { useWords } from '../words/index.js';

/** The steps of an import, in order. */
export const STEPS = ['file', 'columns', 'organizations', 'rehearsal', 'recording', 'report'] as const;

/** A step of an import. */
export type Step = (typeof STEPS)[number];

/** Where one is; with `id`, links to the steps of that import. */
export function Steps({
  now,
  id,
  reachable = [],
}: {
  readonly now: Step;
  readonly id?: string;
  readonly reachable?: readonly Step[];
}) {
  const { t } = useWords('importing');
  return (
    <nav aria-label={t('steps')} className="import-steps no-print">
      <ol>
        {STEPS.map((step) => (
          <li key={step} aria-current={step === now ? 'step' : undefined}>
            {id !== undefined && step !== now && reachable.includes(step) ? (
              <Link to="/import/$id" params={{ id }} search={{ step }}>
                {t(`step.${step}`)}
              </Link>
            ) : (
              <span className={step === now ? undefined : 'quiet'}>{t(`step.${step}`)}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
