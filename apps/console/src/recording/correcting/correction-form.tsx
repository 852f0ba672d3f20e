import { Alert, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { useAnswer } from '../../asking/use-answer.js';
import type { Refusal } from '../../asking/refusal.js';
import { UncertainDateInput } from '../../days/uncertain-date-input.js';
import { useSession } from '../../session/viewer.js';
import { InstantShown } from '../../showing/day.js';
import { Refused } from '../../showing/refused.js';
import { Waiting } from '../../showing/waiting.js';
import { useLanguage, useWords } from '../../words/index.js';
import { CORRECTIONS, entryOf, valueAt, type Correcting, type Draft } from '../drafts/draft.js';
import { Field } from '../fields/field.js';
import { elementOf, useForm } from '../fields/form.js';
import { FormFrame, useFocusOnRefusal } from '../form/form-frame.js';
import { focusOn } from '../form/wrong.js';
import { useFormState } from '../form/use-form-state.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import { useFieldWords } from '../frames/field-words.js';
import type { CommandFrame } from '../frames/frame.js';
import { changedSince, correctionInput } from './correction-input.js';
import { EVENT, STREAM, type EventAtFault } from './event-question.js';
import { Choice, Text } from './own-fields.js';
import { correctable, correctableDays, frameOfType, valuesOf } from './record-values.js';

interface Props {
  readonly draft: Draft;
  readonly eventId: string;
  readonly change: (make: (draft: Draft) => Draft) => void;
  readonly refused: readonly Refusal[];
  readonly sending: boolean;
  readonly onSend: (input: object) => void;
}

/** The correction of a record, from the event at fault: it shows what will change before it is recorded. */
export function CorrectionForm(props: Props) {
  const { t } = useWords('recording');
  const { eventId: id } = props;
  const found = useAnswer(STREAM, { id }, { forEver: true });
  const stream = found.data?.event?.stream;
  const asked = useAnswer(EVENT, { id, stream: stream ?? '' }, { enabled: stream !== undefined });
  const { refusals, waiting, again } = stream === undefined ? found : asked;
  if (waiting) return <Waiting lines={6} />;
  const event = asked.data?.event;
  if (!event)
    return refusals.length > 0 ? (
      <Refused refusals={refusals} again={again} />
    ) : (
      <p>{t('correct.noEvent')}</p>
    );
  const frame = frameOfType(event.type);
  if (!frame || frame.fixed === 'ALL') return <p>{t('correct.notCorrectable')}</p>;
  const last = asked.data?.events?.nodes[0]?.revision;
  return <CorrectionFields {...props} event={event} frame={frame} last={last} />;
}

function CorrectionFields({
  draft,
  event,
  frame,
  change,
  refused,
  sending,
  onSend,
  last,
}: Props & {
  readonly event: EventAtFault;
  readonly frame: CommandFrame;
  /** The last revision of its stream that was seen: the ledger refuses where another one came in between. */
  readonly last: number | undefined;
}) {
  const { t } = useWords('recording');
  const language = useLanguage();
  const { today } = useSession();
  const how = draft.correcting?.how ?? 'rectify';
  const own = COMMAND_FRAMES[draft.command] ?? frame;
  const begin = useCallback(() => {
    const record = valuesOf(frame, event);
    change((before) => ({ ...before, values: { ...before.values, record, recordBefore: record } }));
  }, [change, frame, event]);
  useEffect(() => {
    if (draft.values['record'] === undefined) begin();
  }, [draft.values, begin]);
  const lang = draft.source?.lang ?? language;
  const context = useMemo(() => ({ today, language: lang }), [today, lang]);
  const filled = useMemo(() => correctionInput(draft, frame, event, context), [draft, frame, event, context]);
  const behind = how === 'rectify' && changedSince(draft, frame, event, context);
  const state = useFormState(draft, own, filled, change, refused);
  useFocusOnRefusal(refused.length > 0, state.wrong[0]?.path);
  return (
    <FormFrame
      form={{ draft, today, sending, change, register: () => {}, takeInstead: () => {} }}
      state={state}
      title={t(`correct.${how}`)}
      source={{ names: [], onName: () => {}, onQuoted: () => focusOn('reason') }}
      onSend={() => onSend({ ...filled.input, ...(last !== undefined && { expectedRevision: last }) })}
    >
      <p>
        {frame.called[language]} · {t('correct.revision', { revision: event.revision })} ·{' '}
        <InstantShown instant={event.recordedAt} />
      </p>
      <p className="quiet">{t(`correct.${how}Help`)}</p>
      <OtherWays eventId={event.id} how={how} />
      {behind && <Behind onBegin={begin} />}
      {how === 'dispute' ? <Disputed frame={frame} /> : <Directive />}
      {how === 'rectify' && <Record frame={frame} errors={state.errorsAt('record')} />}
    </FormFrame>
  );
}

/** Says that somebody else corrected the record since this correction was begun. */
function Behind({ onBegin }: { readonly onBegin: () => void }) {
  const { t } = useWords('recording');
  return (
    <Alert color="yellow" variant="default" role="alert" title={t('correct.behind')}>
      <p>{t('correct.behindHelp')}</p>
      <Button size="compact-sm" variant="default" onClick={onBegin}>
        {t('correct.beginAgain')}
      </Button>
    </Alert>
  );
}

/** The other ways to correct the record, as far as the role may. */
function OtherWays({ eventId, how }: { readonly eventId: string; readonly how: Correcting['how'] }) {
  const { t } = useWords('recording');
  const { viewer } = useSession();
  const ways = (['rectify', 'annul', 'dispute'] as const).filter(
    (way) => way !== how && viewer.may.includes(CORRECTIONS[way]),
  );
  if (ways.length === 0) return null;
  return (
    <nav aria-label={t('correct.ways')} className="chips">
      {ways.map((way) => (
        <Link key={way} to="/record" search={{ correct: eventId, how: way }}>
          {t(`correct.way.${way}`)}
        </Link>
      ))}
    </nav>
  );
}

/** On whose word something is corrected, and why. */
function Directive() {
  return (
    <>
      <Text name="reason" required />
      <Choice
        name="authority"
        words={['CLERICAL_ERROR', 'BETTER_SOURCE', 'PARTIES_AGREED', 'AUTHORITY_DECIDED']}
      />
    </>
  );
}

/** Which member another source says otherwise, and what it says. */
function Disputed({ frame }: { readonly frame: CommandFrame }) {
  const { t } = useWords('recording');
  const { draft, errorsAt } = useForm();
  const { label } = useFieldWords();
  const days = correctableDays(frame);
  const members = [...days, ...Object.keys(correctable(frame))];
  const member = draft.values['member'];
  return (
    <>
      <Choice
        name="member"
        words={members}
        says={(name) =>
          name === 'occurredOn'
            ? t('when')
            : name === 'effectiveOn'
              ? t('whenEffective')
              : label(commandOf(frame), name)
        }
      />
      {typeof member === 'string' && member !== '' && (
        <>
          <p className="quiet">{t('correct.otherValue')}</p>
          <RecordField frame={frame} name={member} />
        </>
      )}
      {errorsAt('record').length > 0 && <p className="field-error">{errorsAt('record').join(' ')}</p>}
      <Text name="statement" />
    </>
  );
}

/** What the record says, to be changed. */
function Record({ frame, errors }: { readonly frame: CommandFrame; readonly errors: readonly string[] }) {
  return (
    <div id={elementOf('record')} className="record-values">
      {errors.length > 0 && <p className="field-error">{errors.join(' ')}</p>}
      {[...correctableDays(frame), ...Object.keys(correctable(frame))].map((name) => (
        <RecordField key={name} frame={frame} name={name} />
      ))}
    </div>
  );
}

function RecordField({ frame, name }: { readonly frame: CommandFrame; readonly name: string }) {
  const { t } = useWords('recording');
  const { label } = useFieldWords();
  const { draft, set, errorsAt } = useForm();
  const path = `record.${name}`;
  const field = frame.fields[name];
  if (field) return <Field path={path} field={field} label={label(commandOf(frame), name)} />;
  return (
    <UncertainDateInput
      id={elementOf(path)}
      label={t(name === 'occurredOn' ? 'when' : 'whenEffective')}
      act={name === 'occurredOn'}
      sourceDay={draft.source?.publishedOn}
      value={entryOf(valueAt(draft.values, path))}
      onChange={(entry) => set(path, entry)}
      errors={errorsAt(path)}
    />
  );
}

function commandOf(frame: CommandFrame): string {
  return Object.entries(COMMAND_FRAMES).find(([, one]) => one === frame)?.[0] ?? '';
}
