import { Alert } from '@mantine/core';
import { StatusShown } from '../../showing/status.js';
import { useLanguage, useTypo, useWords } from '../../words/index.js';
import { useForm } from '../fields/form.js';
import { PolicyBox } from './policy-box.js';
import type { Rehearsed } from './use-rehearsal.js';

/** What will come of the fact, before it is recorded: rules that stand against it, warnings, and its effect in a sentence. */
export function Effect({
  rehearsed,
  old,
}: {
  /** Null while there is nothing to rehearse: rules that are set aside are shown all the same. */
  readonly rehearsed: Rehearsed | null;
  readonly old: boolean;
}) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const typo = useTypo();
  const { draft } = useForm();
  const { refusals = [], warnings = [] } = rehearsed ?? {};
  const policies = refusals.filter(({ strength }) => strength === 'POLICY');
  const set = Object.keys(draft.overrides).filter((rule) => !policies.some(({ code }) => code === rule));
  const held = refusals.some(({ strength }) => strength !== 'POLICY');
  return (
    <div aria-busy={old}>
      {policies.map((refusal) => (
        <PolicyBox key={refusal.code} rule={refusal.code} refusal={refusal} />
      ))}
      {set.map((rule) => (
        <PolicyBox key={rule} rule={rule} refusal={null} />
      ))}
      {warnings.map(({ rule, message }) => (
        <Alert key={rule} color="yellow" variant="default" className="advice" title={t('rehearsal.warning')}>
          {typo(message[language])}
        </Alert>
      ))}
      <p role="status" className="effect">
        {held ? t('rehearsal.refused') : rehearsed && <Sentence rehearsed={rehearsed} />}
      </p>
    </div>
  );
}

function Sentence({ rehearsed }: { readonly rehearsed: Rehearsed }) {
  const { t } = useWords('recording');
  const { before, after, partiesBefore, partiesAfter, refusals, wouldRecord } = rehearsed;
  if (refusals.length > 0) return <>{t('rehearsal.policy')}</>;
  if (wouldRecord.length === 0) return <>{t('rehearsal.nothing')}</>;
  if (!before || !after) return <>{t('rehearsal.ready')}</>;
  const [from, to] = [partiesBefore?.length ?? 0, partiesAfter?.length ?? 0];
  const same = before.status === after.status && before.certainty === after.certainty;
  return (
    <>
      <span aria-hidden="true">✓ </span>
      {from === to ? t('rehearsal.sameParties', { count: to }) : t('rehearsal.parties', { from, to })}{' '}
      {same ? (
        <>
          {t('rehearsal.stays')} <StatusShown {...after} />
        </>
      ) : (
        <>
          <StatusShown {...before} /> → <StatusShown {...after} />
        </>
      )}
    </>
  );
}
