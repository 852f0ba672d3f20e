import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import type { Basis, Day } from '@entente/domain';
import { useSession } from '../session/viewer.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import { basisOf, readEntry, type DateEntry, type ReadEntry } from './date-entry.js';
import { dateSentence, possibleSentence } from './date-sentence.js';
import { DATE_MODES, type DateMode } from './read-typed-date.js';
import { relativeTo } from './relative-days.js';
import { showDay } from './show-day.js';

const CHOSEN_BASES = ['STATED', 'COMPUTED', 'INFERRED', 'PRESUMED'] as const;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: DateEntry;
  readonly onChange: (entry: DateEntry) => void;
  readonly required?: boolean;
  /** It is the day of an act, which cannot be after today. */
  readonly act?: boolean;
  /** The day of the source, from which other days are named. */
  readonly sourceDay?: Day | undefined;
  readonly errors?: readonly string[];
  /** Something else to do where the act has not happened yet. */
  readonly toCome?: React.ReactNode;
}

/**
 * A day as it is known. What is typed is never rewritten; below it stands what was understood, by the domain’s own reading. The
 * way of knowing and the text understand each other: an expert never leaves the field.
 */
export function UncertainDateInput(props: Props) {
  const { id, label, value, onChange, required = false, act = false, sourceDay, errors = [], toCome } = props;
  const { t } = useWords('recording');
  const { today } = useSession();
  const read = readEntry(value, today);
  const set = (part: Partial<DateEntry>) => onChange({ ...value, ...part });
  useDescribedBy(id, `${id}-read`);
  const error = [...errors, ...(act && read.kind === 'DATE' && read.toCome ? [t('date.toCome')] : [])];
  return (
    <fieldset className="uncertain-date" id={`${id}-group`}>
      <legend>{label}</legend>
      <div className="fields-inline">
        <TextInput
          id={id}
          label={t('date.typed')}
          required={required}
          value={value.typed}
          autoComplete="off"
          placeholder={t('date.example')}
          error={error.length > 0 ? error.join(' ') : undefined}
          onChange={(event) => set({ typed: event.currentTarget.value })}
          className="wide-field"
        />
        <NativeSelect
          label={t('date.mode')}
          value={read.mode ?? value.mode ?? 'DAY'}
          data={DATE_MODES.map((mode) => ({ value: mode, label: t(`date.modes.${mode}`) }))}
          onChange={(event) => onChange(withMode(value, event.currentTarget.value as DateMode))}
        />
        <NativeSelect
          label={t('date.basis')}
          value={value.basis ?? (read.mode ? basisOf(read.mode) : 'STATED')}
          data={CHOSEN_BASES.map((basis) => ({ value: basis, label: t(`date.bases.${basis}`) }))}
          onChange={(event) => set({ basis: event.currentTarget.value as Basis })}
        />
      </div>
      {sourceDay !== undefined && <Relative sourceDay={sourceDay} onChange={onChange} />}
      <ReadBack id={`${id}-read`} read={read} act={act} onDay={(day) => set({ typed: day })} />
      {act && read.kind === 'DATE' && read.toCome && toCome}
      {(read.mode === 'ABOUT' || value.earliest !== undefined || value.latest !== undefined) && (
        <Margin id={id} value={value} set={set} read={read} />
      )}
      <details>
        <summary>{t('date.more')}</summary>
        <div className="fields-inline">
          <TextInput
            label={t('date.point')}
            description={t('date.pointHelp')}
            value={value.point ?? ''}
            error={read.kind === 'WRONG' && read.member === 'point' ? t('date.wrongPoint') : undefined}
            onChange={(event) => set({ point: event.currentTarget.value })}
          />
          <TextInput
            label={t('date.note')}
            description={t('date.noteHelp')}
            value={value.note ?? ''}
            onChange={(event) => set({ note: event.currentTarget.value })}
            className="wide-field"
          />
        </div>
      </details>
    </fieldset>
  );
}

/** Ties a field to what was understood of it, too: Mantine ties it to its own error alone. */
function useDescribedBy(id: string, by: string): void {
  useEffect(() => {
    const field = document.getElementById(id);
    const described = field?.getAttribute('aria-describedby')?.split(' ') ?? [];
    if (!described.includes(by)) field?.setAttribute('aria-describedby', [...described, by].join(' '));
  });
}

/** The mode chosen beside the text: of a text that says one itself, only the bare day is left to it. */
function withMode(value: DateEntry, mode: DateMode): DateEntry {
  return { ...value, mode, ...(mode === 'UNKNOWN' && { typed: '' }) };
}

/** Days named from that of the source. */
function Relative({
  sourceDay,
  onChange,
}: {
  readonly sourceDay: Day;
  readonly onChange: Props['onChange'];
}) {
  const { t } = useWords('recording');
  const language = useLanguage();
  return (
    <div
      role="group"
      aria-label={t('date.fromSource', { day: showDay(sourceDay, language) })}
      className="chips"
    >
      <span className="quiet">{t('date.fromSource', { day: showDay(sourceDay, language) })}</span>
      {relativeTo(sourceDay).map(({ name, entry }) => (
        <Button key={name} size="compact-sm" variant="default" onClick={() => onChange(entry)}>
          {t(`date.chips.${name}`)}
        </Button>
      ))}
    </div>
  );
}

/** What was understood, or what is still missing. */
function ReadBack({
  id,
  read,
  act,
  onDay,
}: {
  readonly id: string;
  readonly read: ReadEntry;
  readonly act: boolean;
  readonly onDay: (day: Day) => void;
}) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const typo = useTypo();
  const { today } = useSession();
  if (read.kind === 'ASK')
    return (
      <div id={id} role="status" className="read-back">
        <p>{t('date.ask')}</p>
        <div className="chips">
          {read.days.map((day) => (
            <Button key={day} size="compact-sm" onClick={() => onDay(day)}>
              {showDay(day, language)}
            </Button>
          ))}
        </div>
      </div>
    );
  if (read.kind !== 'DATE')
    return (
      <p id={id} role="status" className="read-back">
        {read.kind === 'EMPTY' ? '' : t(`date.${read.kind === 'WRONG' ? 'wrong' : read.kind}`)}
      </p>
    );
  const possible = possibleSentence(read, language, { act, today });
  return (
    <p id={id} role="status" className="read-back">
      {typo(dateSentence(read, language, { act }))} <code>{read.input.edtf}</code>
      {possible && <small>{typo(possible)}</small>}
    </p>
  );
}

/** How far “about” may be off: both days are needed, else the ledger would take it for certain. */
function Margin({
  id,
  value,
  set,
  read,
}: {
  readonly id: string;
  readonly value: DateEntry;
  readonly set: (part: Partial<DateEntry>) => void;
  readonly read: ReadEntry;
}) {
  const { t } = useWords('recording');
  return (
    <div role="group" aria-label={t('date.margin')} className="fields-inline">
      {(['earliest', 'latest'] as const).map((member) => (
        <TextInput
          key={member}
          id={`${id}-${member}`}
          label={t(`date.${member}`)}
          value={value[member] ?? ''}
          autoComplete="off"
          error={read.kind === 'WRONG' && read.member === member ? t('date.wrongBound') : undefined}
          onChange={(event) => set({ [member]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
