import { Button, Group, TextInput } from '@mantine/core';
import { addDays } from '@entente/domain';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { isPresentOrLater, readMoment } from '../days/instants.js';
import { readDay } from '../days/read-day.js';
import { showDay, showInstant } from '../days/show-day.js';
import { useSession } from '../session/viewer.js';
import { useLanguage, useWords } from '../words/index.js';
import { CompareLink } from './compare-link.js';
import { useDates, type Dates } from './dates.js';

/** For which day the page is, and as known when. One quiet line for the present; a band across the page for anything else. */
export function AsOfBar() {
  const { t } = useWords('frame');
  const dates = useDates();
  const present = isPresent(dates);
  const [open, setOpen] = useState(false);
  const go = useGo();
  const sentence = useSentence(dates);
  return (
    <section aria-label={t('asOf.title')} className={present ? 'as-of' : 'as-of elsewhere'}>
      <div className="as-of-line">
        <p role="status">{sentence}</p>
        <Group gap="xs" className="no-print">
          <CompareLink dates={dates} />
          {!present && (
            <Button size="compact-sm" onClick={() => go({})}>
              {t('asOf.back')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('asOf.close') : t('asOf.change')}
          </Button>
        </Group>
      </div>
      {open && <DatesForm key={JSON.stringify(dates)} dates={dates} />}
    </section>
  );
}

/** The form with both dates. What is typed stays as it was typed; nothing is asked of the ledger until it is a day. */
function DatesForm({ dates }: { readonly dates: Dates }) {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, today, position } = useSession();
  const go = useGo();
  const [on, setOn] = useState(dates.on ?? '');
  const [known, setKnown] = useState(
    dates.known === undefined ? '' : showInstant(dates.known, language, ledger.timeZone),
  );
  const [problem, setProblem] = useState<{ on?: string; known?: string }>({});
  const [copied, setCopied] = useState(false);
  const show = (event: FormEvent) => {
    event.preventDefault();
    const day = on.trim() === '' ? undefined : readDay(on);
    const moment = known.trim() === '' ? undefined : readMoment(known, ledger.timeZone);
    const future = typeof moment === 'string' && isPresentOrLater(moment);
    const found = {
      ...(day === null && { on: t('asOf.notADay') }),
      ...(moment === null && { known: t('asOf.notADay') }),
      ...(future && { known: t('asOf.notPast') }),
    };
    setProblem(found);
    if (Object.keys(found).length > 0 || day === null || moment === null) return;
    go({ on: day, known: moment, ...(moment === undefined && { at: dates.at }) });
  };
  const step = (days: number) => {
    const from = readDay(on) ?? dates.on ?? today;
    if (from) go({ ...dates, on: addDays(from, days) });
  };
  const copy = async () => {
    const link = new URL(location.href);
    link.searchParams.set('on', dates.on ?? today);
    if (dates.known === undefined) link.searchParams.set('at', dates.at ?? position);
    link.searchParams.set('lang', language);
    await navigator.clipboard.writeText(link.href);
    setCopied(true);
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
          placeholder={today && showDay(today, language)}
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
          placeholder={t('asOf.allKnown')}
          value={known}
          error={problem.known}
          onChange={(event) => setKnown(event.currentTarget.value)}
          className="wide-field"
        />
        <Button type="submit">{t('asOf.show')}</Button>
        <Button variant="default" onClick={() => void copy()}>
          {copied ? t('asOf.copied') : t('asOf.copyFixed')}
        </Button>
      </Group>
      <p className="lead">{t('asOf.zone', { zone: ledger.timeZone })}</p>
    </form>
  );
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

/** The two dates in a sentence. */
export function useSentence({ on, known, at }: Dates): string {
  const { t } = useWords('frame');
  const language = useLanguage();
  const { ledger, today } = useSession();
  const day = showDay(on ?? today, language);
  const then = known !== undefined || at !== undefined;
  const moment =
    at === undefined
      ? known && t('asOf.theDay', { day: showInstant(known, language, ledger.timeZone) })
      : t('asOf.atPosition', { position: at });
  const theDay = t('asOf.theDay', { day });
  if (on === undefined || on === today)
    return then ? t('asOf.known', { day, moment }) : t('asOf.today', { day });
  if (then) return t('asOf.both', { day: theDay, moment });
  return on > today ? t('asOf.future', { day: theDay }) : t('asOf.past', { day: theDay });
}
