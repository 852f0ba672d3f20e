import { useEffect, useState } from 'react';
import { useWords } from '../words/index.js';

const SOON_MS = 150;

/** What is on its way: nothing at first, then lines in its place. */
export function Waiting({ lines = 5 }: { readonly lines?: number }) {
  const { t } = useWords('frame');
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="waiting">
      <span className="for-readers">{t('loading')}</span>
      {shown &&
        Array.from({ length: lines }, (_, index) => <div key={index} className="line" aria-hidden="true" />)}
    </div>
  );
}
