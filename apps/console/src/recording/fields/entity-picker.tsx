import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useWords } from '../../words/index.js';
import { elementOf, useForm } from './form.js';
import { useThings } from './things.js';

/** Kinds of things that are registered from here where they are not known yet. */
const REGISTERED = ['organization'];

/** A field that names something of the ledger: a search box over what there is. The id is kept, with the name that was shown. */
export function EntityPicker({
  path,
  kind,
  label,
  required = false,
  value,
  onChoose,
  errors,
  id = elementOf(path),
}: {
  readonly path: string;
  readonly kind: string;
  readonly label: string;
  readonly required?: boolean;
  readonly value: string;
  readonly onChoose: (id: string, name: string) => void;
  readonly errors: readonly string[];
  readonly id?: string;
}) {
  const { t } = useWords('recording');
  const { draft, register } = useForm();
  const combobox = useCombobox();
  const shown = value === '' ? '' : (draft.names[value] ?? value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const searched = text === shown ? '' : text;
  const { things, failed } = useThings(kind, searched, combobox.dropdownOpened || searched !== '');
  const typed = text.trim();
  // Before it is shown, so that Enter never comes too early.
  useLayoutEffect(() => {
    if (!combobox.dropdownOpened || searched === '') return;
    if (things.length > 0) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
    // Whenever what is offered changes: Enter takes the first thing there is, and never registers one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [things, searched]);
  const choose = (chosen: string) => {
    combobox.closeDropdown();
    if (chosen === NEW) {
      register(kind, typed, path);
      return;
    }
    const thing = things.find((one) => one.id === chosen);
    onChoose(chosen, thing?.name ?? chosen);
    setText(thing?.name ?? chosen);
  };
  const leave = () => {
    combobox.closeDropdown();
    if (typed === shown) return;
    const exact = things.find((one) => one.id === typed.toLowerCase() || one.name === typed);
    // A kind of which there is no list is named by its id.
    if (exact) choose(exact.id);
    else onChoose(things.length === 0 || typed === '' ? typed : '', typed);
    if (!exact) setText(text);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          id={id}
          label={label}
          required={required}
          value={text}
          autoComplete="off"
          error={errors.length > 0 ? errors.join(' ') : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (value !== '') onChoose('', '');
            combobox.openDropdown();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {things.map(({ id: thing, name, hint }) => (
            <Combobox.Option key={thing} value={thing}>
              {name}{' '}
              <small className="thing-id">
                {[name.startsWith(thing) ? '' : thing, hint].filter(Boolean).join(' · ')}
              </small>
            </Combobox.Option>
          ))}
          {REGISTERED.includes(kind) && typed !== '' && typed !== shown && (
            <Combobox.Option value={NEW}>{t('registerNew', { name: typed })}</Combobox.Option>
          )}
        </Combobox.Options>
        {things.length === 0 && (failed || !REGISTERED.includes(kind)) && (
          <p className="quiet">{t(failed ? 'notAsked' : 'nothingFound')}</p>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

const NEW = ' new';
