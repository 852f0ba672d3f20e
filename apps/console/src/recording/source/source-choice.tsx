import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/index.js';
import type { SourceInHand } from '../drafts/draft.js';
import { EntityPicker } from '../fields/entity-picker.js';
import { focusWhenShown, useForm } from '../fields/form.js';
import { canonicalText, sha256Of, sourceIdOf } from './canonical.js';
import { LINES } from './lines-list.js';
import { languageOf } from './published.js';
import { sourceOfHash, sourceOfId } from './source-question.js';

/** How a source comes in: one that is deposited, a text that is pasted, or a paper that was seen. */
export function SourceChoice() {
  const { t } = useWords('recording');
  const [way, setWay] = useState<'deposited' | 'paper'>('deposited');
  return (
    <>
      <Radio.Group label={t('source.way')} value={way} onChange={(value) => setWay(value as typeof way)}>
        <div className="chips">
          {(['deposited', 'paper'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`source.ways.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {way === 'deposited' && <DepositedSource />}
      {way === 'paper' && <PaperSeen />}
    </>
  );
}

function useTake(): (source: SourceInHand) => void {
  const { change } = useForm();
  return (source) => {
    change((before) => ({ ...before, source, lines: [] }));
    focusWhenShown(source.text === undefined ? 'lines-typed' : LINES);
  };
}

function DepositedSource() {
  const { t } = useWords('recording');
  const take = useTake();
  return (
    <>
      <EntityPicker
        id="source-choice"
        path="source"
        kind="source"
        label={t('source.deposited')}
        value=""
        errors={[]}
        onChoose={(id) => {
          if (id !== '') void sourceOfId(id).then((found) => found && take(found.source));
        }}
      />
      <PastedText />
    </>
  );
}

/** A text that is pasted: as it is, its hash reckoned here; one that is deposited already is gone on with. */
function PastedText() {
  const { t } = useWords('recording');
  const take = useTake();
  const [known, setKnown] = useState<string | null>(null);
  const onText = async (pasted: string) => {
    if (pasted === '') return;
    const text = canonicalText(pasted);
    const sha256 = await sha256Of(text);
    if (sha256 === null) {
      setKnown(t('source.noHash'));
      return;
    }
    const deposited = await sourceOfHash(sha256).catch(() => null);
    if (deposited) take({ ...deposited.source, text });
    else
      take({
        sourceId: sourceIdOf(sha256),
        sha256,
        text,
        lang: languageOf(text),
        deposit: {
          commandId: crypto.randomUUID(),
          kind: 'PRESS_RELEASE',
          issuer: '',
          publishedOn: '',
          lang: languageOf(text),
        },
      });
  };
  return (
    <>
      <Textarea
        id="source-text"
        label={t('source.paste')}
        description={t('source.pasteHelp')}
        rows={6}
        value=""
        onChange={(event) => void onText(event.currentTarget.value)}
      />
      {known && <p role="alert">{known}</p>}
    </>
  );
}

/** A paper that somebody has: no text, only what it is and who holds it. */
function PaperSeen() {
  const { t } = useWords('recording');
  const take = useTake();
  const [what, setWhat] = useState('');
  const [error, setError] = useState(false);
  const seen = async () => {
    if (what.trim() === '') {
      setError(true);
      return;
    }
    const sha256 = await sha256Of(`paper ${crypto.randomUUID()} ${what}`);
    if (sha256 === null) return;
    take({
      sourceId: sourceIdOf(sha256),
      sha256,
      issuer: what.trim(),
      deposit: {
        commandId: crypto.randomUUID(),
        kind: 'LETTER',
        issuer: what.trim(),
        publishedOn: '',
        lang: 'fr',
      },
    });
  };
  return (
    <>
      <TextInput
        id="paper"
        label={t('source.paper')}
        description={t('source.paperHelp')}
        value={what}
        error={error ? t('problem.REQUIRED') : undefined}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <Button mt="xs" variant="default" onClick={() => void seen()}>
        {t('source.takePaper')}
      </Button>
    </>
  );
}
