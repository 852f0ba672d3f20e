import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { showDay } from '../../days/show-day.js';
import { useSession } from '../../session/viewer.js';
import { InstantShown } from '../../showing/day.js';
import { useLanguage, useWords } from '../../words/index.js';
import type { SourceInHand } from '../drafts/draft.js';
import { focusWhenShown, useForm } from '../fields/form.js';
import { linesOf, readLines, writeLines } from './canonical.js';
import { LINES, LinesList } from './lines-list.js';
import type { NameFound } from './names-in-text.js';
import { DepositFields } from './deposit-fields.js';
import { SourceChoice } from './source-choice.js';
import { sourceOfId } from './source-question.js';

interface Props {
  readonly names: readonly NameFound[];
  readonly onName: (name: NameFound) => void;
  readonly onQuoted: () => void;
  readonly errors: readonly string[];
}

/** Where it is known from: a source is chosen or pasted first, then lines of it. */
export function SourcePane(props: Props) {
  const { t } = useWords('recording');
  const { draft } = useForm();
  return (
    <section aria-labelledby="source-title" className="record-pane">
      <h2 id="source-title">{t('source.title')}</h2>
      {props.errors.length > 0 && (
        <p role="alert" className="field-error">
          {props.errors.join(' ')}
        </p>
      )}
      {draft.source ? <SourceShown {...props} source={draft.source} /> : <SourceChoice />}
    </section>
  );
}

function SourceShown({ source, names, onName, onQuoted }: Props & { readonly source: SourceInHand }) {
  const { t } = useWords('recording');
  const { draft, change } = useForm();
  const language = useLanguage();
  const lines = source.text === undefined ? null : linesOf(source.text);
  const deposited = useDepositedAt(source);
  const forget = () => {
    change(({ linesTyped: _typed, ...before }) => ({ ...before, source: null, lines: [] }));
    focusWhenShown('source-choice');
  };
  return (
    <>
      <p>
        <strong>{source.sourceId}</strong>
        {source.deposit?.file !== undefined && ` · ${source.deposit.file}`}
        {source.issuer && ` · ${source.issuer}`}
        {source.publishedOn && ` · ${showDay(source.publishedOn, language)}`}{' '}
        <Button size="compact-sm" variant="default" onClick={forget}>
          {t('source.other')}
        </Button>
      </p>
      {deposited && (
        <p role="status">
          {t('source.known')} <InstantShown instant={deposited} />
        </p>
      )}
      {source.deposit?.unchecked && <p role="status">{t('source.unreachable')}</p>}
      {source.deposit?.withoutText && <p className="quiet">{t('source.file.otherText')}</p>}
      {source.deposit && <DepositFields source={source} lines={lines ?? []} />}
      {lines ? (
        <>
          <p id="source-lines-help" className="quiet">
            {t('source.linesHelp')}
          </p>
          <LinesList
            lines={lines}
            chosen={draft.lines}
            names={names}
            carried={draft.linesCarried === true}
            onChoose={(ranges) =>
              change(({ linesCarried: _carried, ...before }) => ({ ...before, lines: ranges }))
            }
            onName={onName}
            onQuoted={onQuoted}
          />
          <ChosenLines />
          <p className="quiet">
            <code title={source.sha256}>SHA-256 {source.sha256.slice(0, 12)}…</code> ·{' '}
            {t('source.lineCount', { count: lines.length })} · {source.lang ?? language}
          </p>
        </>
      ) : (
        <LinesTyped source={source} />
      )}
      <p className="quiet">{t('source.sealed')}</p>
    </>
  );
}

/** The lines that the fact cites, each to be taken out again. */
function ChosenLines() {
  const { t } = useWords('recording');
  const { draft, change } = useForm();
  if (draft.lines.length === 0) return null;
  return (
    <div className="chips" role="group" aria-label={t('source.linesTyped')}>
      <span className="quiet">{t('source.linesTyped')}</span>
      {draft.lines.map((range) => (
        <Button
          key={range.from}
          size="compact-sm"
          variant="default"
          aria-label={t('source.dropLines', { lines: writeLines([range]) })}
          onClick={() => {
            change(({ linesCarried: _carried, ...before }) => ({
              ...before,
              lines: before.lines.filter(({ from }) => from !== range.from),
            }));
            document.getElementById(LINES)?.focus();
          }}
        >
          {writeLines([range])} ✕
        </Button>
      ))}
    </div>
  );
}

function useDepositedAt(source: SourceInHand): string | null {
  const { position } = useSession();
  const [at, setAt] = useState<string | null>(null);
  const { sourceId, deposit } = source;
  useEffect(() => {
    if (deposit) return;
    void sourceOfId(sourceId)
      .then((found) => setAt(found?.depositedAt ?? null))
      .catch(() => setAt(null));
  }, [sourceId, deposit, position]);
  return deposit ? null : at;
}

/** Lines of a source without a text here, by their numbers. */
function LinesTyped({ source }: { readonly source: SourceInHand }) {
  const { t } = useWords('recording');
  const { draft, change, errorsAt } = useForm();
  const [typed, setTyped] = useState(draft.linesTyped ?? writeLines(draft.lines));
  const errors = errorsAt('evidence.lines');
  return (
    <TextInput
      id="lines-typed"
      label={t('source.linesTyped')}
      description={t(source.deposit?.file === undefined ? 'source.noText' : 'source.file.noText')}
      value={typed}
      error={errors.length > 0 ? errors.join(' ') : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const ranges = readLines(text);
        change(({ linesTyped: _before, linesCarried: _carried, ...before }) =>
          ranges ? { ...before, lines: ranges } : { ...before, linesTyped: text },
        );
      }}
    />
  );
}
