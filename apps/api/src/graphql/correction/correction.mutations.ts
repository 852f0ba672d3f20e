import { ANY_STREAM } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { AsOfResolver } from '../as-of/as-of.js';
import { namedBy, type EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import type { ApiContext } from '../loading/context.js';
import { mutationsOf } from '../recording/mutations.js';
import type { RecordedNode } from '../recording/recorder.js';
import { DirectiveRecorded } from './rectification.types.js';

/** Waits until what was recorded is projected, and shows what it has made of the events that it names. */
@Resolver(() => DirectiveRecorded)
export class DirectiveRecordedResolver {
  constructor(private readonly asOf: AsOfResolver) {}

  @ResolveField('targets', () => [LedgerEvent], {
    description: 'The events that it names: corrected, disputed, resolved or spoken of; as they stand now.',
  })
  async targets(
    { events, commit }: RecordedNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly EventNode[]> {
    await this.asOf.waitFor(commit);
    const ids = [...new Set(events.flatMap(namedBy))];
    const asOf = { validOn: this.asOf.today(), position: commit };
    return Promise.all(ids.map((id) => loaders.eventAt(asOf, id)));
  }
}

export const CorrectionMutations = mutationsOf(ANY_STREAM, () => DirectiveRecorded);
