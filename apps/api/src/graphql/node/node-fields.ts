import type { Type } from '@nestjs/common';
import { ID, ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { EnvelopeBalance } from '../envelope/envelope.types.js';
import { Funding } from '../funding/funding.types.js';
import { Committee } from '../committee/committee.types.js';
import { Meeting } from '../meeting/meeting.types.js';
import { Mission } from '../mission/mission.types.js';
import { Organization } from '../organization/organization.types.js';
import { Person } from '../person/person.types.js';
import { Programme } from '../programme/programme.types.js';
import { Project } from '../project/project.types.js';
import { Resolution } from '../resolution/resolution.types.js';
import { Source } from '../source/source.types.js';
import { NODE_KINDS, writeNodeId, type NodeKind } from './node-id.js';

/** What a node id is made of; a source has no dates. */
interface Identified {
  readonly key: string;
  readonly asOf?: AnswerAsOf;
}

/** The two ids of one kind of thing: `id`, and the key under the name that inputs have for it, such as `agreementId`. */
function nodeFields(kind: NodeKind, type: () => Type<object>): Type<object> {
  @Resolver(type)
  class NodeFields {
    @ResolveField('id', () => ID)
    id({ key, asOf }: Identified): string {
      return writeNodeId(kind, key, asOf?.named ?? '');
    }

    key({ key }: Identified): string {
      return key;
    }
  }
  // An envelope is named by its fund and its region, which are fields of it.
  if (kind !== 'EnvelopeBalance')
    ResolveField(`${kind.toLowerCase()}Id`, () => ID, {
      description: 'The id by which inputs name it; it is the same whatever the dates are.',
    })(NodeFields.prototype, 'key', descriptorOf(NodeFields.prototype, 'key'));
  return NodeFields;
}

function descriptorOf(prototype: object, name: string): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
}

const TYPES: { readonly [Kind in NodeKind]: Type<object> } = {
  Agreement,
  Organization,
  Person,
  Meeting,
  Mission,
  Programme,
  Committee,
  Resolution,
  Project,
  Source,
  Funding,
  EnvelopeBalance,
};

/** The resolvers of the ids of everything that has a node id. */
export const NODE_FIELDS = NODE_KINDS.map((kind) => nodeFields(kind, () => TYPES[kind]));
