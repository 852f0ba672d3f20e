import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { UncertainDateInput } from '../../days/uncertain-date-input.js';
import { useWords } from '../../words/index.js';
import { entryOf, itemsOf, valueAt, withValue } from '../drafts/draft.js';
import { useFieldWords } from '../frames/field-words.js';
import { fieldsAsked, type FieldFrame } from '../frames/frame.js';
import { EntityPicker } from './entity-picker.js';
import { elementOf, focusField, useForm } from './form.js';

interface Props {
  readonly path: string;
  readonly field: FieldFrame;
  /** In place of the words of its member: an item of a list. */
  readonly label?: string;
}

/** A field of a form, of whatever kind its declaration says. */
export function Field({ path, field, label }: Props) {
  const { draft, set, change, errorsAt } = useForm();
  const words = useFieldWords();
  const named = label ?? words.label(draft.command, path);
  const value = valueAt(draft.values, path);
  const text = typeof value === 'string' ? value : '';
  const errors = errorsAt(path);
  switch (field.kind) {
    case 'object':
      return <ObjectField path={path} field={field} label={named} />;
    case 'list':
      return <ListField path={path} field={field} label={named} />;
    case 'date':
      return (
        <UncertainDateInput
          id={elementOf(path)}
          label={named}
          required={field.optional !== true}
          value={entryOf(value)}
          onChange={(entry) => set(path, entry)}
          errors={errors}
        />
      );
    case 'id':
    case 'idOf': {
      const beside = field.by === undefined ? '' : valueAt(draft.values, siblingOf(path, field.by));
      const kind = field.of ?? (typeof beside === 'string' ? beside : '');
      return (
        <EntityPicker
          path={path}
          kind={kind}
          label={named}
          required={field.optional !== true}
          value={text}
          errors={errors}
          onChoose={(id, name) =>
            change((before) => ({
              ...before,
              names: id === '' ? before.names : { ...before.names, [id]: name },
              values: withValue(before.values, path, id),
            }))
          }
        />
      );
    }
    default:
      return <PlainField path={path} field={field} label={named} />;
  }
}

function siblingOf(path: string, name: string): string {
  return [...path.split('.').slice(0, -1), name].join('.');
}

function PlainField({ path, field, label }: Required<Props>) {
  const { t } = useWords('recording');
  const { draft, set, errorsAt } = useForm();
  const { choice } = useFieldWords();
  const value = valueAt(draft.values, path);
  const errors = errorsAt(path);
  const shared = {
    id: elementOf(path),
    label,
    value: typeof value === 'string' ? value : '',
    required: field.optional !== true && field.kind !== 'language',
    error: errors.length > 0 ? errors.join(' ') : undefined,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set(path, event.currentTarget.value),
  };
  const nothing = { value: '', label: '—' };
  switch (field.kind) {
    case 'oneOf':
      return (
        <NativeSelect
          {...shared}
          data={[nothing, ...(field.words ?? []).map((word) => ({ value: word, label: choice(word) }))]}
        />
      );
    case 'flag':
      return (
        <NativeSelect
          {...shared}
          data={[nothing, { value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]}
        />
      );
    case 'language':
      return (
        <NativeSelect
          {...shared}
          data={[
            { value: '', label: t('languageOfSource') },
            { value: 'fr', label: t('french') },
            { value: 'en', label: t('english') },
          ]}
        />
      );
    case 'freeText':
    case 'document':
    case 'json':
      return <Textarea {...shared} autosize minRows={2} maxRows={12} />;
    default:
      return (
        <TextInput
          {...shared}
          autoComplete="off"
          inputMode={field.kind === 'count' ? 'numeric' : undefined}
          placeholder={
            field.kind === 'duration'
              ? t('durationExample')
              : field.kind === 'day'
                ? t('dayExample')
                : undefined
          }
        />
      );
  }
}

/** A field with fields of its own; what may be left out is folded until it holds something. */
function ObjectField({ path, field, label }: Required<Props>) {
  const { draft, errorsAt } = useForm();
  const fields = Object.entries(
    fieldsAsked(field.fields ?? {}, (name) => valueAt(draft.values, `${path}.${name}`)),
  );
  const errors = errorsAt(path);
  const inside = (
    <>
      {errors.length > 0 && <p className="field-error">{errors.join(' ')}</p>}
      <div className="fields-inline">
        {fields.map(([name, below]) => (
          <Field key={name} path={`${path}.${name}`} field={below} />
        ))}
      </div>
    </>
  );
  if (field.optional !== true)
    return (
      <fieldset id={elementOf(path)} className="field-group">
        <legend>{label}</legend>
        {inside}
      </fieldset>
    );
  return (
    <details
      id={elementOf(path)}
      className="field-group"
      open={valueAt(draft.values, path) !== undefined || undefined}
    >
      <summary>{label}</summary>
      {inside}
    </details>
  );
}

/** A field that holds any number of items. */
function ListField({ path, field, label }: Required<Props>) {
  const { t } = useWords('recording');
  const { draft, set, errorsAt } = useForm();
  const value = valueAt(draft.values, path);
  const items = itemsOf(value);
  const required = field.optional !== true;
  const count = Math.max(items.length, required ? 1 : 0);
  const item: FieldFrame = { ...(field.item ?? { kind: 'word' }), optional: undefined };
  const errors = errorsAt(path);
  const add = () => {
    set(`${path}.${count}`, item.kind === 'object' ? {} : '');
    requestAnimationFrame(() => focusField(`${path}.${count}`));
  };
  const remove = (index: number) => {
    set(
      path,
      items.filter((_, at) => at !== index),
    );
    requestAnimationFrame(() => focusField(path));
  };
  return (
    <fieldset id={elementOf(path)} className="field-group">
      <legend>{label}</legend>
      {errors.length > 0 && <p className="field-error">{errors.join(' ')}</p>}
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="list-item">
          <div className="list-item-field">
            <Field path={`${path}.${index}`} field={item} label={t('itemOf', { label, number: index + 1 })} />
          </div>
          {(items.length > 1 || !required) && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('removeItem', { label, number: index + 1 })}
              onClick={() => remove(index)}
            >
              ✕
            </Button>
          )}
        </div>
      ))}
      <Group>
        <Button size="compact-sm" variant="default" onClick={add}>
          {t('addItem')}
        </Button>
      </Group>
    </fieldset>
  );
}
