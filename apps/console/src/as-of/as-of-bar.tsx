import { Button, Group } from '@mantine/core';
import { useRef, useState, type ComponentType } from 'react';
import { useWords } from '../words/index.js';
import { useShortcut } from '../frame/shortcut.js';
import { CompareLink } from './compare-link.js';
import type { DatesFormProps } from './dates-form.js';
import { isPresent, useDates, useGo } from './dates.js';
import { useSentence } from './in-words.js';
import { useLinks } from './links.js';
import { useRecordsNow } from './records-now.js';
import { useStepKeys } from './steps.js';

/** The two dates of a page. Recording is always now: its page says so where the one before it is of other dates. */
export function AsOfBar() {
  const recordsNow = useRecordsNow();
  return recordsNow ? <RecordsNow /> : <OfThePage />;
}

function RecordsNow() {
  const { t } = useWords('frame');
  const today = useSentence({});
  return (
    <section aria-label={t('asOf.title')} className="as-of">
      <p role="status">{isPresent(useDates()) ? today : t('asOf.recordsNow')}</p>
    </section>
  );
}

/** For which day the page is, and as known when. One quiet line for the present; a band across the page for anything else. */
function OfThePage() {
  const { t } = useWords(['frame', 'showing']);
  const dates = useDates();
  const present = isPresent(dates);
  const { open, toggle, Form } = useForm();
  const go = useGo();
  const sentence = useSentence(dates);
  const [copied, copy] = useLinks(dates);
  const opens = useRef<HTMLButtonElement>(null);
  const back = () => {
    go({});
    // The button that was pressed goes away.
    opens.current?.focus();
  };
  useShortcut('d', toggle);
  useShortcut('t', () => go({}));
  useShortcut('y', () => copy('fixed'));
  useStepKeys(dates);
  return (
    <section aria-label={t('asOf.title')} className={present ? 'as-of' : 'as-of elsewhere'}>
      <div className="as-of-line">
        <p role="status">{sentence}</p>
        <Group gap="xs" className="no-print">
          <span role="status" className="quiet">
            {copied?.well && t(copied.kind === 'fixed' ? 'asOf.copied' : 'asOf.copiedLiving')}
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
          <Button ref={opens} size="compact-sm" variant="default" aria-expanded={open} onClick={toggle}>
            {open ? t('asOf.close') : t('asOf.change')}
          </Button>
        </Group>
      </div>
      {open && Form && <Form dates={dates} onCopy={copy} />}
    </section>
  );
}

/** The form with both dates comes with the first time that it is opened. Where it cannot be loaded, the next time asks for it again. */
function useForm(): {
  readonly open: boolean;
  readonly toggle: () => void;
  readonly Form?: ComponentType<DatesFormProps>;
} {
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<{ readonly Form?: ComponentType<DatesFormProps> }>({});
  const toggle = () => {
    setOpen(!open);
    if (open || loaded.Form) return;
    void import('./dates-form.js').then(
      ({ DatesForm }) => setLoaded({ Form: DatesForm }),
      () => setOpen(false),
    );
  };
  return { open, toggle, ...loaded };
}
