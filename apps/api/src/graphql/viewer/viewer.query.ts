import { isAllowed, type Access, type Role as CallersRole } from '@entente/access';
import { FACTS } from '@entente/domain';
import { Inject } from '@nestjs/common';
import { Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { ACCESS } from '../../api-parts.js';
import { Allow, recorderOf } from '../../guard.js';
import type { ApiContext } from '../loading/context.js';
import { callerOf } from '../recording/recorder.js';
import { Role } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@ObjectType('Viewer', { description: 'Who asks.' })
class Viewer {
  @Field(() => Role, { description: 'The role of the token that was shown, or of the session’s.' })
  readonly role!: keyof typeof Role;

  @Field(() => String, { description: 'Whom or what the token was made for.' })
  readonly name!: string;

  @Field(() => String, { description: 'As recordedBy of an event has it: role:token-id.' })
  readonly actor!: string;

  @Field(() => [String], {
    description: 'The commands that it may record with, by the names of their mutations.',
  })
  readonly may!: readonly string[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the session or the token ends by itself; null where it does not.',
  })
  readonly endsAt!: Date | null;
}

@Resolver()
export class ViewerQuery {
  constructor(@Inject(ACCESS) private readonly access: Access) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => Viewer, { nullable: true, description: 'Who asks, and what they may record.' })
  async viewer(@Context() { caller }: ApiContext): Promise<Viewer> {
    const { role, tokenId, actor, ends } = callerOf(caller);
    const names = await this.access.namesOf([tokenId]);
    return {
      role: ROLE_NAMES[role],
      name: names.get(tokenId) ?? '',
      actor,
      may: commandsOf(role),
      endsAt: ends,
    };
  }
}

const ROLE_NAMES = {
  secretariat: 'SECRETARIAT',
  depositary: 'DEPOSITARY',
  auditor: 'AUDITOR',
  dashboard: 'DASHBOARD',
} as const satisfies { readonly [R in CallersRole]: keyof typeof Role };

/** The commands that a role may record with: those of the facts that have a mutation. */
function commandsOf(role: CallersRole): readonly string[] {
  return FACTS.filter((fact) => fact.stream !== 'ledger' && isAllowed(role, [recorderOf(fact)])).map(
    ({ command }) => command,
  );
}
