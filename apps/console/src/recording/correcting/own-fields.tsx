import { NativeSelect, Textarea } from '@mantine/core';
import { elementOf, useForm } from '../fields/form.js';
import { useFieldWords } from '../frames/field-words.js';

/** A text of the correction itself: why, or what is disputed. */
export function Text({ name, required = false }: { readonly name: string; readonly required?: boolean }) {
  const { draft, set, errorsAt } = useForm();
  const { label } = useFieldWords();
  const value = draft.values[name];
  const errors = errorsAt(name);
  return (
    <Textarea
      id={elementOf(name)}
      label={label(draft.command, name)}
      required={required}
      autosize
      minRows={2}
      value={typeof value === 'string' ? value : ''}
      error={errors.length > 0 ? errors.join(' ') : undefined}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
}

/** One of a few words of the correction itself. */
export function Choice({
  name,
  words,
  says,
}: {
  readonly name: string;
  readonly words: readonly string[];
  readonly says?: (word: string) => string;
}) {
  const { draft, set, errorsAt } = useForm();
  const { label, choice } = useFieldWords();
  const value = draft.values[name];
  const errors = errorsAt(name);
  return (
    <NativeSelect
      id={elementOf(name)}
      label={label(draft.command, name)}
      value={typeof value === 'string' ? value : ''}
      data={[
        { value: '', label: '—' },
        ...words.map((word) => ({ value: word, label: (says ?? choice)(word) })),
      ]}
      error={errors.length > 0 ? errors.join(' ') : undefined}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
}
