import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { DropZone } from '../../showing/drop-zone.js';
import { useLanguage, useTypo, useWords } from '../../words/index.js';
import { newSource } from './new-source.js';
import { ENDINGS, MOST_MEGABYTES, problemOfFile, textOfFile } from './read-file.js';
import { refusalOfFile, sendFile } from './send-file.js';
import { lookUpHash } from './source-question.js';
import { useTake } from './use-take.js';

/** A file: chosen or dropped, sent to be kept as it is; where it is a text its lines are shown. */
export function FileSource() {
  const { t } = useWords('recording');
  const { sent, wrong, send, stop } = useSending();
  const sending = sent !== null;
  return (
    <DropZone
      choose={t('source.file.choose')}
      accept={ENDINGS.map((ending) => `.${ending}`).join(',')}
      busy={sending}
      onFile={(file) => void send(file)}
      ids={{ input: 'source-file', button: 'source-choice' }}
      variant="default"
    >
      <span className="quiet">{t('source.file.drop')}</span>
      <p className="quiet">
        {t('source.file.limits', { endings: ENDINGS.join(', ').toUpperCase(), most: MOST_MEGABYTES })}
      </p>
      {sending && (
        <>
          <progress value={sent} max={1} aria-label={t('source.file.sending')} />
          <p>
            <span role="status">{t('source.file.sending')}</span> {Math.floor(sent * 100)}&nbsp;%{' '}
            <Button size="compact-sm" variant="default" onClick={stop}>
              {t('source.file.stop')}
            </Button>
          </p>
        </>
      )}
      {wrong !== null && (
        <p role="alert" className="field-error">
          {wrong}
        </p>
      )}
    </DropZone>
  );
}

interface Sending {
  /** The part that is sent; null while none is. */
  readonly sent: number | null;
  readonly wrong: string | null;
  readonly send: (file: File) => Promise<void>;
  readonly stop: () => void;
}

function useSending(): Sending {
  const { t } = useWords('recording');
  const language = useLanguage();
  const typo = useTypo();
  const take = useTake();
  const [sent, setSent] = useState<number | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const way = useRef<AbortController>(null);
  // Whoever goes elsewhere waits for nothing any more.
  useEffect(() => () => way.current?.abort(), []);
  const keep = async (file: File, { signal }: AbortController) => {
    const bytes = await file.arrayBuffer();
    const kept = await sendFile(file, setSent, signal);
    const found = await lookUpHash(kept.sha256);
    const read = kept.type.startsWith('text/') ? textOfFile(bytes) : null;
    const text = read?.text;
    if (signal.aborted) return;
    take(
      found.source
        ? { ...found.source, ...(text !== undefined && { text }) }
        : newSource(kept.sha256, {
            text,
            kind: text === undefined ? 'LETTER' : 'PRESS_RELEASE',
            file: file.name.slice(0, 200),
            ...(read && !read.isCanonical && { withoutText: true }),
            ...(found.unchecked && { unchecked: true }),
          }),
    );
  };
  const send = async (file: File) => {
    const problem = problemOfFile(file);
    setWrong(problem && t(`source.file.${problem}`, { most: MOST_MEGABYTES }));
    if (problem) return;
    setSent(0);
    way.current = new AbortController();
    const { signal } = way.current;
    await keep(file, way.current).catch((error: unknown) => {
      if (signal.aborted) return;
      const { message, details } = refusalOfFile(error);
      setWrong(details['problem'] === 'FILE_TYPE' ? t('source.file.OTHER_TYPE') : typo(message[language]));
    });
    setSent(null);
  };
  return { sent, wrong, send, stop: () => way.current?.abort() };
}
