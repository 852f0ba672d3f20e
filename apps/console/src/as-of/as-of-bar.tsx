import { Button, Group, TextInput } from '@mantine/core';
import { addDays, type Day } from '@entente/domain';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { isPresentOrLater } from '../days/instants.js';
import { readDay } from '../days/read-day.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useLedger, useSession } from '../session/viewer.js';
import { copyText } from '../showing/copy-text.js';
import { useLanguage, useWords } from '../words/index.js';
import { useShortcut } from '../frame/shortcut.js';
import { CompareLink } from './compare-link.js';
import { useDates, type Dates } from './dates.js';
import { readKnown } from './read-known.js';

/** For which day the page is, and as known when. One quiet line for the present; a band across the page for anything else. */
export function AsOfBar() {
  const { t } = useWords(['frame', 'showing']);
  const dates = useDates();
  const present = isPresent(dates);
  const [open, setOpen] = useState(false);
  const go = useGo();
  const sentence = useSentence(dates);
  const [copied, copy] = useFixedLink(dates);
  const opens = useRef<HTMLButtonElement>(null);
  const back = () => {
    go({});
    // The button that was pressed goes away.
    opens.current?.focus();
  };
  useShortcut('d', () => setOpen(!open));
  useShortcut('t', () => go({}));
  useShortcut('y', copy);
  return (
    <section aria-label={t('asOf.title')} className={present ? 'as-of' : 'as-of elsewhere'}>
      <div className="as-of-line">
        <p role="status">{sentence}</p>
        <Group gap="xs" className="no-print">
          <span role="status" className="quiet">
            {copied?.well && t('asOf.copied')}
            {copied?.well === false && (
              <>
                {t('showing:copyByHand')} <code className="hash">{copied.link}</code>
              </>
            )}
          </span>
          <CompareLink dates={dates} />
          {!present && (
            <Button size="compact-sm" onClick={back}>
              {t('asOf.back')}
            </Button>
          )}
          <Button
            ref={opens}
            size="compact-sm"
            variant="default"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? t('asOf.close') : t('asOf.change')}
          </Button>
        </Group>
      </div>
      {open && <DatesForm dates={dates} onCopy={copy} />}
    </section>
  );
}

/** The form with both dates. What is typed stays as it was typed; nothing is asked of the ledger until it is a day. */
function DatesForm({ dates, onCopy }: { readonly dates: Dates; readonly onCopy: () => void }) {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, today } = useSession();
  const go = useGo();
  const [on, setOn] = useState(dates.on ?? '');
  const inWords = useKnownInWords(dates) ?? '';
  // What the field began with, also where the language changes meanwhile.
  const [shown, setShown] = useState(inWords);
  const [known, setKnown] = useState(shown);
  const knownField = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<{ on?: string; known?: string }>({});
  // Other dates begin the fields anew; the focus stays where it is.
  const [shownFor, setShownFor] = useState(dates);
  if (!isSame(dates, shownFor)) {
    setShownFor(dates);
    setOn(dates.on ?? '');
    setShown(inWords);
    setKnown(inWords);
    setProblem({});
  }
  const goTo = (dayOf: (day: Day | undefined) => Day | undefined) => {
    const day = on.trim() === '' ? undefined : readDay(on);
    const then = readKnown(known, shown, dates, ledger.timeZone);
    const future = then?.known !== undefined && isPresentOrLater(then.known);
    setProblem({
      ...(day === null && { on: t('asOf.notADay') }),
      ...(then === null && { known: t('asOf.notADay') }),
      ...(future && { known: t('asOf.notPast') }),
    });
    if (day !== null && then !== null && !future) go({ ...then, on: dayOf(day) });
  };
  const show = (event: FormEvent) => {
    event.preventDefault();
    goTo((day) => day);
  };
  const step = (days: number) => goTo((day = today) => addDays(day, days));
  const forget = () => {
    setKnown('');
    knownField.current?.focus();
  };
  return (
    <form className="as-of-form no-print" onSubmit={show}>
      <Group align="flex-end" gap="xs">
        <Button
          variant="default"
          aria-label={t('asOf.dayBefore')}
          title={t('asOf.dayBefore')}
          onClick={() => step(-1)}
        >
          ◀
        </Button>
        <TextInput
          label={t('asOf.on')}
          description={t('asOf.onHelp')}
          placeholder={showDay(today, language)}
          value={on}
          error={problem.on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Button
          variant="default"
          aria-label={t('asOf.dayAfter')}
          title={t('asOf.dayAfter')}
          onClick={() => step(1)}
        >
          ▶
        </Button>
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
        <Button type="submit">{t('asOf.show')}</Button>
        <Button variant="default" onClick={onCopy}>
          {t('asOf.copyFixed')}
        </Button>
      </Group>
      <p className="lead">{t('asOf.zone', { zone: ledger.timeZone })}</p>
    </form>
  );
}

/** A link that was to be copied, and whether the browser did. */
interface Copied {
  readonly link: string;
  readonly well: boolean;
}

/** What became of the link that answers for these dates for ever, and what copies it. */
function useFixedLink(dates: Dates): readonly [Copied | undefined, () => void] {
  const language = useLanguage();
  const { today, position } = useSession();
  const [done, setDone] = useState<Copied & { readonly of: string }>();
  const copy = () => {
    const link = new URL(location.href);
    link.searchParams.set('on', dates.on ?? today);
    if (dates.known === undefined) link.searchParams.set('at', dates.at ?? position);
    link.searchParams.set('lang', language);
    const of = location.href;
    void copyText(link.href).then((well) => setDone({ of, link: link.href, well }));
  };
  return [done?.of === location.href ? done : undefined, copy];
}

function isSame(one: Dates, other: Dates): boolean {
  return one.on === other.on && one.known === other.known && one.at === other.at;
}

function isPresent({ on, known, at }: Dates): boolean {
  return on === undefined && known === undefined && at === undefined;
}

/** Goes to the same page with other dates. */
export function useGo(): (dates: Dates) => void {
  const navigate = useNavigate();
  return ({ on, known, at }) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, on, known: at === undefined ? known : undefined, at }),
    });
}

/** As known when, in words; nothing where it is all that the ledger knows. */
function useKnownInWords({ known, at }: Dates): string | undefined {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { timeZone } = useLedger();
  if (at !== undefined) return t('asOf.atPosition', { position: at });
  return known === undefined ? undefined : showInstant(known, language, timeZone);
}

/** The two dates in a sentence. */
export function useSentence(dates: Dates): string {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { today } = useSession();
  const { on, at } = dates;
  const known = useKnownInWords(dates);
  const day = showDay(on ?? today, language);
  const moment = at === undefined ? known && t('asOf.theDay', { day: known }) : known;
  const theDay = t('asOf.theDay', { day });
  if (on === undefined || on === today)
    return moment === undefined ? t('asOf.today', { day }) : t('asOf.known', { day, moment });
  if (moment !== undefined) return t('asOf.both', { day: theDay, moment });
  return on > today ? t('asOf.future', { day: theDay }) : t('asOf.past', { day: theDay });
}
