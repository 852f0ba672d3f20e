import {
  inForce,
  intended,
  registered,
  signed,
  termSet,
  withdrawing,
} from '../agreement/testing/agreement-facts.js';
import { decide, type Command, type CommandName } from '../catalogue.js';
import type { Fact } from '../facts/fact.js';
import { COMMON_MEMBERS, DATE_MEMBERS, type Member, type Members } from '../facts/member.js';
import { isDecimal } from '../money/decimal.js';
import { disputed } from '../dispute/testing/dispute-facts.js';
import { bylaw, established, granted } from '../committee/testing/committee-facts.js';
import { registered as programme } from '../programme/testing/programme-facts.js';
import { approved, proposed as project, submitted } from '../project/testing/project-facts.js';
import { proposed as resolution } from '../resolution/testing/resolution-facts.js';
import { opened } from '../ledger/testing/ledger-facts.js';
import { held, scheduled } from '../meeting/testing/meeting-facts.js';
import { technum } from '../organization/testing/organization-facts.js';
import { undertaken } from '../mission/testing/mission-facts.js';
import { held as personHeld, registered as person, requested } from '../person/testing/person-facts.js';
import { allotted, committed } from '../envelope/testing/envelope-facts.js';
import { awarded } from '../funding/testing/funding-facts.js';
import type { Decision, PastEvent } from '../rules/decision.js';
import {
  CONTEXT,
  date,
  fact,
  holding,
  recorded,
  type Fact as RecordedFact,
} from './decider-specification.js';

/** Inputs made from the declarations of facts: what the derivations are tried on, for every fact there is. */

/** An input or a part of one. */
export interface Example {
  readonly [name: string]: unknown;
}

/** All members of a fact's command: its own, and those that every command may carry. */
export function allMembers({ members }: Fact): Members {
  return { ...COMMON_MEMBERS, ...members };
}

/** An input with every member that a caller may give. Ids are in upper case (`ID-7`), and every id is another one. */
export function exampleOf(members: Members): Example {
  let made = 0;
  const object = (of: Members): Example =>
    Object.fromEntries(
      Object.entries(of)
        .filter(([, { inInput }]) => inInput !== 'ABSENT')
        .map(([name, member]) => [name, value(member)]),
    );
  const value = (member: Member): unknown => {
    made += 1;
    switch (member.kind) {
      case 'id':
        return `ID-${made}`;
      case 'partId':
        return `PART-${made}`;
      case 'idOf':
        return `ID-${made}`;
      case 'either':
        return value(member.of[0] as Member);
      case 'eventId':
        return eventIdAt(made).toUpperCase();
      case 'uuid':
        return eventIdAt(made);
      case 'word':
      case 'name':
      case 'freeText':
      case 'document':
        return `text ${made}`;
      case 'oneOf':
        return member.words[0];
      case 'language':
        return 'fr';
      case 'hash':
        return 'ab'.repeat(32);
      case 'duration':
        return 'P5Y';
      case 'decimal':
        return `${made}.5`;
      case 'currency':
        return 'CAD';
      case 'count':
        return member.least + made;
      case 'flag':
        return true;
      case 'day':
        return '2025-07-01';
      case 'edtf':
        return '2025-07-01';
      case 'stream':
        return `agreement-${made}`;
      case 'json':
        return { [`member-${made}`]: `text ${made}` };
      case 'value':
        return `text ${made}`;
      case 'date':
        return object(DATE_MEMBERS);
      case 'object':
        return object(member.members);
      case 'list':
        return [value(member.item)];
      default:
        return member satisfies never;
    }
  };
  return object(members);
}

/** The id of the n-th event of {@link pastOf}. */
export function eventIdAt(order: number): string {
  return `0a0a0a0a-1111-5222-8333-${String(order).padStart(12, '0')}`;
}

/** A value of an input that holds no others. */
export interface Leaf {
  readonly path: readonly string[];
  readonly member: Member;
  readonly value: unknown;
  /** It is sealed, or part of what is. */
  readonly sealed: boolean;
}

/** The values of an example that hold no others, those of dates and lists too. */
export function leavesOf(members: Members, example: Example): readonly Leaf[] {
  return Object.entries(example).flatMap(([name, value]) => {
    const member = members[name];
    if (!member) throw new Error(`${name} is not declared`);
    return below(member, value, [name], false);
  });
}

function below(member: Member, value: unknown, path: readonly string[], inSealed: boolean): readonly Leaf[] {
  const sealed = inSealed || member.sealed !== undefined;
  if (member.kind === 'list')
    return (value as readonly unknown[]).flatMap((item, index) =>
      below(member.item, item, [...path, String(index)], sealed),
    );
  if (member.kind !== 'object' && member.kind !== 'date') return [{ path, member, value, sealed }];
  const members: Members = member.kind === 'date' ? DATE_MEMBERS : member.members;
  return Object.entries(value as Example).flatMap(([name, part]) =>
    below(members[name] as Member, part, [...path, name], sealed),
  );
}

/** An example in which one value is another one. */
export function changedAt(example: Example, path: readonly string[]): Example {
  const copy = structuredClone(example);
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<unknown>((part, name) => (part as Example)[name], copy);
  const values = holder as Record<string, unknown>;
  const value = values[last];
  values[last] = isDecimal(value)
    ? `${value}1`
    : typeof value === 'boolean'
      ? !value
      : typeof value === 'number'
        ? value + 1
        : `${String(value)} more`;
  return copy;
}

/** What an example needs that does not follow from the declaration: other facts before it, members that fit one another. */
interface Setting {
  readonly past?: readonly RecordedFact[];
  /** In place of what was made; undefined leaves a member out. */
  readonly input?: Example;
  /** What other streams hold that its rules read, by the name of the stream. */
  readonly others?: { readonly [stream: string]: readonly RecordedFact[] };
}

/** A source that was deposited by its hash alone: the one that examples give. */
const deposited = fact('SourceDeposited', '2025-01-28', {
  sourceId: 'source-1',
  kind: 'ARTICLE',
  sha256: 'ab'.repeat(32),
});

/** What each kind of stream has recorded before an example, unless its setting says otherwise. */
const PAST: { readonly [stream in Fact['stream']]: readonly RecordedFact[] } = {
  agreement: inForce({ openToAccession: true }),
  organization: [technum],
  person: [person],
  meeting: [held],
  mission: [undertaken],
  funding: [awarded],
  envelope: [allotted('2025-01-01', '4000000'), committed('2025-02-01', 'one', '1000')],
  programme: [programme],
  committee: [established],
  resolution: [resolution],
  project: [project],
  source: [deposited],
  ledger: [opened],
  any: inForce({ openToAccession: true }),
};

const TERM = {
  startsOn: { edtf: '2025-02-01', note: 'article 9' },
  endsOn: { edtf: '2030-01-31', note: 'article 9' },
};

/** A review that was scheduled before it was held. */
function reviewed(): Setting {
  const scheduled = fact('ReviewScheduled', '2025-03-01', {
    agreementId: 'mou',
    reviewId: 'mid-term',
    dueOn: date('2025-06-30'),
  });
  return { past: [...inForce(), scheduled], input: { reviewId: 'mid-term' } };
}

/** A committee with one member and a quorum of one. */
const COMMITTEE_OF_ONE = {
  'committee-meuble': [
    established,
    granted('p-1', '2006-01-01'),
    bylaw('2006-01-01', { quorum: { members: 1 } }),
  ],
};

const SETTINGS: { readonly [C in CommandName]?: readonly Setting[] } = {
  openForSignature: [{ past: [registered()] }],
  withdrawIntent: [{ past: [...inForce(), intended('cmc', '2025-04-16')], input: { organizationId: 'cmc' } }],
  lapseIntent: [
    {
      past: [...inForce(), intended('cmc', '2025-04-16', '2025-06-30')],
      input: { organizationId: 'cmc', intentEventId: eventIdAt(4), expectedBy: '2025-06-30' },
    },
  ],
  recordRatification: [
    {
      past: [registered({ bindingOn: 'RATIFICATION' }), signed('udes', '2025-01-10')],
      input: { organizationId: 'udes' },
    },
  ],
  recordEntryIntoForce: [{ past: [registered(), signed('udes', '2025-01-10'), signed('uvm', '2025-01-20')] }],
  setTerm: [
    { input: { ...TERM, renewal: 'TACIT', openEnded: undefined } },
    {
      input: {
        ...TERM,
        endsOn: undefined,
        duration: undefined,
        renewalPeriod: undefined,
        renewals: undefined,
      },
    },
  ],
  terminateAgreement: [{ input: { organizationId: 'uvm' } }],
  recordWithdrawal: [
    {
      past: [
        ...inForce(),
        fact('AgreementTermSet', '2025-02-01', {
          agreementId: 'mou',
          endsOn: date('2030-01-31'),
          noticeDays: 0,
        }),
      ],
      input: { organizationId: 'uvm' },
    },
  ],
  revokeWithdrawal: [
    {
      past: [...inForce(), withdrawing('uvm', '2025-06-01', '2027-01-01')],
      input: { organizationId: 'uvm' },
    },
  ],
  completeWithdrawal: [
    {
      past: [...inForce(), withdrawing('uvm', '2025-06-01', '2025-07-01')],
      input: { organizationId: 'uvm', notificationEventId: eventIdAt(4), day: '2025-07-01' },
    },
  ],
  recordSuccession: [{ input: { predecessorId: 'uvm' } }],
  abandonAgreement: [{ past: [registered()] }],
  reinstateAgreement: [
    {
      past: [...inForce(), termSet('2025-02-01', '2025-03-31')],
      input: {
        coversGap: false,
        newEndsOn: { edtf: '2028-03-31', note: 'article 9' },
        overrides: [{ rule: 'REINSTATEMENT', reason: 'all agreed' }],
      },
    },
  ],
  amendAgreement: [
    { input: { changes: [{ member: 'sectors', sectors: [{ text: 'text 1', lang: 'fr' }] }] } },
  ],
  severOrganizationLink: [
    {
      past: [
        technum,
        fact('OrganizationsLinkedAsSame', '2025-02-01', { organizationId: 'technum', sameIds: ['jonq'] }),
      ],
      input: { sameIds: ['jonq'] },
    },
  ],
  scheduleReview: [{}],
  recordReview: [{ input: { reviewId: undefined } }, reviewed()],
  extendTerm: [
    {
      past: [...inForce(), termSet('2025-02-01', '2026-06-04')],
      input: { newEndsOn: { edtf: '2028-06-04', note: 'article 9' } },
    },
  ],
  renewAgreement: [
    {
      past: [...inForce(), termSet('2025-02-01', '2025-12-31')],
      input: {
        startsOn: { edtf: '2026-01-01', note: 'article 9' },
        newEndsOn: { edtf: '2030-12-31', note: 'article 9' },
        renewal: 'TACIT',
      },
    },
  ],
  declineRenewal: [
    {
      past: [
        ...inForce(),
        fact('AgreementTermSet', '2025-02-01', {
          agreementId: 'mou',
          endsOn: date('2026-01-31'),
          tacit: { period: 'P1Y' },
        }),
      ],
      input: { organizationId: 'uvm', endsOn: { edtf: '2026-01-31', note: 'article 9' } },
    },
  ],
  suspendAgreement: [{ input: { organizationIds: ['uvm'] } }, { input: { organizationIds: undefined } }],
  resumeAgreement: [
    {
      past: [...inForce(), fact('AgreementSuspended', '2025-03-01', { agreementId: 'mou' })],
      input: { organizationIds: undefined },
    },
    {
      past: [
        ...inForce(),
        fact('AgreementSuspended', '2025-03-01', { agreementId: 'mou', organizationIds: ['uvm'] }),
      ],
      input: { organizationIds: ['uvm'] },
    },
  ],
  expireAgreement: [
    { past: [...inForce(), termSet('2025-02-01', '2026-06-04')], input: { lastDay: '2026-06-04' } },
  ],
  attachEvidence: [{ input: { supports: [eventIdAt(1)] } }],
  reportIndicator: [
    {
      input: {
        period: {
          from: '2025-01-01',
          to: '2025-06-30',
          fiscalYear: '2025',
          collectionClosedOn: '2025-07-31',
        },
      },
    },
  ],
  attachEvidenceToRecord: [{ input: { supports: [eventIdAt(1)] } }],
  disputeAssertion: [
    {
      input: {
        eventId: eventIdAt(0),
        member: 'occurredOn',
        alternatives: [
          { evidence: 0, value: { edtf: '2025-01-10', note: 'lettre' }, eventId: eventIdAt(1) },
          { evidence: 0 },
        ],
        conflictsWith: [eventIdAt(1)],
      },
    },
  ],
  resolveDispute: [
    {
      past: [...inForce(), disputed(eventIdAt(0), 'kind')],
      input: {
        disputes: [eventIdAt(inForce().length)],
        outcome: 'RECTIFIED',
        rectify: [{ eventId: eventIdAt(0), set: { kind: 'CONVENTION' } }],
        annul: [eventIdAt(2)],
        authority: 'BETTER_SOURCE',
      },
    },
  ],
  releaseEnvelope: [{ input: { commitmentId: 'one' } }],
  recordMeeting: [
    {
      past: [scheduled],
      input: {
        startLocal: '2025-07-01T09:00',
        endLocal: '2025-07-01T10:30',
        timeZone: 'America/Toronto',
      },
    },
  ],
  cancelMeeting: [{ past: [scheduled] }],
  liftLegalHold: [{ past: [person, personHeld('one')], input: { holdId: 'one' } }],
  issueNotification: [{ past: [person], input: {} }],
  completeErasure: [{ past: [person, requested], input: { request: eventIdAt(1) } }],
  openLedger: [{ past: [] }],
  rectifyRecord: [
    {
      input: {
        records: [
          {
            eventId: eventIdAt(0),
            set: { kind: 'CONVENTION', occurredOn: { edtf: '2025-01-10' } },
            setSealed: { occurredOn: { note: 'lettre' } },
            remove: ['openToAccession'],
          },
        ],
      },
    },
  ],
  adoptBylaw: [{ input: { quorum: { members: 3 } } }, { input: { quorum: { share: '0.5' } } }],
  endMandate: [{ past: [established, granted('p-1', '2010-01-01')], input: { mandateId: 'm-p-1' } }],
  recordVote: [{ input: { personId: 'p-1' }, others: COMMITTEE_OF_ONE }],
  adoptResolution: [{ input: { present: ['p-1'] }, others: COMMITTEE_OF_ONE }],
  rejectResolution: [{ input: { present: ['p-1'] }, others: COMMITTEE_OF_ONE }],
  adoptAnnualProgramme: [{ input: { year: '2008-2009' } }],
  fileAnnualReview: [{ input: { year: '2008' } }],
  approveProject: [{ input: { approval: 'REGIONAL_COMMITTEE_APPROVAL' } }],
  submitProject: [
    {
      past: [project, approved('CLUSTER_COMMITTEE_RESOLUTION'), approved('REGIONAL_COMMITTEE_APPROVAL')],
    },
  ],
  decideAid: [{ past: [project, submitted] }],
  annulRecord: [{ input: { eventId: eventIdAt(2) } }],
};

/** An example with what its stream recorded before. */
export interface AcceptedExample {
  readonly past: readonly PastEvent[];
  readonly input: Example;
  readonly others?: Setting['others'];
}

/**
 * Examples of a fact's command, together with every member that it may have. What is made does fit most facts; one that
 * needs more is refused, and gets a setting above.
 */
export function acceptedExamples(fact: Fact): readonly AcceptedExample[] {
  const settings = SETTINGS[fact.command as CommandName] ?? [{}];
  return settings.map(
    ({ past = fact.place === 'BEGINS' ? [] : PAST[fact.stream], input = {}, others = {} }) => {
      const { overrides: _overrides, effectiveOn, ...made } = exampleOf(allMembers(fact));
      const dates = fact.dates.effective ? { effectiveOn } : {};
      const members = Object.entries({ ...made, ...dates, ...input }).filter(
        ([, value]) => value !== undefined,
      );
      return {
        past: recorded(past).map((event, order) => ({ ...event, id: eventIdAt(order) })),
        input: Object.fromEntries(members),
        others,
      };
    },
  );
}

/** Decides a command by its name, where all that it names exists. */
export function decideExample(fact: Fact, { past, input, others = {} }: AcceptedExample): Decision {
  return decide(past, { name: fact.command, input } as unknown as Command, {
    ...CONTEXT,
    eventIdAt: (index) => eventIdAt(100 + index),
    eventsOf: holding(others),
  });
}
