import { useEffect, useMemo } from 'react';
import type { Refusal } from '../../asking/refusal.js';
import { useSession } from '../../session/viewer.js';
import { useLanguage, useWords } from '../../words/index.js';
import { asKind, type Draft } from '../drafts/draft.js';
import { inputOf } from '../drafts/input-of.js';
import { useNames } from '../fields/known-organizations.js';
import { focusField, type Form } from '../fields/form.js';
import type { CommandFrame } from '../frames/frame.js';
import { holds, linesOf } from '../source/canonical.js';
import { LINES } from '../source/lines-list.js';
import { namesIn, type NameFound } from '../source/names-in-text.js';
import { CommandChoice } from './command-choice.js';
import { FactFields } from './fact-fields.js';
import { FormFrame, useFocusOnRefusal, type Way } from './form-frame.js';
import { useFormState } from './use-form-state.js';
import { focusOn } from './wrong.js';

interface Props {
  readonly draft: Draft;
  readonly frame: CommandFrame;
  readonly change: (make: (draft: Draft) => Draft) => void;
  readonly refused: readonly Refusal[];
  readonly sending: boolean;
  readonly onSend: (input: object, way: Way) => void;
  readonly register: Form['register'];
  readonly takeInstead: Form['takeInstead'];
}

/** The form of a fact: what kind it is, and its fields. */
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
  const { names, offers } = useNamesInText(draft);
  const onName = (found: NameFound) => {
    change((before) => withName(before, frame, found));
    requestAnimationFrame(() => focusField('occurredOn'));
  };
  const goOn = () => focusOn(filled.problems.find(({ path }) => path !== 'evidence')?.path ?? 'occurredOn');
  useFirstFocus(draft, goOn);
  useFocusOnRefusal(refused.length > 0, state.wrong[0]?.path);
  return (
    <FormFrame
      form={{ draft, today, sending, change, register, takeInstead }}
      state={state}
      title={t('fact')}
      source={{ names, onName, onQuoted: goOn }}
      onSend={(way) => onSend(filled.input, way)}
      mayGoOn
    >
      <CommandChoice
        command={draft.command}
        onChoose={(command) => change((before) => asKind(before, command))}
      />
      <FactFields frame={frame} offers={offers} onName={onName} />
    </FormFrame>
  );
}

/** The known organisations that the text of a source names; those of the lines that are quoted are offered, but for whom it was recorded already. */
function useNamesInText({ source, lines, done = [] }: Draft): {
  readonly names: readonly NameFound[];
  readonly offers: readonly NameFound[];
} {
  const index = useNames();
  const text = source?.text;
  const names = useMemo(() => (text === undefined ? [] : namesIn(linesOf(text), index)), [text, index]);
  const quoted = names.filter(({ line }) => holds(lines, line));
  return { names, offers: distinct(quoted.filter(({ organizationId }) => !done.includes(organizationId))) };
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
