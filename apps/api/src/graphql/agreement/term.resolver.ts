import { addDays, type Day, type UncertainDate } from '@entente/domain';
import { runningPeriod, type AsOf, type TermContent } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import { dateOfData, type DatedNode } from '../vocabulary/dated-node.js';
import { Term } from './agreement.types.js';

export interface TermNode extends Term {
  readonly content: TermContent;
  readonly asOf: AsOf;
  readonly current: UncertainDate | null;
}

/** A term as the API answers it; its period is that of the last day up to validOn on which it held and the agreement lived. */
export function termNodeOf(content: TermContent, asOf: AsOf, lastDay: Day): TermNode {
  const { kind, duration, renewal, noticeDays, openEnded, tacit } = content;
  const period = runningPeriod(content, lastDay);
  const current = period?.endsOn ?? null;
  const last = current && (tacit ? current.point : (current.latest ?? current.point));
  return {
    content,
    asOf,
    kind,
    duration,
    renewal,
    noticeDays,
    openEnded,
    tacit: tacit && { period: tacit.period, times: tacit.times ?? null },
    period: period?.number ?? 0,
    current,
    noticeDeadline: last !== null && noticeDays !== null ? addDays(last, -noticeDays) : null,
  };
}

/** How often an agreement had been renewed: by an act, and by periods of tacit terms that had begun. */
export function renewalsBy(terms: readonly TermContent[], asOf: AsOf, lastDay: Day): number {
  return terms
    .filter(({ from }) => from === null || from <= asOf.validOn)
    .reduce((count, term) => count + (term.renews ? 1 : 0) + termNodeOf(term, asOf, lastDay).period, 0);
}

@Resolver(() => Term)
export class TermResolver {
  @ResolveField('startsOn', () => DatedFact, { nullable: true, description: 'Its first day.' })
  startsOn({ content: { startsOn, setBy }, asOf }: TermNode): DatedNode | null {
    return dateOfData(startsOn, setBy, 'startsOn', asOf);
  }

  @ResolveField('endsOn', () => DatedFact, {
    nullable: true,
    description: 'Its last day in force: stated, or computed from its start and duration (basis COMPUTED).',
  })
  endsOn({ content: { endsOn, setBy, kind }, asOf }: TermNode): DatedNode | null {
    const member = kind === 'SET' || kind === 'NON_RENEWAL' ? 'endsOn' : 'newEndsOn';
    return dateOfData(endsOn, setBy, member, asOf);
  }

  @ResolveField('currentEndsOn', () => DatedFact, {
    nullable: true,
    description:
      'The last day of the period that ran on validOn; of a term that does not renew itself, its end.',
  })
  currentEndsOn(node: TermNode): DatedNode | null {
    const { content, current } = node;
    return current && current === content.endsOn
      ? this.endsOn(node)
      : current && { ...current, noteOf: null };
  }

  @ResolveField('setBy', () => LedgerEvent, { description: 'The event that set it.' })
  setBy({ content, asOf }: TermNode, _args: unknown, { loaders }: ApiContext): Promise<EventNode> {
    return loaders.eventAt(asOf, content.setBy);
  }
}
