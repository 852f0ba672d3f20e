import type { WrittenProfile } from './profile.js';

/** The agreements of a consortium with a publisher, as the ESAC registry publishes them: a row, two parties, a term. */
const ESAC: WrittenProfile = {
  profile: 'esac',
  version: 1,
  title: 'ESAC Transformative Agreement Registry',
  source: { kind: 'REGISTER', issuer: 'ESAC Initiative', lang: 'en' },
  key: '{id}',
  columns: {
    id: { headers: ['id', 'ID', 'Agreement ID'] },
    publisher: { headers: ['publisher'], organization: { kind: 'PUBLISHER', lang: 'en' } },
    organization: {
      headers: ['organization', 'organisation'],
      organization: { kind: 'CONSORTIUM', lang: 'en' },
    },
    start: { headers: ['start_date', 'Start date'], dates: ['ISO'] },
    end: {
      headers: ['end_date', 'End date'],
      dates: ['ISO'],
      sentinels: { '9999-12-31': 'OPEN_ENDED', '2899-01-01': 'OPEN_ENDED' },
    },
  },
  acts: [
    {
      step: 'register',
      command: 'registerAgreement',
      input: {
        agreementId: { $id: 'esac-{id}' },
        kind: 'TRANSFORMATIVE_AGREEMENT',
        title: [{ text: { $text: '{publisher} – {organization}' }, lang: 'en' }],
        identifiers: [{ scheme: 'ESAC', value: { $text: '{id}' } }],
      },
    },
    // The registry says that both are bound from the first day, and not when they signed: some day until it was published.
    ...(['organization', 'publisher'] as const).map((column) => ({
      step: `sign-${column}`,
      command: 'recordSignature',
      input: {
        agreementId: { $id: 'esac-{id}' },
        organizationId: { $organization: column },
        occurredOn: { $publication: 'ON_OR_BEFORE' },
        effectiveOn: { $date: 'start' },
      },
    })),
    {
      step: 'enter',
      command: 'recordEntryIntoForce',
      input: {
        agreementId: { $id: 'esac-{id}' },
        basis: 'PRESUMED_ON_TERM_START',
        occurredOn: { $date: 'start' },
      },
    },
    {
      step: 'term',
      command: 'setTerm',
      input: {
        agreementId: { $id: 'esac-{id}' },
        occurredOn: { $date: 'start' },
        startsOn: { $date: 'start' },
        endsOn: { $date: 'end' },
        openEnded: { $means: 'end', is: 'OPEN_ENDED' },
      },
    },
  ],
};

const READY: readonly WrittenProfile[] = [ESAC];

/** The profile that comes with the ledger under a name; null where there is none. */
export function readyProfile(name: string): WrittenProfile | null {
  return READY.find(({ profile }) => profile === name) ?? null;
}

/** The names of the profiles that come with the ledger. */
export const READY_NAMES: readonly string[] = READY.map(({ profile }) => profile);
