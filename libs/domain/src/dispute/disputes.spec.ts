import { inForce } from '../agreement/testing/agreement-facts.js';
import { recorded, type Fact } from '../testing/decider-specification.js';
import { disputesIn } from './disputes.js';
import { annulled, contradicted, disputed, resolved } from './testing/dispute-facts.js';

/** The registration, two signatures, the entry: event-0 to event-3; then event-4 … */
const among = (...facts: readonly Fact[]) => recorded([...inForce(), ...facts]);
const openIn = (...facts: readonly Fact[]) =>
  disputesIn(among(...facts)).flatMap(({ event, open }) => (open ? [event.id] : []));

describe('a dispute', () => {
  it('is open from when it is raised, and names its event and member', () => {
    expect(disputesIn(among(disputed('event-3', 'basis')))).toMatchObject([
      { event: { id: 'event-4' }, targets: ['event-3'], member: 'basis', resolvedBy: null, open: true },
    ]);
  });

  it('is closed by the resolution that names it', () => {
    expect(disputesIn(among(disputed('event-3', 'basis'), resolved('event-4')))).toMatchObject([
      { resolvedBy: { id: 'event-5' }, open: false },
    ]);
  });

  it('is open again when the resolution is annulled', () => {
    expect(openIn(disputed('event-3', 'basis'), resolved('event-4'), annulled('event-5'))).toEqual([
      'event-4',
    ]);
  });

  it('is closed when its record is annulled, and open again when that annulment is', () => {
    const past = [disputed('event-3', 'basis'), annulled('event-3')];
    expect(disputesIn(among(...past))).toMatchObject([{ resolvedBy: null, open: false }]);
    expect(openIn(...past, annulled('event-5'))).toEqual(['event-4']);
  });

  it('is none any more when it is annulled itself', () => {
    expect(disputesIn(among(disputed('event-3', 'basis'), annulled('event-4')))).toEqual([]);
  });

  it('is evidence that contradicts, while one of the events that it names is in effect', () => {
    const past = [contradicted('event-1', 'event-2'), annulled('event-1')];
    expect(disputesIn(among(...past))).toMatchObject([
      { event: { id: 'event-4' }, targets: ['event-1', 'event-2'], member: null, open: true },
    ]);
    expect(openIn(...past, annulled('event-2'))).toEqual([]);
    expect(openIn(contradicted('event-1'), resolved('event-4'))).toEqual([]);
  });

  it('is none of a subject that is not known any more', () => {
    expect(disputesIn(among(disputed('event-3', 'basis'), annulled('event-0')))).toEqual([]);
  });
});
