import { citedSources } from '../rules/act.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice, CommandInput, DecisionContext } from '../rules/decision.js';
import { implausible, sourcesPredate, type NamedDate } from '../time/plausible.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import { subjectMember, type Fact } from './fact.js';
import { referencesIn, valuesIn } from './walk.js';

/** Warnings of dates that hardly can be right, and of sources that were published before what they are cited for. */
export function doubts({
  fact,
  input,
  draft,
  context,
}: {
  readonly fact: Fact;
  readonly input: object;
  readonly draft: {
    readonly occurred: UncertainDate;
    readonly effective: UncertainDate;
    readonly data: object;
  };
  readonly context: DecisionContext;
}): readonly Advice[] {
  const given: CommandInput = input;
  const founded = referencesIn(fact.members, input, subjectMember(fact)).flatMap(({ kind, id }) => {
    const foundedOn = kind === 'organization' ? context.subject(kind, id)?.foundedOn : null;
    return foundedOn ? [{ organizationId: id, foundedOn }] : [];
  });
  const dates = implausible(
    {
      occurred: draft.occurred,
      ...(given.effectiveOn && { effective: draft.effective }),
      named: namedDates(fact, draft.data),
      founded,
    },
    context,
  );
  const cited = citedSources(given).map(({ id }) => {
    const publishedOn = context.subject('source', id)?.publishedOn;
    return { sourceId: id, ...(publishedOn && { publishedOn }) };
  });
  const sources = sourcesPredate(draft.occurred, cited);
  return [
    ...dates.map(({ field, ...doubt }) => adviceOf('DATE_IMPLAUSIBLE', { ...doubt }, field)),
    ...(sources.length > 0 ? [adviceOf('SOURCE_PREDATES_ACT', { sources }, 'evidence')] : []),
  ];
}

function namedDates(fact: Fact, data: object): readonly NamedDate[] {
  return [...valuesIn(fact.members, data)].flatMap(({ member, value, path }): readonly NamedDate[] =>
    member.kind === 'date' || member.kind === 'day' ? [{ field: path, date: value as UncertainDate }] : [],
  );
}
