import { deciderOf, type Json, type UncertainDate } from '@entente/domain';
import { factOf, given, membersOf, type AroundEvent, type NotCarried } from './given-again.js';
import type { LoggedEvent } from './read-log.js';

/** What corrections, disputes and their resolutions are given as, which differs from how they are stored. */
type Given = { readonly [name: string]: unknown };

interface StoredPatch {
  readonly target: string;
  readonly targetType: string;
  readonly targetSchema: number;
  readonly set?: {
    readonly occurred?: UncertainDate;
    readonly effective?: UncertainDate;
    readonly data?: { readonly [name: string]: Json };
  };
  readonly removed?: readonly string[];
}

/** The members of a rectification or an annulment; null for any other fact. */
export function correctionOf(event: LoggedEvent, around: AroundEvent): Given | NotCarried | null {
  if (event.type === 'RecordAnnulled') return { eventId: annulledBy(event, around) };
  if (event.type !== 'RecordRectified') return null;
  const patch = patchOf(event, around);
  return typeof patch === 'string' ? patch : { records: [patch] };
}

/** The members of the resolution of a dispute, with the corrections that were recorded with it; null for any other fact. */
export function resolutionOf(event: LoggedEvent, around: AroundEvent): Given | NotCarried | null {
  if (event.type !== 'DisputeResolved') return null;
  const rectify: Given[] = [];
  const annul: string[] = [];
  let authority: Json | undefined;
  for (const directive of directivesOf(event).map(around.eventNamed)) {
    if (!directive) return 'NOT_IMPORTED';
    authority ??= directive.data['authority'];
    if (directive.type === 'RecordAnnulled') annul.push(annulledBy(directive, around));
    else {
      const patch = patchOf(directive, around);
      if (typeof patch === 'string') return patch;
      rectify.push(patch);
    }
  }
  return {
    ...(rectify.length > 0 && { rectify }),
    ...(annul.length > 0 && { annul }),
    ...(authority !== undefined && authority !== null && { authority }),
  };
}

/** The members of a dispute that are given otherwise than they are stored; null for any other fact. */
export function disputeMembersOf(event: LoggedEvent, { eventIdOf }: AroundEvent): Given | null {
  if (event.type !== 'AssertionDisputed') return null;
  const { target, alternatives } = event.data as unknown as {
    readonly target: string;
    readonly alternatives: readonly {
      readonly citation: number;
      readonly value?: Json;
      readonly eventId?: string;
    }[];
  };
  return {
    eventId: eventIdOf(target),
    alternatives: alternatives.map(({ citation, value, eventId }) => ({
      evidence: citation,
      ...(value !== undefined && { value: saidAs(value) }),
      ...(eventId !== undefined && { eventId: eventIdOf(eventId) }),
    })),
  };
}

/** The corrections that were recorded with a resolution, in one append before it. */
export function directivesOf({ type, data }: Pick<LoggedEvent, 'type' | 'data'>): readonly string[] {
  const { directives = [] } = data as { readonly directives?: readonly string[] };
  return type === 'DisputeResolved' ? directives : [];
}

function annulledBy({ data }: LoggedEvent, { eventIdOf }: AroundEvent): string {
  return eventIdOf((data as { readonly target: string }).target);
}

/** A rectification of one record, as it is given: what is sealed of it apart. */
function patchOf({ data }: LoggedEvent, { eventIdOf }: AroundEvent): Given | NotCarried {
  const { target, targetType, targetSchema, set = {}, removed } = data as unknown as StoredPatch;
  const fact = factOf({ type: targetType });
  if (!fact) return 'NOT_IMPORTED';
  if (fact.version !== targetSchema) return 'EARLIER_VERSION';
  const said = {
    ...membersOf(fact.members, set.data ?? {}, eventIdOf),
    ...amendedIn(fact.command, set.data),
  };
  const isSealed = ([name]: readonly [string, unknown]) => fact.members[name]?.sealed !== undefined;
  const clear = {
    ...(set.occurred && { occurredOn: given(set.occurred) }),
    // The effect of a fact that has no day of effect of its own follows from its other members.
    ...(set.effective && fact.dates.effective && { effectiveOn: given(set.effective) }),
    ...Object.fromEntries(Object.entries(said).filter((one) => !isSealed(one))),
  };
  const sealed = Object.fromEntries(Object.entries(said).filter(isSealed));
  return {
    eventId: eventIdOf(target),
    ...(Object.keys(clear).length > 0 && { set: clear }),
    ...(Object.keys(sealed).length > 0 && { setSealed: sealed }),
    ...(removed && removed.length > 0 && { remove: removed }),
  };
}

/** What a fact stores in another form than it is given. A patch has some of its members only: those of an amendment stand together. */
function amendedIn(command: Parameters<typeof deciderOf>[0], data: Given | undefined): object {
  if (data === undefined || (command === 'amendAgreement' && data['changes'] === undefined)) return {};
  return deciderOf(command).rules.asGiven?.(data as never) ?? {};
}

/** What a source says of a member: a date as inputs give one. */
function saidAs(value: Json): Json {
  const isDate =
    typeof value === 'object' &&
    value !== null &&
    'edtf' in value &&
    'point' in value &&
    'precision' in value;
  return isDate ? (given(value as unknown as UncertainDate) as unknown as Json) : value;
}
