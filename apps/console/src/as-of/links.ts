import { useState } from 'react';
import { useSession } from '../session/viewer.js';
import { copyText } from '../showing/copy-text.js';
import { useLanguage } from '../words/index.js';
import type { Dates } from './dates.js';

/** The same page by a link: one that answers for these dates for ever, or one for the day on which it is opened. */
export type LinkKind = 'fixed' | 'living';

/** A link that was to be copied, and whether the browser did. */
interface Copied {
  readonly link: string;
  readonly kind: LinkKind;
  readonly well: boolean;
}

/** What became of the link that was copied last from this page, and what copies one. */
export function useLinks(dates: Dates): readonly [Copied | undefined, (kind: LinkKind) => void] {
  const language = useLanguage();
  const { today, position } = useSession();
  const [done, setDone] = useState<Copied & { readonly of: string }>();
  const copy = (kind: LinkKind) => {
    const link = new URL(location.href);
    const { searchParams } = link;
    if (kind === 'fixed') {
      searchParams.set('on', dates.on ?? today);
      if (dates.known === undefined) searchParams.set('at', dates.at ?? position);
    } else for (const name of ['on', 'known', 'at']) searchParams.delete(name);
    searchParams.set('lang', language);
    const of = location.href;
    void copyText(link.href).then((well) => setDone({ of, link: link.href, kind, well }));
  };
  return [done?.of === location.href ? done : undefined, copy];
}
