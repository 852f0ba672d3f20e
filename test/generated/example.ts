import {
  resolveDate,
  type Confidential,
  type Fact,
  type Json,
  type Member,
  type Members,
  type UncertainDate,
} from '../../libs/domain/src/index.js';

/** An example of a fact with every member that it can have: what is stored in clear, and what is sealed. */
export function exampleOf({ members }: Fact): {
  readonly data: { readonly [name: string]: Json };
  readonly sealed: readonly Confidential[];
} {
  const sealed: Confidential[] = [];
  return { data: dataOf(members, '/data', sealed), sealed };
}

/** The day of examples. */
export const EXAMPLE_DATE: UncertainDate = exampleDate('2025-01-28');

function exampleDate(edtf: string): UncertainDate {
  const read = resolveDate({ edtf, basis: 'STATED' });
  if (!read.ok) throw new TypeError(`${edtf} is not a date`);
  return read.date;
}

function dataOf(
  members: Members,
  pointer: string,
  sealed: Confidential[],
): { readonly [name: string]: Json } {
  const data: { [name: string]: Json } = {};
  for (const [name, member] of Object.entries(members)) {
    const at = `${pointer}/${name}`;
    if (member.kind === 'document') continue;
    if (member.sealed) {
      const { under } = member.sealed;
      const value = valueOf({ ...member, sealed: undefined } as unknown as Member, at, sealed);
      sealed.push({ pointer: at, value, ...(under !== null && { personId: 'ada' }) });
    } else if (member.inData !== 'ABSENT') data[name] = valueOf(member, at, sealed);
  }
  return data;
}

function valueOf(member: Member, pointer: string, sealed: Confidential[]): Json {
  switch (member.kind) {
    case 'id':
      return `${member.of}-1`;
    case 'partId':
      return 'part-1';
    case 'idOf':
      return 'matter-1';
    case 'either':
      return valueOf(member.of[0] as Member, pointer, sealed);
    case 'eventId':
    case 'uuid':
      return '11111111-2222-4333-8444-555555555555';
    case 'oneOf':
      return member.words[0] ?? '';
    case 'language':
      return 'fr';
    case 'hash':
      return '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    case 'duration':
      return 'P5Y';
    case 'decimal':
      return '26750000.5';
    case 'currency':
      return 'CAD';
    case 'count':
      return Math.max(1, member.least);
    case 'flag':
      return true;
    case 'day':
    case 'edtf':
      return '2025-01-28';
    case 'value':
    case 'date':
      sealed.push({ pointer: `${pointer}/note`, value: 'selon la lettre' });
      return EXAMPLE_DATE as unknown as Json;
    case 'stream':
      return 'agreement-1';
    case 'json':
      return { exemple: 'EXEMPLE' };
    case 'word':
    case 'name':
      return 'EXEMPLE';
    case 'freeText':
    case 'document':
      return 'à ne pas montrer';
    case 'object':
      return dataOf(member.members, pointer, sealed);
    case 'list':
      return [valueOf(member.item, `${pointer}/0`, sealed)];
    default:
      return member satisfies never;
  }
}
