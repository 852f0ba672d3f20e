import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import { useDates } from '../as-of/dates.js';
import { useWords } from '../words/index.js';
import type { DialogProps } from './dialog.js';
import './finding.css';
import { useFound, type Found } from './found.js';

/** The search box, over the page: one list of things, pages and actions, by keyboard alone where one likes. */
export function SearchDialog({ opened, onClose, typed }: DialogProps) {
  const { t } = useWords('finding');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('search')}
      size="lg"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <SearchBox begun={typed} onClose={onClose} />
    </Modal>
  );
}

function SearchBox({ begun, onClose }: { readonly begun: string; readonly onClose: () => void }) {
  const { t } = useWords('finding');
  const navigate = useNavigate();
  const [text, setText] = useState(begun);
  const { found, current, failed } = useFound(text);
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  // At once: what is typed after the key belongs in the field.
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  // Enter was pressed before the answer came.
  const [hurried, hurry] = useState(false);
  const go = ({ to, params, search }: Found) => {
    onClose();
    void navigate({ to, ...(params && { params }), ...(search && { search }) });
  };
  const first = current ? found[0] : undefined;
  useLayoutEffect(() => {
    if (first && hurried) go(first);
    else if (first && text.trim() !== '') combobox.selectFirstOption();
    else combobox.resetSelectedOption();
    // Whenever what comes first changes: Enter never takes what answers a text before.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first?.id, hurried]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const chosen = found.find((one) => one.id === id);
        if (chosen) go(chosen);
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          aria-label={t('search')}
          description={t('searchHelp')}
          value={text}
          ref={field}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            hurry(false);
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !current) hurry(true);
          }}
        />
      </Combobox.EventsTarget>
      <p role="status" className="quiet found-count">
        {text.trim() !== '' && current && t('found', { count: found.length })}
      </p>
      {failed && <p className="quiet">{t('notAsked')}</p>}
      <Combobox.Options className="found" aria-label={t('search')} aria-busy={!current}>
        {found.map(({ id, kind, label, hint }) => (
          <Combobox.Option key={id} value={id}>
            <span className="found-label">
              {label} {hint !== null && <small>{hint}</small>}
            </span>
            <span className="found-kind">{t(`kind.${kind}`)}</span>
          </Combobox.Option>
        ))}
      </Combobox.Options>
      {found.length === 0 && current && <Nothing text={text.trim()} />}
    </Combobox>
  );
}

function Nothing({ text }: { readonly text: string }) {
  const { t } = useWords('finding');
  const { on, known, at } = useDates();
  const present = on === undefined && known === undefined && at === undefined;
  return <p className="quiet">{t(present ? 'nothing' : 'nothingThen', { text })}</p>;
}
