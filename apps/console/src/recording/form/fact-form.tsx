import { Button, Group } from '@mantine/core';
import { useEffect, useMemo, type KeyboardEvent } from 'react';
import type { Refusal } from '../../asking/refusal.js';
import { useSession } from '../../session/viewer.js';
import { useLanguage, useWords } from '../../words/index.js';
import type { Draft } from '../drafts/draft.js';
import { inputOf } from '../drafts/input-of.js';
import { useNames } from '../fields/known-organizations.js';
import { focusField, FormContext, type Form } from '../fields/form.js';
import type { CommandFrame } from '../frames/frame.js';
import { Effect } from '../rehearsing/effect.js';
import { holds, linesOf } from '../source/canonical.js';
import { LINES } from '../source/lines-list.js';
import { namesIn, type NameFound } from '../source/names-in-text.js';
import { SourcePane } from '../source/source-pane.js';
import { CommandChoice } from './command-choice.js';
import { FactFields } from './fact-fields.js';
import { useFormState } from './use-form-state.js';
import { focusOn, Wrong } from './wrong.js';

interface Props {
  readonly draft: Draft;
  readonly frame: CommandFrame;
  readonly change: (make: (draft: Draft) => Draft) => void;
  readonly refused: readonly Refusal[];
  readonly sending: boolean;
  readonly onSend: (input: object, next: boolean) => void;
  readonly register: Form['register'];
  readonly takeInstead: Form['takeInstead'];
}

/** The source on one side, what it proves on the other; all by keyboard. */
export function FactForm(props: Props) {
  const { draft, frame, change, refused, sending, onSend, register, takeInstead } = props;
  const { t } = useWords('recording');
  const language = useLanguage();
  const { today } = useSession();
  const filled = useMemo(
    () => inputOf(frame, draft, { today, language: draft.source?.lang ?? language }),
    [frame, draft, today, language],
  );
  const state = useFormState(draft, frame, filled, change, refused);
  const index = useNames();
  const text = draft.source?.text;
  const names = useMemo(() => (text === undefined ? [] : namesIn(linesOf(text), index)), [text, index]);
  const offers = distinct(
    draft.lines.length === 0 ? [] : names.filter(({ line }) => holds(draft.lines, line)),
  );
  const form: Form = {
    draft,
    today,
    change,
    set: state.set,
    errorsAt: state.errorsAt,
    register,
    takeInstead,
  };
  const onName = (found: NameFound) => {
    change((before) => withName(before, frame, found));
    requestAnimationFrame(() => focusField('occurredOn'));
  };
  const send = (next: boolean) => {
    state.tryIt();
    const [stopping] = filled.problems;
    if (stopping) requestAnimationFrame(() => focusOn(stopping.path));
    else onSend(filled.input, next);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!sending) send(event.shiftKey);
    }
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const list = document.getElementById(LINES);
      if (list && !list.contains(document.activeElement)) {
        event.preventDefault();
        list.focus();
      }
    }
  };
  const goOn = () => focusOn(filled.problems.find(({ path }) => path !== 'evidence')?.path ?? 'occurredOn');
  useFirstFocus(draft, goOn);
  useFocusOnRefusal(refused.length > 0, state.wrong[0]?.path);
  return (
    <FormContext value={form}>
      <form
        className="record-form"
        onKeyDown={onKey}
        onSubmit={(event) => event.preventDefault()}
        aria-busy={sending}
        noValidate
      >
        <SourcePane names={names} onName={onName} onQuoted={goOn} errors={state.errorsAt('evidence')} />
        <section aria-labelledby="fact-title" className="record-pane">
          <h2 id="fact-title">{t('fact')}</h2>
          <CommandChoice
            command={draft.command}
            onChoose={(command) => change((before) => ({ ...before, command, overrides: {} }))}
          />
          <FactFields frame={frame} offers={offers} onName={onName} />
          <h3>{t('rehearsal.title')}</h3>
          <Wrong wrong={state.wrong} command={draft.command} />
          <Effect rehearsed={state.rehearsed} old={state.rehearsed !== null && !state.current} />
          <Group mt="md">
            <Button
              onClick={() => send(false)}
              loading={sending}
              loaderProps={{ 'aria-label': t('sending') }}
            >
              {t('record')} <kbd>Ctrl ↵</kbd>
            </Button>
            <Button variant="default" onClick={() => send(true)} disabled={sending}>
              {t('recordAndNext')} <kbd>Ctrl ⇧ ↵</kbd>
            </Button>
          </Group>
        </section>
      </form>
    </FormContext>
  );
}

/** A known name of the text in the field for an organisation, with the spelling of the text where the command takes it. */
function withName(draft: Draft, frame: CommandFrame, found: NameFound): Draft {
  const field = Object.entries(frame.fields).find(
    ([, { kind, of, optional }]) => kind === 'id' && of === 'organization' && !optional,
  );
  if (!field) return draft;
  const lang = draft.source?.lang ?? 'fr';
  return {
    ...draft,
    names: { ...draft.names, [found.organizationId]: found.name },
    values: {
      ...draft.values,
      [field[0]]: found.organizationId,
      ...('nameAsSigned' in frame.fields && { nameAsSigned: { text: found.written, lang } }),
    },
  };
}

/** Each organisation once, as it is written first. */
function distinct(names: readonly NameFound[]): readonly NameFound[] {
  const seen = new Set<string>();
  return names
    .filter(({ organizationId }) => !seen.has(organizationId) && seen.add(organizationId))
    .slice(0, 12);
}

/** A form begins where something is still to be said: at the source, at its lines, else at the first field. */
function useFirstFocus(draft: Draft, goOn: () => void): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (!draft.source) document.getElementById('source-choice')?.focus();
      else if (draft.lines.length === 0 && draft.source.text !== undefined)
        document.getElementById(LINES)?.focus();
      else goOn();
    });
    return () => cancelAnimationFrame(frame);
    // Once, when the form opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}

/** A refusal puts the focus on the first field that is at fault. */
function useFocusOnRefusal(refused: boolean, path: string | undefined): void {
  useEffect(() => {
    if (refused && path !== undefined) focusOn(path);
    // Only when the answer comes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [refused]);
}
