import { Button, NativeSelect, TextInput } from '@mantine/core';
import { readDay } from '../../days/read-day.js';
import { showDay } from '../../days/show-day.js';
import { useLanguage, useWords } from '../../words/index.js';
import type { Language } from '../../words/language.js';
import type { SourceInHand } from '../drafts/draft.js';
import { elementOf, focusField, useForm } from '../fields/form.js';
import { daysToOffer } from './published.js';

const KINDS = [
  'PRESS_RELEASE',
  'ARTICLE',
  'AGREEMENT_TEXT',
  'MINUTES',
  'REPORT',
  'LETTER',
  'EMAIL',
  'WEB_PAGE',
] as const;

/** What is said of a source when it is deposited, with the first fact that cites it. */
export function DepositFields({
  source,
  lines,
}: {
  readonly source: SourceInHand;
  readonly lines: readonly string[];
}) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const { change, errorsAt, today } = useForm();
  const { deposit } = source;
  if (!deposit) return null;
  const set = (part: Partial<typeof deposit>) => {
    const after = { ...deposit, ...part };
    const publishedOn = readDay(after.publishedOn) ?? undefined;
    change((before) => ({
      ...before,
      source: { ...source, deposit: after, lang: after.lang, issuer: after.issuer, publishedOn },
    }));
  };
  const take = (publishedOn: string) => {
    set({ publishedOn });
    // What was pressed goes away with that.
    focusField('deposit.publishedOn');
  };
  const offers = daysToOffer(lines, today).filter((day) => readDay(deposit.publishedOn) !== day);
  const errorAt = (member: string) => errorsAt(`deposit.${member}`).join(' ') || undefined;
  const unreadable = deposit.publishedOn.trim() !== '' && readDay(deposit.publishedOn) === null;
  return (
    <div className="fields-inline" id={elementOf('deposit')}>
      <NativeSelect
        id={elementOf('deposit.kind')}
        label={t('source.kind')}
        value={deposit.kind}
        error={errorAt('kind')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`source.kinds.${kind}`) }))}
        onChange={(event) => set({ kind: event.currentTarget.value })}
      />
      <TextInput
        id={elementOf('deposit.issuer')}
        label={t('source.issuer')}
        value={deposit.issuer}
        autoComplete="off"
        error={errorAt('issuer')}
        onChange={(event) => set({ issuer: event.currentTarget.value })}
      />
      <div className="wide-field">
        <TextInput
          id={elementOf('deposit.publishedOn')}
          label={t('source.publishedOn')}
          value={deposit.publishedOn}
          autoComplete="off"
          placeholder={t('dayExample')}
          error={unreadable ? t('problem.NOT_A_DAY') : errorAt('publishedOn')}
          onChange={(event) => set({ publishedOn: event.currentTarget.value })}
        />
        <div className="chips">
          {offers.map((day) => (
            <Button key={day} size="compact-sm" variant="default" onClick={() => take(day)}>
              {t('source.offerDay', { day: showDay(day, language) })}
            </Button>
          ))}
        </div>
      </div>
      <NativeSelect
        id={elementOf('deposit.lang')}
        label={t('source.lang')}
        value={deposit.lang}
        error={errorAt('lang')}
        data={[
          { value: 'fr', label: t('french') },
          { value: 'en', label: t('english') },
        ]}
        onChange={(event) => set({ lang: event.currentTarget.value as Language })}
      />
    </div>
  );
}
