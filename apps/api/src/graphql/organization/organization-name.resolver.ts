import type { OrganizationNameRow } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { OrganizationName } from './organization.types.js';

@Resolver(() => OrganizationName)
export class OrganizationNameResolver {
  @ResolveField('knownSince', () => DateTimeScalar, { description: 'Since when the ledger knows it.' })
  knownSince({ given_at }: OrganizationNameRow, _args: unknown, { loaders }: ApiContext): Promise<Date> {
    return loaders.knownSince(given_at);
  }
}
