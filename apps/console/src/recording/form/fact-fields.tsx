import { Button } from '@mantine/core';
import { UncertainDateInput } from '../../days/uncertain-date-input.js';
import { useLanguage, useWords } from '../../words/index.js';
import { asKind, entryOf, itemsOf, membersOf, type FormValue } from '../drafts/draft.js';
import { elementOf, focusField, useForm } from '../fields/form.js';
import { Field } from '../fields/field.js';
import type { CommandFrame, FieldFrame } from '../frames/frame.js';
import type { NameFound } from '../source/names-in-text.js';
import { commandName } from './command-choice.js';

/** The fields of a command: what has to be said, when it happened, and folded what may be left out. */
export function FactFields({
  frame,
  offers,
  onName,
}: {
  readonly frame: CommandFrame;
  /** Known names in the lines that are quoted. */
  readonly offers: readonly NameFound[];
  readonly onName: (name: NameFound) => void;
}) {
  const { t } = useWords('recording');
  const { draft, set, errorsAt } = useForm();
  const all = Object.entries(frame.fields);
  const made = frame.place === 'BEGINS' ? frame.subject : null;
  const needed = all.filter(([, field]) => field.optional !== true);
  const others = all.filter(([name, field]) => field.optional === true && name !== made);
  const naming: readonly [string, FieldFrame][] = all.filter(([name]) => name === made);
  const date = (path: 'occurredOn' | 'effectiveOn', required: boolean) => (
    <UncertainDateInput
      id={elementOf(path)}
      label={t(path === 'occurredOn' ? 'when' : 'whenEffective')}
      required={required}
      act={path === 'occurredOn'}
      sourceDay={draft.source?.publishedOn}
      value={entryOf(draft.values[path])}
      onChange={(entry) => set(path, entry)}
      errors={errorsAt(path)}
      toCome={<Instead />}
    />
  );
  return (
    <>
      {needed.map(([name, field]) => (
        <div key={name}>
          {field.kind === 'id' && field.of === 'organization' && offers.length > 0 && (
            <Offers offers={offers} onName={onName} />
          )}
          <Field path={name} field={field} />
          {offers.length > 0 && organizationIn(field) !== null && (
            <AllNamed path={name} within={organizationIn(field) ?? ''} offers={offers} />
          )}
        </div>
      ))}
      {frame.occurred === 'GIVEN' && date('occurredOn', true)}
      {(others.length > 0 || naming.length > 0 || frame.occurred === 'OPTIONAL' || frame.effective) && (
        <details className="optional-fields">
          <summary>{t('optional')}</summary>
          {frame.occurred === 'OPTIONAL' && date('occurredOn', false)}
          {frame.effective && date('effectiveOn', false)}
          {[...others, ...naming].map(([name, field]) => (
            <Field key={name} path={name} field={field} />
          ))}
        </details>
      )}
    </>
  );
}

/** What can be recorded of an act that is still to come. */
function Instead() {
  const { t } = useWords('recording');
  const language = useLanguage();
  const { change } = useForm();
  return (
    <div className="chips" role="group" aria-label={t('date.toComeInstead')}>
      <span className="quiet">{t('date.toComeInstead')}</span>
      {['declareIntent', 'scheduleMeeting'].map((command) => (
        <Button
          key={command}
          size="compact-sm"
          variant="default"
          onClick={() => {
            change((before) => asKind(before, command));
            document.getElementById('command')?.focus();
          }}
        >
          {commandName(command, language)}
        </Button>
      ))}
    </div>
  );
}

/** Where an item of a list names an organisation: the member that does; empty where the item is one; null where none does. */
function organizationIn({ kind, item }: FieldFrame): string | null {
  if (kind !== 'list' || !item) return null;
  if (item.kind === 'id' && item.of === 'organization') return '';
  const member = Object.entries(item.fields ?? {}).find(
    ([, one]) => one.kind === 'id' && one.of === 'organization',
  );
  return member?.[0] ?? null;
}

/** Puts every organisation that the quoted lines name into a list, but for those that it has. */
function AllNamed({
  path,
  within,
  offers,
}: {
  readonly path: string;
  readonly within: string;
  readonly offers: readonly NameFound[];
}) {
  const { t } = useWords('recording');
  const { draft, change } = useForm();
  const idOf = (item: FormValue) => (within === '' ? item : membersOf(item)?.[within]);
  const items = itemsOf(draft.values[path]).filter((item) => Boolean(idOf(item)));
  const left = offers.filter(({ organizationId }) => !items.some((item) => idOf(item) === organizationId));
  if (left.length === 0) return null;
  const add = () => {
    change((before) => ({
      ...before,
      names: {
        ...before.names,
        ...Object.fromEntries(left.map(({ organizationId, name }) => [organizationId, name])),
      },
      values: {
        ...before.values,
        [path]: [
          ...items,
          ...left.map(({ organizationId }) =>
            within === '' ? organizationId : { [within]: organizationId },
          ),
        ],
      },
    }));
    // What was pressed goes away with that.
    focusField(path);
  };
  return (
    <Button mt="xs" size="compact-sm" variant="default" onClick={add}>
      {t('addNamed', { count: left.length })}
    </Button>
  );
}

/** Organisations that the text names: each puts itself into the field, with its spelling. */
function Offers({
  offers,
  onName,
}: {
  readonly offers: readonly NameFound[];
  readonly onName: (name: NameFound) => void;
}) {
  const { t } = useWords('recording');
  return (
    <div className="chips" role="group" aria-label={t('namedInText')}>
      <span className="quiet">{t('namedInText')}</span>
      {offers.map((found) => (
        <Button
          key={`${found.line} ${found.start}`}
          size="compact-sm"
          variant="default"
          onClick={() => onName(found)}
        >
          {found.written}
        </Button>
      ))}
    </div>
  );
}
