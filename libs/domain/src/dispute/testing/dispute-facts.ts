import { fact, type Fact } from '../../testing/decider-specification.js';

/** Facts about disputes, for specifications. */

/** A member of an event is disputed; a source says otherwise, but not what. */
export function disputed(target: string, member: string): Fact {
  return fact('AssertionDisputed', '2025-03-01', {
    target,
    targetType: 'AgreementRegistered',
    member,
    alternatives: [{ citation: 0 }],
  });
}

/** Disputes were resolved. */
export function resolved(...disputes: readonly string[]): Fact {
  return fact('DisputeResolved', '2025-04-01', { disputes, outcome: 'UPHELD' });
}

/** A source contradicts some events. */
export function contradicted(...supports: readonly string[]): Fact {
  return fact('EvidenceAttached', '2025-03-01', { sourceId: 's1', supports, strength: 'CONTRADICTS' });
}

/** An event was annulled. */
export function annulled(target: string): Fact {
  return fact('RecordAnnulled', '2025-05-01', { target, targetType: 'any' });
}
