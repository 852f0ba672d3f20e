import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { LONGEST } from '@entente/domain';
import { useState } from 'react';
import { v4 as newId } from 'uuid';
import { useWords } from '../../words/index.js';
import { EntityPicker } from '../fields/entity-picker.js';
import { useForm } from '../fields/form.js';
import { canonicalText, sha256Of } from './canonical.js';
import { FileSource } from './file-source.js';
import { newSource } from './new-source.js';
import { lookUpHash, sourceOfId } from './source-question.js';
import { useTake } from './use-take.js';

const WAYS = ['deposited', 'file', 'paper'] as const;

/** How a source comes in: one that is deposited, a text that is pasted, a file, or a paper that was seen. */
export function SourceChoice() {
  const { t } = useWords('recording');
  const { draft } = useForm();
  const [way, setWay] = useState<(typeof WAYS)[number]>('deposited');
  return (
    <>
      {draft.sourceMissed !== undefined && (
        <p role="alert" className="field-error">
          {t('source.missed', { id: draft.sourceMissed })}
        </p>
      )}
      <Radio.Group label={t('source.way')} value={way} onChange={(value) => setWay(value as typeof way)}>
        <div className="chips">
          {WAYS.map((one) => (
            <Radio key={one} value={one} label={t(`source.ways.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {way === 'deposited' && (
        <>
          <DepositedSource />
          <PastedText />
        </>
      )}
      {way === 'file' && <FileSource />}
      {way === 'paper' && <PaperSeen />}
    </>
  );
}

function DepositedSource() {
  const { t } = useWords('recording');
  const take = useTake();
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState<'notThere' | 'notRead' | null>(null);
  const choose = async (id: string) => {
    setChosen(id);
    setError(null);
    if (id === '') return;
    try {
      const found = await sourceOfId(id);
      if (found) take(found.source);
      else setError('notThere');
    } catch {
      setError('notRead');
    }
  };
  return (
    <>
      <EntityPicker
        id="source-choice"
        path="source"
        kind="source"
        label={t('source.deposited')}
        value={chosen}
        errors={error === null ? [] : [t(`source.${error}`, { id: chosen })]}
        onChoose={(id) => void choose(id)}
      />
      {error === 'notRead' && (
        <Button mt="xs" size="compact-sm" variant="default" onClick={() => void choose(chosen)}>
          {t('source.readAgain')}
        </Button>
      )}
    </>
  );
}

/** A text that is pasted: as it is, its hash reckoned here; one that is deposited already is gone on with. */
function PastedText() {
  const { t } = useWords('recording');
  const take = useTake();
  const [error, setError] = useState<'tooLong' | null>(null);
  const onText = async (pasted: string) => {
    if (pasted === '') return;
    const text = canonicalText(pasted);
    if (text.length > LONGEST.document) {
      setError('tooLong');
      return;
    }
    const sha256 = sha256Of(text);
    const { source, unchecked } = await lookUpHash(sha256);
    take(source ? { ...source, text } : newSource(sha256, { text, ...(unchecked && { unchecked }) }));
  };
  return (
    <Textarea
      id="source-text"
      label={t('source.paste')}
      description={t('source.pasteHelp')}
      rows={6}
      value=""
      error={error === null ? undefined : t(`source.${error}`, { most: LONGEST.document })}
      onChange={(event) => void onText(event.currentTarget.value)}
    />
  );
}

/** A paper that somebody has: no text, only what it is and who holds it. */
function PaperSeen() {
  const { t } = useWords('recording');
  const take = useTake();
  const [what, setWhat] = useState('');
  const [error, setError] = useState<'problem.REQUIRED' | null>(null);
  const seen = () => {
    const issuer = what.trim();
    if (issuer === '') setError('problem.REQUIRED');
    else take(newSource(sha256Of(`paper ${newId()} ${what}`), { issuer, kind: 'LETTER' }));
  };
  return (
    <>
      <TextInput
        id="paper"
        label={t('source.paper')}
        description={t('source.paperHelp')}
        value={what}
        error={error === null ? undefined : t(error)}
        onChange={(event) => {
          setWhat(event.currentTarget.value);
          setError(null);
        }}
      />
      <Button mt="xs" variant="default" onClick={seen}>
        {t('source.takePaper')}
      </Button>
    </>
  );
}
