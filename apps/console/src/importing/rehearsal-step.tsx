import { Button, Checkbox, TextInput } from '@mantine/core';
import { Section } from '../showing/section.js';
import { useLanguage, useWords } from '../words/index.js';
import { Changes } from './changes.js';
import { Counts } from './counts.js';
import { Faults } from './faults.js';
import { useDoing, type RowFault } from './import-run.js';
import { KeepProfile } from './keep-profile.js';
import type { StepProps } from './step-props.js';

/** What would come of the file, by the rules that record: nothing is written. */
export function RehearsalStep(props: StepProps) {
  const { t } = useWords('importing');
  const language = useLanguage();
  const { run, chosen, rehearse, go, attempt } = props;
  const doing = useDoing(run.id);
  const { report } = run;
  if (!report) return null;
  const { faults, warnings, skipped, changes, unplaced, unlisted, counts, open, questions } = report;
  // A rule that can be set aside asks for a decision; the others for another value.
  const [toDecide = [], refused = []] = [true, false].map((mayBe) =>
    faults.filter(({ ways }) => (ways.override !== null) === mayBe),
  );
  const decide = {
    head: t('fault.decide'),
    cell: (fault: RowFault) => <Ways fault={fault} {...props} />,
  };
  const pending = Object.keys(chosen).length > 0;
  const nothing = counts.toRecord === 0;
  const warned = t('rehearsal.warnings', { count: warnings.length + unlisted.warnings });
  const record = () =>
    void attempt(doing.record).then((begun) => {
      if (begun) go('recording');
    });
  return (
    <Section title={t('step.rehearsal')} id="rehearsal">
      <p className="lead" role="status">
        {t(open ? 'rehearsal.open' : nothing ? 'rehearsal.nothing' : 'rehearsal.clear')}
      </p>
      <Counts counts={counts} />
      {unplaced.length > 0 && <p>{t('columns.unplaced', { columns: unplaced.join(', ') })}</p>}
      {questions.length > 0 && (
        <p>{t('rehearsal.questions', { count: questions.length + unlisted.questions })}</p>
      )}
      {faults.length > 0 && (
        <>
          <Faults
            title={t('rehearsal.toDecide', {
              count: toDecide.length + (refused.length > 0 ? 0 : unlisted.faults),
            })}
            faults={toDecide}
            unlisted={refused.length > 0 ? 0 : unlisted.faults}
            decide={decide}
          />
          <Faults
            title={t('rehearsal.refused', { count: refused.length + unlisted.faults })}
            faults={refused}
            unlisted={unlisted.faults}
            decide={decide}
          />
          <p className="no-print">
            <a href={`/imports/${run.id}/refused.csv?lang=${language}`} download>
              {t('rehearsal.download')}
            </a>
          </p>
        </>
      )}
      <Changes changes={changes} unlisted={unlisted.changes} />
      <Faults
        title={t('rehearsal.skipped', { count: skipped.length + unlisted.skipped })}
        faults={skipped}
        unlisted={unlisted.skipped}
      />
      {warnings.length > 0 && (
        <details>
          <summary>{warned}</summary>
          <Faults title={warned} faults={warnings} unlisted={unlisted.warnings} />
        </details>
      )}
      <KeepProfile {...props} />
      <div className="page-actions no-print">
        <Button variant="default" onClick={() => go('organizations')}>
          {t('back')}
        </Button>
        {pending ? (
          <Button onClick={() => rehearse('rehearsal')}>{t('rehearsal.again')}</Button>
        ) : (
          <Button disabled={open || nothing} onClick={record}>
            {t('rehearsal.record', { count: counts.toRecord })}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** What can be chosen about a row: to record it all the same, or to leave it out, each with its reason. */
function Ways({ fault, chosen, choose }: StepProps & { readonly fault: RowFault }) {
  const { t } = useWords('importing');
  const { override, skip } = fault.ways;
  return (
    <div className="import-ways">
      {(['override', 'skip'] as const).map((way) => {
        const id = way === 'override' ? override : skip;
        if (id === null) return null;
        const reason = chosen[id];
        const isOn = typeof reason === 'string';
        return (
          <div key={way}>
            <Checkbox
              label={t(`way.${way}`)}
              aria-label={t(`way.${way}Of`, { line: fault.line })}
              checked={isOn}
              onChange={(event) => choose(id, event.currentTarget.checked ? '' : null)}
            />
            {isOn && (
              <TextInput
                label={t('way.reason')}
                required
                value={reason}
                onChange={(event) => choose(id, event.currentTarget.value)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
