import { Button, Radio, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMessage } from '../../showing/message.js';
import { useWords } from '../../words/index.js';
import { focusField, useForm } from '../fields/form.js';
import { useOrganizations } from '../../choosing/things.js';
import type { Rehearsed } from './use-rehearsal.js';

/**
 * A rule that can be set aside. The first choice goes without that: it goes back to the field, or takes the organisation that is
 * meant. The other asks why; the reason is recorded for ever.
 */
export function PolicyBox({
  rule,
  refusal,
}: {
  readonly rule: string;
  /** Null while the rule is set aside. */
  readonly refusal: Rehearsed['refusals'][number] | null;
}) {
  const { t } = useWords('recording');
  const say = useMessage();
  const { draft, change, errorsAt } = useForm();
  const reason = draft.overrides[rule];
  const setAside = reason !== undefined;
  const field = refusal?.field?.split('.')[0] ?? null;
  const error = errorsAt(`overrides.${rule}`);
  const choose = (value: string) => {
    change((before) => {
      const { [rule]: _gone, ...others } = before.overrides;
      return { ...before, overrides: value === 'aside' ? { ...others, [rule]: '' } : others };
    });
    if (value !== 'aside' && field) focusField(field);
  };
  return (
    <fieldset className="policy" id={`field-overrides-${rule}`}>
      <legend>{refusal ? say(refusal.message) : t('policy.setAside', { rule })}</legend>
      <Radio.Group value={setAside ? 'aside' : 'mend'} onChange={choose} aria-label={t('policy.choice')}>
        <Radio
          value="mend"
          label={t(rule === 'ORGANIZATION_DUPLICATE_SUSPECTED' ? 'policy.sameOne' : 'policy.mend')}
        />
        <Radio value="aside" label={t('policy.aside')} />
      </Radio.Group>
      {!setAside && <Same refusal={refusal} />}
      {setAside && (
        <Textarea
          label={t('policy.reason')}
          description={t('policy.reasonHelp')}
          required
          autosize
          minRows={2}
          value={reason}
          error={error.length > 0 ? error.join(' ') : undefined}
          onChange={(event) => {
            const text = event.currentTarget.value;
            change((before) => ({ ...before, overrides: { ...before.overrides, [rule]: text } }));
          }}
        />
      )}
    </fieldset>
  );
}

/**
 * The organisations that the name resembles. Where the form was begun for a field, each can be taken in place of a new one; else
 * there is nothing to record of one that is registered, and its page is where to go on.
 */
function Same({ refusal }: { readonly refusal: Rehearsed['refusals'][number] | null }) {
  const { t } = useWords('recording');
  const { draft, takeInstead } = useForm();
  const known = useOrganizations();
  const { organizationIds } = (refusal?.details ?? {}) as { readonly organizationIds?: readonly string[] };
  if (!organizationIds) return null;
  return (
    <div className="chips">
      {organizationIds.map((id) => {
        const name = known.find(({ organizationId }) => organizationId === id)?.name ?? id;
        return draft.for ? (
          <Button key={id} size="compact-sm" onClick={() => takeInstead(id, name)}>
            {t('policy.take', { name })}
          </Button>
        ) : (
          <Link key={id} to="/organizations/$id" params={{ id }}>
            {t('policy.there', { name })}
          </Link>
        );
      })}
    </div>
  );
}
