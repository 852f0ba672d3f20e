import { Button } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { asOfOf, readDates, useDates, type Dates } from '../as-of/dates.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { UnknownThen } from '../frame/unknown-then.js';
import { useSession } from '../session/viewer.js';
import { EventsListed } from '../events/history-shown.js';
import { CopyButton } from '../showing/copy-button.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { inLanguage, setIn } from '../showing/text-in.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useWords } from '../words/index.js';
import './compare.css';
import { COMPARE, COMPARED, type Change, type Compared, type Comparison } from './compare-question.js';
import { presetsOf, verdictOf, type Sides } from './differences.js';
import { DifferencesTable } from './differences-table.js';
import { AnswerInWords } from './answer-in-words.js';
import { SidesForm } from './sides-form.js';
import './words.js';

/** Two answers about one agreement: did the world change, or what we know of it? A is for the dates of the page, B now unless said otherwise. */
export function ComparePage() {
  const { t } = useWords('compare');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const sides: Sides = { a: useDates(), b: useOtherDates() };
  const asked = { id, from: asOfOf(sides.a), to: asOfOf(sides.b) };
  const about = useAnswer(COMPARED, { id, stream: `agreement-${id}` });
  const answer = useAnswer(COMPARE, asked);
  const go = useGoBoth();
  const agreement = about.data?.agreement;
  const best = inLanguage(agreement?.titles ?? [], language);
  const comparison = answer.data?.compare;
  // The ledger does not know it: that nothing has changed would say nothing.
  if (about.data && agreement === null && about.refusals.length === 0) return <UnknownThen name={id} />;
  return (
    <Page
      title={t('titleOf', { title: best ? setIn(best) : id })}
      lead={
        <Link to="/agreements/$id" params={{ id }} className="no-print">
          {t('toAgreement')}
        </Link>
      }
      actions={comparison && <CopyFixed comparison={comparison} />}
    >
      {agreement && (
        <>
          <Presets
            agreement={agreement}
            rectifiedAt={about.data?.rectificationLog?.nodes[0]?.event.position ?? null}
            go={go}
          />
          <SidesForm key={JSON.stringify(sides)} sides={sides} moments={agreement.moments} go={go} />
        </>
      )}
      <Refused refusals={answer.refusals} again={answer.again} part={comparison != null} />
      {answer.waiting && <Waiting />}
      {comparison && (
        <div aria-busy={answer.old}>
          <ComparisonShown comparison={comparison} agreement={agreement} sides={sides} />
          <QueryShown document={COMPARE} variables={asked} />
        </div>
      )}
    </Page>
  );
}

/** The dates of B, as they stand in the address. */
function useOtherDates(): Dates {
  const { on2, known2, at2 } = useSearch({ from: '__root__' });
  return readDates({ on: on2, known: known2, at: at2 });
}

function useGoBoth(): (sides: Sides) => void {
  const navigate = useNavigate();
  return ({ a, b }) =>
    void navigate({
      to: '.',
      search: { on: a.on, known: a.known, at: a.at, on2: b.on, known2: b.known, at2: b.at },
    });
}

function Presets({
  agreement,
  rectifiedAt,
  go,
}: {
  readonly agreement: Compared;
  readonly rectifiedAt: string | null;
  readonly go: (sides: Sides) => void;
}) {
  const { t } = useWords('compare');
  const { today } = useSession();
  const joined = agreement.participations.map((one) => one.joined);
  const presets = presetsOf({ today, moments: agreement.moments, joined, rectifiedAt });
  return (
    <div role="group" aria-label={t('presets')} className="presets no-print">
      {presets.map(([preset, sides]) => (
        <Button key={preset} size="compact-sm" variant="default" onClick={() => go(sides)}>
          {t(`preset.${preset}`)}
        </Button>
      ))}
    </div>
  );
}

/** A link to this comparison that answers the same for ever. */
function CopyFixed({ comparison: { from, to } }: { readonly comparison: Comparison }) {
  const { t } = useWords('compare');
  const link = new URL(location.href);
  link.search = new URLSearchParams({
    on: from.validOn,
    at: from.position,
    on2: to.validOn,
    at2: to.position,
  }).toString();
  return <CopyButton text={link.href} label={t('copy')} copied={t('copied')} />;
}

/** The names of what a comparison speaks of: organisations by their ids, intents by those of their events. */
function namesOf(agreement: Compared | null | undefined): ReadonlyMap<string, string> {
  const { participations = [], intents = [], leads = [] } = agreement ?? {};
  return new Map([
    ...[...participations, ...intents].map(
      ({ organization }) => [organization.organizationId, organization.name] as const,
    ),
    ...leads.map(({ organizationId, name }) => [organizationId, name] as const),
    ...intents.map(({ event, organization }) => [event.id, organization.name] as const),
  ]);
}

function ComparisonShown({
  comparison,
  agreement,
  sides,
}: {
  readonly comparison: Comparison;
  readonly agreement: Compared | null | undefined;
  readonly sides: Sides;
}) {
  const { t } = useWords('compare');
  const verdict = verdictOf(comparison);
  const { changes } = comparison;
  const { moments = [] } = agreement ?? {};
  const world = eventsOf(changes, 'WORLD', ({ decidedBy }) => decidedBy);
  const knowledge = eventsOf(changes, 'KNOWLEDGE', ({ learnedFrom }) => learnedFrom);
  return (
    <>
      <div className={`verdict status-box verdict-${verdict}`} role="status">
        <h2>{t(`verdict.${verdict}`)}</h2>
        <p>{t(`verdictMore.${verdict}`)}</p>
        <p className="lead">
          <strong>A</strong> <AnswerInWords dates={sides.a} answered={comparison.from} moments={moments} />
          <br />
          <strong>B</strong> <AnswerInWords dates={sides.b} answered={comparison.to} moments={moments} />
        </p>
      </div>
      {comparison.knowledgeChanged && (
        <Section title={t('knowledgeEvents')} id="knowledge">
          <EventsListed events={knowledge} />
        </Section>
      )}
      {comparison.worldChanged && (
        <Section title={t('worldEvents')} id="world">
          {world.length > 0 ? <EventsListed events={world} /> : <p>{t('noWorldEvents')}</p>}
        </Section>
      )}
      {changes.length > 0 && <DifferencesTable changes={changes} names={namesOf(agreement)} />}
    </>
  );
}

/** The events behind the changes of one cause, each once. */
function eventsOf(
  changes: readonly Change[],
  cause: Change['causes'][number],
  of: (change: Change) => Change['decidedBy'],
): Change['decidedBy'] {
  const events = changes.filter(({ causes }) => causes.includes(cause)).flatMap(of);
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
