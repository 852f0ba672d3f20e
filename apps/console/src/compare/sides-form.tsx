import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Dates } from '../as-of/dates.js';
import { readDay } from '../days/read-day.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useSession } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Compared } from './compare-question.js';
import type { Sides } from './differences.js';

/** The two answers to compare: for each, its day, and as known when. */
export function SidesForm({
  sides,
  moments,
  go,
}: {
  readonly sides: Sides;
  readonly moments: Compared['moments'];
  readonly go: (sides: Sides) => void;
}) {
  const { t } = useWords('compare');
  const [a, setA] = useState(() => typedOf(sides.a));
  const [b, setB] = useState(() => typedOf(sides.b));
  const [wrong, setWrong] = useState<readonly ('a' | 'b')[]>([]);
  const show = (event: FormEvent) => {
    event.preventDefault();
    const [one, other] = [datesOf(a, sides.a), datesOf(b, sides.b)];
    setWrong([...(one ? [] : (['a'] as const)), ...(other ? [] : (['b'] as const))]);
    if (one && other) go({ a: one, b: other });
  };
  return (
    <form onSubmit={show} className="sides no-print" aria-label={t('form')}>
      <Side
        name={t('sideA')}
        dates={sides.a}
        typed={a}
        change={setA}
        moments={moments}
        wrong={wrong.includes('a')}
      />
      <Side
        name={t('sideB')}
        dates={sides.b}
        typed={b}
        change={setB}
        moments={moments}
        wrong={wrong.includes('b')}
      />
      <Button type="submit">{t('show')}</Button>
    </form>
  );
}

interface Typed {
  readonly on: string;
  /** A position or an instant; empty: all that is known. */
  readonly known: string;
}

const typedOf = ({ on = '', at, known }: Dates): Typed => ({ on, known: at ?? known ?? '' });

/** The dates that were typed; null where the day is none. */
function datesOf({ on, known }: Typed, before: Dates): Dates | null {
  const day = on.trim() === '' ? undefined : readDay(on);
  if (day === null) return null;
  if (known === '') return { on: day };
  return known === before.known ? { on: day, known } : { on: day, at: known };
}

function Side({
  name,
  dates,
  typed,
  change,
  moments,
  wrong,
}: {
  readonly name: string;
  readonly dates: Dates;
  readonly typed: Typed;
  readonly change: (typed: Typed) => void;
  readonly moments: Compared['moments'];
  readonly wrong: boolean;
}) {
  const { t } = useWords('compare');
  const language = useLanguage();
  const { ledger, today } = useSession();
  const known = moments.map(({ position, recordedAt }) => ({
    value: position,
    label: showInstant(recordedAt, language, ledger.timeZone),
  }));
  const other = typed.known !== '' && known.every(({ value }) => value !== typed.known);
  const otherLabel =
    typed.known === dates.known
      ? showInstant(typed.known, language, ledger.timeZone)
      : t('atPosition', { position: typed.known });
  return (
    <fieldset>
      <legend>{name}</legend>
      <Group align="flex-start" gap="xs">
        <TextInput
          label={t('on')}
          placeholder={showDay(today, language)}
          value={typed.on}
          error={wrong && t('notADay')}
          onChange={(event) => change({ ...typed, on: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('known')}
          value={typed.known}
          data={[
            { value: '', label: t('all') },
            ...known.toReversed(),
            ...(other ? [{ value: typed.known, label: otherLabel }] : []),
          ]}
          onChange={(event) => change({ ...typed, known: event.currentTarget.value })}
        />
      </Group>
    </fieldset>
  );
}
