import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';

/** The commands that verify the log without the ledger, in their order. */
const STEPS = [
  ['policy', 'printf "log %s\\nquorum none\\n" "$KEY" > policy'],
  ['bundle', 'npm run -s entente -- export --bundle bundle'],
  ['install', 'npm install entente-audit-0.1.0.tgz'],
  ['run', 'npx entente-audit verify bundle --policy policy'],
  ['pin', 'npx entente-audit pins bundle/checkpoint --policy policy >> pins'],
  ['again', 'npx entente-audit verify bundle --policy policy --pins pins'],
] as const;

/** How an auditor verifies the log without trusting the ledger, this page included. */
export function ByOneself() {
  const { t } = useWords('verify');
  return (
    <Section title={t('byOneself')} id="by-oneself">
      <p className="lead">{t('byOneselfHelp')}</p>
      <ol className="steps">
        {STEPS.map(([step, command]) => (
          <li key={step}>
            {t(`step.${step}`)}
            <pre className="bytes" tabIndex={0} role="region" aria-label={t(`step.${step}`)}>
              {command}
            </pre>
          </li>
        ))}
      </ol>
    </Section>
  );
}
