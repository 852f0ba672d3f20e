import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState, type ComponentType, type RefObject } from 'react';
import { useWords } from '../words/index.js';
import { takesKeys, useShortcut } from '../frame/shortcut.js';
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
  const go = useGo();
  const sentence = useSentence(dates);
  const [copied, copy] = useLinks(dates);
  const bar = useRef<HTMLElement>(null);
  const opens = useRef<HTMLButtonElement>(null);
  const { open, byKey, byButton, close, Form, focused } = useForm(bar, opens);
  const back = () => {
    go({});
    // The button that was pressed goes away.
    opens.current?.focus();
  };
  useShortcut('d', byKey);
  useShortcut('t', () => go({}));
  useShortcut('y', () => copy('fixed'));
  useStepKeys(dates);
  return (
    <section ref={bar} aria-label={t('asOf.title')} className={present ? 'as-of' : 'as-of elsewhere'}>
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
          <Button ref={opens} size="compact-sm" variant="default" aria-expanded={open} onClick={byButton}>
            {open ? t('asOf.close') : t('asOf.change')}
          </Button>
        </Group>
      </div>
      {open && Form && <Form focused={focused} dates={dates} onCopy={copy} onClose={close} />}
    </section>
  );
}

interface Opening {
  readonly open: boolean;
  /** Opens the form, with the focus in it, or closes it. */
  readonly byKey: () => void;
  readonly byButton: () => void;
  readonly close: () => void;
  /** Comes with the first time that it is opened. */
  readonly Form?: ComponentType<DatesFormProps>;
  /** Whether the form takes the focus. */
  readonly focused: boolean;
}

/** Opens and closes the form with both dates. Where it cannot be loaded, the next time asks for it again. */
function useForm(bar: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>): Opening {
  const [open, setOpen] = useState(false);
  const [focused, setFocused] = useState(false);
  const [loaded, setLoaded] = useState<{ readonly Form?: ComponentType<DatesFormProps> }>({});
  // What has the focus again once the form is closed.
  const before = useRef<Element>(null);
  const opening = (from: Element | null, takesFocus: boolean) => {
    before.current = from;
    setFocused(takesFocus);
    setOpen(true);
    if (loaded.Form) return;
    void import('./dates-form.js').then(
      ({ DatesForm }) => setLoaded({ Form: DatesForm }),
      () => setOpen(false),
    );
  };
  const close = () => {
    setOpen(false);
    if (!bar.current?.contains(document.activeElement)) return;
    const { current } = before;
    const back = current instanceof HTMLElement && current !== document.body && current.isConnected;
    (back ? current : button.current)?.focus();
  };
  useEscape(bar, open, close);
  return {
    open,
    byKey: () => (open ? close() : opening(document.activeElement, true)),
    byButton: () => (open ? setOpen(false) : opening(button.current, false)),
    close,
    ...loaded,
    focused,
  };
}

/** Esc closes what is open in a part of the page: from within it, and from where no field nor dialog takes the key. */
function useEscape(part: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (!(event.target instanceof Element)) return;
      if (part.current?.contains(event.target) || !takesKeys(event.target)) close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
