import { ofType, textIn, textsIn, type LoggedEvent, type Shown } from '../facts.js';
import { always, type Statement } from '../statement.js';

/**
 * Each dispute in effect, and whether it is open: until it is resolved, or the last record that it is about is annulled. None is
 * shown of a subject whose first record is annulled.
 */
export function disputeStatements({ facts, annulled, undone }: Shown): readonly Statement[] {
  if (annulled) return [];
  const stands = (id: string): boolean => !undone.has(id);
  const resolutions = ofType(facts, 'DisputeResolved');
  return facts.filter(isDispute).map((dispute) => {
    const targets = targetsOf(dispute);
    const resolved = resolutions.find((one) => textsIn(one, 'disputes').includes(dispute.id));
    return always('dispute', dispute, {
      event_id: dispute.id,
      target: targets.find(stands) ?? targets[0] ?? null,
      targets,
      member: textIn(dispute, 'member'),
      open: !resolved && targets.some(stands),
      resolved_by: resolved?.id ?? null,
      revision: dispute.rev,
    });
  });
}

function isDispute(event: LoggedEvent): boolean {
  return (
    event.type === 'AssertionDisputed' ||
    (event.type === 'EvidenceAttached' && textIn(event, 'strength') === 'CONTRADICTS')
  );
}

/** The record whose member is disputed, or the records that evidence speaks against. */
function targetsOf(dispute: LoggedEvent): readonly string[] {
  const target = textIn(dispute, 'target');
  return target === null ? textsIn(dispute, 'supports') : [target];
}
