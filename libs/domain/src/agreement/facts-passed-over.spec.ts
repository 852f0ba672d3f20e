import type { CommandInputs } from '../catalogue.js';
import { EVIDENCE, command, given } from '../testing/decider-specification.js';
import { registered, signed, opened, inForce } from './testing/agreement-facts.js';

describe('an act after which facts would not count any more', () => {
  const passedOver = (field: string, ...events: readonly (readonly [number, string, string])[]) => ({
    strength: 'POLICY' as const,
    field,
    details: {
      events: events.map(([order, type, effectiveOn]) => ({ eventId: `event-${order}`, type, effectiveOn })),
    },
  });
  const sign = (organizationId: string, on: string, more: Partial<CommandInputs['recordSignature']> = {}) =>
    command('recordSignature', {
      agreementId: 'mou',
      organizationId,
      occurredOn: { edtf: on },
      evidence: EVIDENCE,
      ...more,
    });
  const openedInMay = opened('2026-05-03', { closesOn: '2026-06-30', eligible: ['udes', 'uvm'] });
  const overrides = [{ rule: 'FACTS_PASSED_OVER', reason: 'the letter is clear' }];

  it('is asked to be overridden: a signature before the opening', () => {
    given(registered(), openedInMay)
      .when(sign('udes', '2026-04-01'))
      .thenRefused(
        'FACTS_PASSED_OVER',
        passedOver('occurredOn', [1, 'AgreementOpenedForSignature', '2026-05-03']),
      );
    given(registered(), openedInMay)
      .when(sign('udes', '2026-04-01', { overrides }))
      .thenOverrides('FACTS_PASSED_OVER');
  });

  it('names the date by which it is folded', () => {
    given(registered(), openedInMay)
      .when(sign('udes', '2026-05-10', { effectiveOn: { edtf: '2026-04-01' } }))
      .thenRefused(
        'FACTS_PASSED_OVER',
        passedOver('effectiveOn', [1, 'AgreementOpenedForSignature', '2026-05-03']),
      );
  });

  it('names all of them: a term that ended before them', () => {
    given(...inForce())
      .when(
        command('setTerm', {
          agreementId: 'mou',
          endsOn: { edtf: '2025-01-15' },
          occurredOn: { edtf: '2025-01-01' },
          evidence: EVIDENCE,
        }),
      )
      .thenRefused(
        'FACTS_PASSED_OVER',
        passedOver(
          'endsOn',
          [2, 'PartnerSigned', '2025-01-20'],
          [3, 'AgreementEnteredIntoForce', '2025-02-01'],
        ),
      );
  });

  it('is asked of an opening that would have refused a signature, which goes on counting', () => {
    given(registered(), signed('cmc', '2026-05-10'))
      .when(
        command('openForSignature', {
          agreementId: 'mou',
          eligible: ['udes'],
          occurredOn: { edtf: '2026-05', basis: 'STATED' },
          evidence: EVIDENCE,
        }),
      )
      .thenRefused('FACTS_PASSED_OVER', {
        strength: 'POLICY',
        details: {
          events: [
            { eventId: 'event-1', type: 'PartnerSigned', effectiveOn: '2026-05-10', because: 'NOT_ELIGIBLE' },
          ],
        },
      });
  });

  it('is not asked for what was passed over before, nor where everything still counts', () => {
    given(registered(), openedInMay, signed('udes', '2026-04-01'))
      .when(sign('uvm', '2026-04-02'))
      .thenWarns();
    given(registered(), openedInMay).when(sign('udes', '2026-05-04')).thenWarns();
  });
});
