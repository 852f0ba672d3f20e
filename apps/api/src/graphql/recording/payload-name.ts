import { ANY_STREAM, type Fact } from '@entente/domain';
import { classNameOf } from '@entente/commands';

/** The name of what the mutation of a fact answers: AgreementRecorded, and DirectiveRecorded for what stands in any stream. */
export function payloadNameOf({ stream }: Fact): string {
  return stream === ANY_STREAM ? 'DirectiveRecorded' : `${classNameOf(stream)}Recorded`;
}
