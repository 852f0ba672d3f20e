import { useParams } from '@tanstack/react-router';
import { useAnswer } from '../asking/use-answer.js';
import '../events/events.css';
import { useSourceName } from '../events/source-name.js';
import { Page } from '../frame/page.js';
import { useMay } from '../session/viewer.js';
import { DayShown, InstantShown } from '../showing/day.js';
import { One } from '../showing/one.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import { CitedLines } from './cited-lines.js';
import { DepositText } from './deposit-text.js';
import { SOURCE, type Source } from './source-question.js';
import './sources.css';

/** A source, as it is now known: its text with numbered lines, and beside them the facts that cite them. */
export function SourcePage() {
  const { id = '' } = useParams({ strict: false });
  const { t } = useWords('sources');
  const asked = useAnswer(SOURCE, { id });
  return (
    <One asked={asked} of={(data) => data.source} what={t('source')}>
      {(source) => <SourceShown source={source} again={asked.again} />}
    </One>
  );
}

function SourceShown({ source, again }: { readonly source: Source; readonly again: () => void }) {
  const { t } = useWords('sources');
  const name = useSourceName()(source);
  const may = useMay('depositSourceText');
  return (
    <Page
      title={name.charAt(0).toUpperCase() + name.slice(1)}
      lead={source.timesCited === 0 ? t('neverCited') : t('citedTimes', { count: source.timesCited })}
    >
      <dl className="facts">
        <dt>{t('published')}</dt>
        <dd>{source.publishedOn ? <DayShown day={source.publishedOn} /> : t('notKnown')}</dd>
        <dt>{t('deposited')}</dt>
        <dd>
          <InstantShown instant={source.depositedAt} />
        </dd>
        {(source.file ?? source.fileKept) && (
          <>
            <dt>{t('file')}</dt>
            <dd>
              {source.fileKept ? (
                <a href={`/sources/file/${source.sha256}`} download>
                  {source.file ?? t('getFile')}
                </a>
              ) : (
                source.file
              )}
            </dd>
          </>
        )}
        <dt>{t('hash')}</dt>
        <dd>
          <code className="hash">{source.sha256}</code>
        </dd>
      </dl>
      <Section title={t('text')} id="text">
        {source.lines.length === 0 && (
          <>
            <p>
              {t(source.textLines !== null ? 'textGone' : source.fileKept ? 'textInFile' : 'textMissing')}
            </p>
            {source.textLines === null && may && <DepositText source={source} onDone={again} />}
          </>
        )}
        <CitedLines source={source} />
      </Section>
    </Page>
  );
}
