import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/index.js';
import { copyText } from './copy-text.js';

/** Copies a text, and says so; where the browser does not, it says that too and shows the text to be chosen by hand. */
export function CopyButton({
  text,
  label,
  copied,
  ...look
}: { readonly text: string; readonly label: string; readonly copied: string } & ButtonProps) {
  const { t } = useWords('showing');
  const [done, setDone] = useState<{ readonly text: string; readonly well: boolean }>();
  const now = done?.text === text ? done : undefined;
  const copy = async () => setDone({ text, well: await copyText(text) });
  return (
    <>
      <Button variant="default" className="no-print" onClick={() => void copy()} {...look}>
        {now?.well ? copied : label}
      </Button>
      <span role="status" className="by-hand">
        {now?.well === false && (
          <>
            {t('copyByHand')} <code>{text}</code>
          </>
        )}
      </span>
    </>
  );
}
