import { Button, NativeSelect, TextInput } from '@mantine/core';
import { readDay } from '../../days/read-day.js';
import { showDay } from '../../days/show-day.js';
import { useLanguage, useWords } from '../../words/index.js';
import type { Language } from '../../words/language.js';
import type { SourceInHand } from '../drafts/draft.js';
import { useForm } from '../fields/form.js';
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
  const { change, today } = useForm();
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
  const offers = daysToOffer(lines, today).filter((day) => readDay(deposit.publishedOn) !== day);
  return (
    <div className="fields-inline">
      <NativeSelect
        label={t('source.kind')}
        value={deposit.kind}
        data={KINDS.map((kind) => ({ value: kind, label: t(`source.kinds.${kind}`) }))}
        onChange={(event) => set({ kind: event.currentTarget.value })}
      />
      <TextInput
        label={t('source.issuer')}
        value={deposit.issuer}
        autoComplete="off"
        onChange={(event) => set({ issuer: event.currentTarget.value })}
      />
      <div>
        <TextInput
          id="field-publishedOn"
          label={t('source.publishedOn')}
          value={deposit.publishedOn}
          autoComplete="off"
          placeholder={t('dayExample')}
          error={
            deposit.publishedOn.trim() !== '' && readDay(deposit.publishedOn) === null
              ? t('problem.NOT_A_DAY')
              : undefined
          }
          onChange={(event) => set({ publishedOn: event.currentTarget.value })}
        />
        <div className="chips">
          {offers.map((day) => (
            <Button key={day} size="compact-sm" variant="default" onClick={() => set({ publishedOn: day })}>
              {t('source.offerDay', { day: showDay(day, language) })}
            </Button>
          ))}
        </div>
      </div>
      <NativeSelect
        label={t('source.lang')}
        value={deposit.lang}
        data={[
          { value: 'fr', label: t('french') },
          { value: 'en', label: t('english') },
        ]}
        onChange={(event) => set({ lang: event.currentTarget.value as Language })}
      />
    </div>
  );
}
