import { Button, Group } from '@mantine/core';
import { useEffect, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../../words/index.js';
import { FormContext, type Form } from '../fields/form.js';
import { Effect } from '../rehearsing/effect.js';
import { LINES } from '../source/lines-list.js';
import { SourcePane } from '../source/source-pane.js';
import type { FormState } from './use-form-state.js';
import { focusOn, Wrong } from './wrong.js';

/** Recorded, and left; recorded, and the next fact of the same source begun; or that begun, and this one put into the basket. */
export type Way = 'HERE' | 'NEXT' | 'BASKET';

interface Props {
  readonly form: Omit<Form, 'set' | 'errorsAt'>;
  readonly state: FormState;
  readonly title: string;
  /** The names that its text has, and what is done with them. */
  readonly source: Omit<ComponentProps<typeof SourcePane>, 'errors'>;
  readonly onSend: (way: Way) => void;
  readonly mayGoOn?: boolean;
  readonly children: ReactNode;
}

/** What every form of recording has: the source on one side, what it proves on the other, what would come of it, and the way to send it. */
export function FormFrame({ form, state, title, source, onSend, mayGoOn = false, children }: Props) {
  const { t } = useWords('recording');
  const { draft, sending } = form;
  const send = (way: Way) => {
    if (sending) return;
    state.tryIt();
    const [stopping] = state.problems;
    if (stopping) requestAnimationFrame(() => focusOn(stopping.path));
    else onSend(way);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send(mayGoOn && event.shiftKey ? 'NEXT' : 'HERE');
    }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const list = document.getElementById(LINES);
      if (list && !list.contains(document.activeElement)) {
        event.preventDefault();
        list.focus();
      }
    }
  };
  return (
    <FormContext value={{ ...form, set: state.set, errorsAt: state.errorsAt }}>
      <form onKeyDown={onKey} onSubmit={(event) => event.preventDefault()} aria-busy={sending} noValidate>
        <fieldset className="record-form" disabled={sending}>
          <SourcePane {...source} errors={state.errorsAt('evidence')} />
          <section aria-labelledby="fact-title" className="record-pane">
            <h2 id="fact-title">{title}</h2>
            {children}
            <h3>{t('rehearsal.title')}</h3>
            <Wrong wrong={state.wrong} command={draft.command} />
            <Effect {...state} />
            <Group mt="md">
              <Button
                onClick={() => send('HERE')}
                loading={sending}
                loaderProps={{ 'aria-label': t('sending') }}
              >
                {t('record')} <kbd>Ctrl ↵</kbd>
              </Button>
              {mayGoOn && (
                <>
                  <Button variant="default" onClick={() => send('NEXT')}>
                    {t('recordAndNext')} <kbd>Ctrl ⇧ ↵</kbd>
                  </Button>
                  {draft.source && (
                    <Button variant="default" onClick={() => send('BASKET')}>
                      {t('basket.put')}
                    </Button>
                  )}
                </>
              )}
            </Group>
          </section>
        </fieldset>
      </form>
    </FormContext>
  );
}

/** A refusal of what was sent puts the focus on the first field that is at fault. */
export function useFocusOnRefusal(refused: boolean, path: string | undefined): void {
  useEffect(() => {
    if (refused && path !== undefined) focusOn(path);
    // Only when the answer comes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [refused]);
}
