import {
  BASES,
  isDay,
  sealedPointers,
  type EarlierVersion,
  type Fact,
  type Member,
  type Members,
} from '@entente/domain';
import { z } from 'zod';
import type { StoredEventType } from './catalogue.js';

/** The stored form of facts, derived from their declarations. */

const ID = /^[a-z0-9][a-z0-9._-]{0,99}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** A decimal without zeros at its end, so that equal amounts are equal texts. */
const DECIMAL = /^(?:0|-?0\.\d{0,5}[1-9]|-?[1-9]\d{0,14}(?:\.\d{0,5}[1-9])?)$/;
const CURRENCY = /^[A-Z]{3}$/;

const day = z.string().refine(isDay, 'is not a day').meta({ format: 'date' });
const word = z.string().min(1).max(200);

/** A whole uncertain date, every member there. */
export const uncertainDate = z.strictObject({
  edtf: z.string().min(4),
  point: day,
  earliest: day.nullable(),
  latest: day.nullable(),
  precision: z.enum(['DAY', 'MONTH', 'SEASON', 'YEAR', 'PERIOD', 'UNKNOWN']),
  basis: z.enum(BASES),
});

/** The stored type of a fact: each version of its clear data, and what is sealed of it. */
export function storedTypeOf(fact: Fact): StoredEventType {
  const earlier = fact.earlier ?? [];
  return {
    type: fact.type,
    versions: [
      ...earlier.map(schemaOfVersion),
      schemaOf(fact.members),
    ] as unknown as StoredEventType['versions'],
    upcasts: earlier.map(({ upcast }) => upcast),
    confidential: sealedPointers(fact),
  };
}

function schemaOfVersion({ members }: EarlierVersion): z.ZodType {
  return schemaOf(members);
}

/** The schema of the clear data that some members make. No rule goes across members. */
function schemaOf(members: Members): z.ZodType {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(members)
        .filter(([, { inData }]) => inData !== 'ABSENT')
        .map(([name, member]) => [
          name,
          member.inData === 'OPTIONAL' ? valueOf(member).optional() : valueOf(member),
        ]),
    ),
  );
}

function valueOf(member: Member): z.ZodType {
  switch (member.kind) {
    case 'id':
    case 'partId':
    case 'idOf':
      return z.string().regex(ID);
    case 'either':
      return z.union(member.of.map(valueOf));
    case 'eventId':
    case 'uuid':
      return z.string().regex(UUID);
    case 'word':
    case 'duration':
      return word;
    case 'oneOf':
      return z.enum(member.words);
    case 'edtf':
    case 'name':
    case 'freeText':
    case 'document':
      return z.string().min(1);
    case 'language':
      return z.string().min(2).max(35);
    case 'hash':
      return z.string().regex(SHA256);
    case 'decimal':
      return z.string().regex(DECIMAL);
    case 'currency':
      return z.string().regex(CURRENCY);
    case 'count':
      return z.int().min(member.least);
    case 'flag':
      return member.onlyYes ? z.literal(true) : z.boolean();
    case 'stream':
      return word;
    case 'json':
      return z.record(z.string(), z.json());
    case 'value':
      return z.json();
    case 'day':
      return day;
    case 'date':
      return uncertainDate;
    case 'object':
      return schemaOf(member.members);
    case 'list': {
      const items = z.array(valueOf(member.item));
      return member.atLeast > 0 || member.refusedAs ? items.min(1) : items;
    }
    default:
      return member satisfies never;
  }
}
