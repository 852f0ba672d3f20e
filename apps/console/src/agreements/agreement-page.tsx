import { Link, useParams } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Citations } from '../events/citations.js';
import { EventSentence } from '../events/event-sentence.js';
import { useSourceName } from '../events/source-name.js';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import { onDay } from '../days/on-day.js';
import { FactDay } from '../showing/day.js';
import { One } from '../showing/one.js';
import { Section } from '../showing/section.js';
import { useAgreementKind } from '../showing/agreement-kind.js';
import { FlagsShown, StatusShown } from '../showing/status.js';
import { inLanguage, setIn, TextIn } from '../showing/text-in.js';
import { useLanguage, useWords } from '../words/index.js';
import { Identifiers, Leads, Sectors } from './about.js';
import { AGREEMENT, type Agreement } from './agreement-question.js';
import { useChangesOffered } from './changes-offered.js';
import { Amendments, Opening, Replacement, Reviews, Suspensions } from './changes.js';
import { Disputes, PassedOver } from './doubts.js';
import { ActionTracks, Meetings } from './meetings.js';
import { History } from './history.js';
import { Intents } from './intents.js';
import { Lanes } from './lanes.js';
import { Parties } from './parties.js';
import { Picture } from './picture.js';
import { Terms } from './terms.js';

/** One agreement: what it is, its picture of days against knowledge, and the facts that it stands on. */
export function AgreementPage() {
  const { t } = useWords('agreement');
  const { id = '' } = useParams({ strict: false });
  const asOf = useAsOf();
  const asked = useAnswer(AGREEMENT, { id, asOf });
  return (
    <One asked={asked} of={(data) => data.agreement} what={t('agreement')} name={id}>
      {(agreement) => <AgreementShown agreement={agreement} />}
    </One>
  );
}

function AgreementShown({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  useChangesOffered(agreement);
  const best = inLanguage(agreement.titles, language);
  const title = best ? setIn(best) : agreement.agreementId;
  return (
    <Page
      title={title}
      lead={<Kind agreement={agreement} />}
      actions={
        <>
          <Link to="/agreements/$id/compare" params={{ id: agreement.agreementId }}>
            {t('compare')}
          </Link>
          <Link to="/network" search={{ agreement: agreement.agreementId }}>
            {t('network')}
          </Link>
        </>
      }
    >
      <StatusBox agreement={agreement} />
      <Picture agreement={agreement} />
      <Lanes agreement={agreement} />
      <Parties agreement={agreement} />
      <Opening agreement={agreement} />
      <Terms terms={agreement.terms} />
      <Suspensions of={agreement.suspensions} />
      <Amendments of={agreement.amendments} />
      <Reviews of={agreement.reviews} />
      <Replacement agreement={agreement} />
      <Intents intents={agreement.intents} />
      <Leads of={agreement.leadRoles} />
      {agreement.objectives.length > 0 && (
        <Section title={t('objectives')} id="objectives">
          <ul>
            {agreement.objectives.map(({ code, texts }) => (
              <li key={code}>
                <TextIn texts={texts} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Sectors of={agreement.sectors} />
      <Identifiers of={agreement.identifiers} />
      <Meetings of={agreement.meetings.nodes} />
      <ActionTracks of={agreement.meetings.nodes} />
      <Disputes agreement={agreement} />
      <PassedOver agreement={agreement} />
      <Section title={t('texts')} id="texts">
        {agreement.texts.length === 0 && <p className="quiet">{t('noTexts')}</p>}
        <ul>
          {agreement.texts.map(({ docHash, lang, deposited }) => (
            <li key={docHash}>
              <code>{docHash.slice(0, 12)}…</code> ({lang}) · <FactDay fact={deposited} />
            </li>
          ))}
        </ul>
      </Section>
      <Sources agreement={agreement} />
      <History agreement={agreement} />
    </Page>
  );
}

function Kind({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords(['agreement', 'terms']);
  const kind = useAgreementKind()(agreement.kind);
  const open =
    agreement.openToAccession === null ? 'openUnknown' : agreement.openToAccession ? 'open' : 'closed';
  const parts = [agreement.instrumentLabel, kind, t(`binding.${agreement.binding}`), t(open)];
  return <>{[...new Set(parts.filter((part) => part !== null))].join(' · ')}</>;
}

function StatusBox({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords(['agreement', 'terms']);
  const { status } = agreement;
  const others = status.possible.filter((one) => one !== status.status);
  const lang = useLanguage();
  const list = new Intl.ListFormat(lang === 'fr' ? 'fr-CA' : 'en-CA', { type: 'disjunction' });
  return (
    <div className="status-box">
      <p className="status-line">
        <StatusShown {...status} />
        {status.since && (
          <span>
            {' '}
            {t('since')} {lang === 'fr' && onDay(status.since, lang)[0]?.text}
            <FactDay fact={status.since} />
          </span>
        )}
      </p>
      <p>
        {status.certainty === 'CERTAIN'
          ? t('certain')
          : t('possible', { others: list.format(others.map((one) => t(`terms:status.${one}`))) })}
      </p>
      <FlagsShown flags={status.flags} />
      {status.decidedBy.length > 0 && (
        <details>
          <summary>{t('why')}</summary>
          <ul className="history">
            {status.decidedBy.map((event) => (
              <li key={event.id}>
                <EventSentence
                  event={{ ...event, target: null }}
                  within={`agreement-${agreement.agreementId}`}
                />
                <Citations citations={event.provenance} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Sources({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords('agreement');
  const nameOf = useSourceName();
  const reads = useReadsLog();
  return (
    <Section title={t('sources', { count: agreement.sources.length })} id="sources">
      <ul>
        {agreement.sources.map((source) => (
          <li key={source.sourceId}>
            {reads ? (
              <Link to="/sources/$id" params={{ id: source.sourceId }}>
                {nameOf(source)}
              </Link>
            ) : (
              nameOf(source)
            )}{' '}
            · <code>{source.sha256.slice(0, 12)}…</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
