import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTS } from '../../catalogue.js';
import type { PastEvent } from '../../rules/decision.js';
import { date } from '../../testing/decider-specification.js';
import type { Day } from '../../time/day.js';
import type { DateInput } from '../../time/uncertain-date.js';
import { foldAgreement, roleOn, statusOn } from './index.js';

interface Case {
  readonly name: string;
  readonly facts: readonly {
    readonly command: string;
    readonly input: { readonly occurredOn: DateInput; readonly [member: string]: unknown };
    readonly expect?: { readonly refused?: string };
  }[];
  readonly ask: readonly {
    readonly query: 'status' | 'party';
    readonly organizationId?: string;
    readonly validOn: Day;
    readonly expect: object;
  }[];
}

const FILE = join(import.meta.dirname, '../../../../../test/contract/semantics-cases.json');
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly Case[] };

/** The commands of the cases that nobody can give yet, and what they will record. */
const TO_COME: Readonly<Record<string, string>> = {
  suspendAgreement: 'AgreementSuspended',
  resumeAgreement: 'AgreementResumed',
  terminateAgreement: 'AgreementTerminated',
  recordWithdrawal: 'PartnerWithdrawalNotified',
};
const TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FACTS.map(({ command, type }) => [command, type])),
  ...TO_COME,
};

function lineOf({ facts }: Case) {
  const recorded = facts.filter((one) => one.expect?.refused === undefined);
  const events = recorded.map(({ command, input: { occurredOn, ...data } }, order) => {
    const on = date(occurredOn);
    return { id: String(order), order, type: TYPES[command], occurred: on, effective: on, data };
  });
  return foldAgreement(events as unknown as readonly PastEvent[]);
}

describe('the cases of the contract whose acts cannot be recorded yet', () => {
  const toCome = cases.filter(({ facts }) => facts.some(({ command }) => command in TO_COME));

  it('are four', () => {
    expect(toCome).toHaveLength(4);
  });

  it.each(toCome.map((one) => [one.name, one] as const))('are folded all the same: %s', (_name, one) => {
    const line = lineOf(one);
    for (const { query, organizationId, validOn, expect: wanted } of one.ask) {
      const roles = line.participations
        .filter((participation) => participation.organizationId === organizationId)
        .flatMap((participation) => roleOn(participation, validOn) ?? []);
      const answer = query === 'party' ? roles.find(({ role }) => role === 'PARTY') : statusOn(line, validOn);
      const possible = answer && 'possible' in answer ? { possible: answer.possible.toSorted() } : {};
      expect({ validOn, ...answer, ...possible }).toMatchObject({ validOn, ...wanted });
    }
  });
});
