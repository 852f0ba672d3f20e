import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { addDays, type Day } from '@entente/domain';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { isPresentOrLater } from '../days/instants.js';
import { readDay } from '../days/read-day.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useSession } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import { DaySlider } from './day-slider.js';
import { rangeAround } from './slider-range.js';
import { dayBeside, type Changes } from './changes.js';
import { isSame, useGo, type Dates } from './dates.js';
import { useKnownInWords } from './in-words.js';
import type { LinkKind } from './links.js';
import { readKnown } from './read-known.js';
import { thenBeside } from './steps.js';
import { useSteps } from './use-steps.js';

export interface DatesFormProps {
  /** Whether it begins with the focus. */
  readonly focused: boolean;
  readonly dates: Dates;
  readonly onCopy: (kind: LinkKind) => void;
  readonly onClose: () => void;
}

type Step = 1 | -1;

/** What a step did not find. */
type Nothing = 'noChangeBefore' | 'noChangeAfter' | 'nothingKnownBefore' | 'nothingLearnedSince';

/**
 * The form with both dates. What is typed stays as it was typed; nothing is asked of the ledger until it is a day. Where the
 * page knows when its answer changes, the form steps to these days and lists the moments at which the ledger learned of it;
 * elsewhere it lists the days on which the ledger learned anything.
 */
export function DatesForm({ focused, dates, onCopy, onClose }: DatesFormProps) {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, today } = useSession();
  const go = useGo();
  const changes = useSteps(dates);
  const [on, setOn] = useState(dates.on ?? '');
  const inWords = useKnownInWords(dates) ?? '';
  // What the field began with, also where the language changes meanwhile.
  const [shown, setShown] = useState(inWords);
  const [known, setKnown] = useState(shown);
  const knownField = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<{ on?: string; known?: string }>({});
  const [nothing, setNothing] = useState<Nothing>();
  // Other dates begin the fields anew; the focus stays where it is.
  const [shownFor, setShownFor] = useState(dates);
  if (!isSame(dates, shownFor)) {
    setShownFor(dates);
    setOn(dates.on ?? '');
    setShown(inWords);
    setKnown(inWords);
    setProblem({});
    setNothing(undefined);
  }
  // The ledger has said when its position was.
  if (inWords !== shown && known === shown) {
    setShown(inWords);
    setKnown(inWords);
  }
  const goTo = (
    dayOf: (day: Day | undefined) => Day | undefined | null,
    then = readKnown(known, shown, dates, ledger.timeZone),
  ) => {
    const day = on.trim() === '' ? undefined : readDay(on);
    const future = then?.known !== undefined && isPresentOrLater(then.known);
    setNothing(undefined);
    setProblem({
      ...(day === null && { on: t('asOf.notADay') }),
      ...(then === null && { known: t('asOf.notADay') }),
      ...(future && { known: t('asOf.notPast') }),
    });
    if (day === null || then === null || future) return;
    const to = dayOf(day);
    if (to !== null) go({ ...then, on: to });
  };
  const show = (event: FormEvent) => {
    event.preventDefault();
    goTo((day) => day);
  };
  const stepsByChange = changes !== null && changes.days.length > 0;
  const stepDay = (step: Step, byDay: boolean) =>
    goTo((day = today) => {
      if (byDay || !stepsByChange) return addDays(day, step);
      const beside = dayBeside(changes.days, day, step);
      if (beside === undefined) setNothing(step < 0 ? 'noChangeBefore' : 'noChangeAfter');
      return beside ?? null;
    });
  const stepMoment = (step: Step) => {
    const beside = changes === null ? undefined : thenBeside(changes, step, dates);
    if (beside) goTo((day) => day, beside);
    else setNothing(step < 0 ? 'nothingKnownBefore' : 'nothingLearnedSince');
  };
  const forget = () => {
    setKnown('');
    knownField.current?.focus();
  };
  return (
    <form className="as-of-form no-print" onSubmit={show}>
      <Group align="flex-end" gap="xs">
        <Stepped
          before={t(stepsByChange ? 'asOf.changeBefore' : 'asOf.dayBefore')}
          after={t(stepsByChange ? 'asOf.changeAfter' : 'asOf.dayAfter')}
          step={stepDay}
        >
          <TextInput
            label={t('asOf.on')}
            description={t('asOf.onHelp')}
            placeholder={showDay(today, language)}
            autoFocus={focused}
            value={on}
            error={problem.on}
            onChange={(event) => setOn(event.currentTarget.value)}
            className="wide-field"
          />
        </Stepped>
        <DaySlider
          day={dates.on ?? today}
          {...rangeAround(today, [dates.on ?? today, ...(changes?.days ?? [])])}
          onDay={(day) => go({ ...dates, on: day })}
        />
        <TextInput
          label={t('asOf.knownAs')}
          description={t('asOf.knownHelp')}
          ref={knownField}
          placeholder={t('asOf.allKnown')}
          value={known}
          error={problem.known}
          onChange={(event) => setKnown(event.currentTarget.value)}
          className="wide-field"
        />
        {known !== '' && (
          <Button variant="subtle" onClick={forget}>
            {t('asOf.forget')}
          </Button>
        )}
        {changes !== null && changes.moments.length > 0 && (
          <Stepped before={t('asOf.momentBefore')} after={t('asOf.momentAfter')} step={stepMoment}>
            <Moments dates={dates} changes={changes} choose={(then) => goTo((day) => day, then)} />
          </Stepped>
        )}
        <Button type="submit">{t('asOf.show')}</Button>
        <Button variant="default" title={t('asOf.copyFixedHelp')} onClick={() => onCopy('fixed')}>
          {t('asOf.copyFixed')}
        </Button>
        <Button variant="default" title={t('asOf.copyLivingHelp')} onClick={() => onCopy('living')}>
          {t('asOf.copyLiving')}
        </Button>
        <Button variant="default" className="narrow-only" onClick={onClose}>
          {t('asOf.close')}
        </Button>
      </Group>
      <p role="status">{nothing && t(`asOf.${nothing}`)}</p>
      <p className="lead">{t('asOf.zone', { zone: ledger.timeZone })}</p>
    </form>
  );
}

/** A field with two arrows: to what is before, and to what is after. */
function Stepped({
  before,
  after,
  step,
  children,
}: {
  readonly before: string;
  readonly after: string;
  /** With Shift held down: by one day. */
  readonly step: (step: Step, shift: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="stepped">
      {children}
      {([-1, 1] as const).map((by) => (
        <Button
          key={by}
          variant="default"
          aria-label={by < 0 ? before : after}
          title={by < 0 ? before : after}
          onClick={(event) => step(by, event.shiftKey)}
        >
          {by < 0 ? '◀' : '▶'}
        </Button>
      ))}
    </div>
  );
}

/** The moments at which something of the page was recorded, the newest first. To choose one goes there. */
function Moments({
  dates: { known, at },
  changes: { moments },
  choose,
}: {
  readonly dates: Dates;
  readonly changes: Changes;
  readonly choose: (then: Pick<Dates, 'known' | 'at'>) => void;
}) {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger } = useSession();
  const inWords = useKnownInWords({ known, at });
  const here = at ?? known ?? '';
  const listed = moments.toReversed().map(({ position, recordedAt, facts }) => {
    const when = showInstant(recordedAt, language, ledger.timeZone);
    return { value: position, label: facts > 0 ? `${when} · ${t('asOf.facts', { count: facts })}` : when };
  });
  const other = here !== '' && listed.every(({ value }) => value !== here);
  return (
    <NativeSelect
      label={t('asOf.moments')}
      value={here}
      data={[
        { value: '', label: t('asOf.allKnown') },
        // A moment that was typed, between two of these.
        ...(other && inWords !== undefined ? [{ value: here, label: inWords }] : []),
        ...listed,
      ]}
      onChange={({ currentTarget: { value } }) => choose(value === '' ? {} : { at: value })}
      className="wide-field"
    />
  );
}
