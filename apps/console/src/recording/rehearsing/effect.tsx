import { Alert, Button } from '@mantine/core';
import { useOrganizations } from '../../choosing/things.js';
import { StatusShown } from '../../showing/status.js';
import { useMessage } from '../../showing/message.js';
import { useLanguage, useWords } from '../../words/index.js';
import { LOCALE } from '../../words/language.js';
import { asAnother } from '../drafts/draft.js';
import { useForm } from '../fields/form.js';
import type { FormState } from '../form/use-form-state.js';
import { PolicyBox } from './policy-box.js';
import type { Rehearsed } from './use-rehearsal.js';

/** What will come of the fact, before it is recorded: rules that stand against it, warnings, and its effect in a sentence. */
export function Effect({ rehearsed, current, failure, held, idReused }: FormState) {
  const { t } = useWords('recording');
  const say = useMessage();
  const { draft } = useForm();
  // Where there is nothing to rehearse, rules that are set aside are shown all the same.
  const { refusals = [], warnings = [] } = rehearsed ?? {};
  const policies = refusals.filter(({ strength }) => strength === 'POLICY');
  // In one list: where a rule is set aside, its box stays the same one, and who writes in it keeps the focus.
  const rules = [
    ...new Set([...policies.map(({ code }) => code), ...Object.keys(draft.overrides)]),
  ].toSorted();
  return (
    <div aria-busy={rehearsed !== null && !current}>
      {rules.map((rule) => (
        <PolicyBox key={rule} rule={rule} refusal={policies.find(({ code }) => code === rule) ?? null} />
      ))}
      {idReused && <AnotherFact />}
      {warnings.map(({ rule, message }) => (
        <Alert key={rule} color="yellow" variant="default" className="advice" title={t('rehearsal.warning')}>
          {say(message)}
        </Alert>
      ))}
      <p role="status" className="effect">
        {failure
          ? t('rehearsal.failed', { why: say(failure.message) })
          : held
            ? t('rehearsal.refused')
            : rehearsed && <Sentence rehearsed={rehearsed} />}
      </p>
    </div>
  );
}

/** The way on from a fact that was sent, recorded, and changed here since: what stands in the form now is another one, or a correction. */
function AnotherFact() {
  const { t } = useWords('recording');
  const { change } = useForm();
  return (
    <p>
      <Button size="compact-sm" variant="default" onClick={() => change(asAnother)}>
        {t('rehearsal.another')}
      </Button>
    </p>
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
      <Fulfilled organizations={rehearsed.intentsFulfilled ?? []} />
    </>
  );
}

/** Who would have done what was intended. */
function Fulfilled({ organizations }: { readonly organizations: readonly string[] }) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const known = useOrganizations();
  if (organizations.length === 0) return null;
  const names = organizations.map((id) => known.find((one) => one.organizationId === id)?.name ?? id);
  const who = new Intl.ListFormat(LOCALE[language]).format(names);
  return <> {t('rehearsal.fulfilled', { who })}</>;
}
