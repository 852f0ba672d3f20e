import { useEffect, useRef, useState, type ComponentType } from 'react';
import type { DialogProps } from '../finding/dialog.js';
import { useWords } from '../words/index.js';
import { useShortcut } from './shortcut.js';

type Dialog = ComponentType<DialogProps>;

/** A dialog that comes with the first time that it is opened. Where it cannot be loaded, the next time asks for it again. */
function useDialog(load: () => Promise<Dialog>): {
  readonly shown: React.ReactNode;
  readonly open: () => void;
} {
  const [{ Loaded }, setLoaded] = useState<{ readonly Loaded?: Dialog }>({});
  const [opened, setOpened] = useState(false);
  const typed = useTyped(opened, Loaded !== undefined);
  // The dialog takes the focus before it could see where it was.
  const before = useRef<Element>(null);
  useEffect(() => {
    if (!opened && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }, [opened]);
  const open = () => {
    before.current = document.activeElement;
    setOpened(true);
    if (!Loaded)
      void load().then(
        (dialog) => setLoaded({ Loaded: dialog }),
        () => setOpened(false),
      );
  };
  return {
    shown: Loaded && <Loaded opened={opened} onClose={() => setOpened(false)} typed={typed} />,
    open,
  };
}

/** Letters typed while a dialog is still loading: they are for the dialog, and no shortcut. */
function useTyped(opened: boolean, stands: boolean): string {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (!opened) setTyped('');
    if (!opened || stands) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      setTyped((before) => before + event.key);
    };
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [opened, stands]);
  return typed;
}

/** The way to the search box: it looks like the field that it opens. The keys are `/` and, in fields too, Ctrl K. */
export function Search() {
  const { t } = useWords('frame');
  const { shown, open } = useDialog(async () => (await import('../finding/search-dialog.js')).SearchDialog);
  useShortcut('/', open);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      // Not over what is over the page already.
      if (!document.querySelector('[role="dialog"]')) open();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <>
      <button type="button" className="search-button" aria-keyshortcuts="/ Control+K" onClick={open}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="sign">
          <path d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM10.6 10.6 14 14" />
        </svg>
        <span className="search-word">{t('search')}</span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      {shown}
    </>
  );
}

/** The way to the list of the keys. The key is `?`. */
export function Keys() {
  const { t } = useWords('frame');
  const { shown, open } = useDialog(async () => (await import('../finding/keys-dialog.js')).KeysDialog);
  useShortcut('?', open);
  return (
    <>
      <button
        type="button"
        className="icon-button keys-button"
        aria-label={t('keys')}
        title={t('keys')}
        aria-keyshortcuts="?"
        onClick={open}
      >
        <span aria-hidden="true">?</span>
      </button>
      {shown}
    </>
  );
}
