import type { NetworkCounts } from '@entente/read-model';
import { ResolveField, Resolver } from '@nestjs/graphql';
import { Agreement } from '../agreement/agreement.types.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { entityOf } from '../lists/lists.js';
import { Organization } from '../organization/organization.types.js';
import { Network, NetworkOrganization, type NetworkEdge } from './network.types.js';

/** A network, as the API answers it. */
export interface NetworkNode {
  readonly asOf: AnswerAsOf;
  readonly edges: readonly NetworkEdge[];
  readonly truncated: boolean;
  /** What its organisations count; read when it is asked for, once. */
  readonly counts: () => Promise<ReadonlyMap<string, NetworkCounts>>;
}

/** An organisation of a network. */
interface NetworkOrganizationNode extends Entity {
  readonly counts: NetworkNode['counts'];
}

@Resolver(() => Network)
export class NetworkResolver {
  @ResolveField('organizations', () => [NetworkOrganization], {
    description: 'The organisations that the edges join, by id.',
  })
  organizations({ asOf, edges, counts }: NetworkNode): readonly NetworkOrganizationNode[] {
    const ids = new Set(edges.map(({ organizationId }) => organizationId));
    return [...ids].toSorted().map((key) => ({ key, asOf, counts }));
  }

  @ResolveField('agreements', () => [Agreement], {
    description: 'The agreements that the edges join, by title.',
  })
  agreements({ asOf, edges }: NetworkNode): readonly Entity[] {
    return [...new Set(edges.map(({ agreementId }) => agreementId))].map((key) => entityOf(key, asOf));
  }
}

@Resolver(() => NetworkOrganization)
export class NetworkOrganizationResolver {
  @ResolveField('organization', () => Organization, { description: 'The organisation.' })
  organization({ key, asOf }: NetworkOrganizationNode): Entity {
    return { key, asOf };
  }

  @ResolveField('agreements')
  async agreements({ key, counts }: NetworkOrganizationNode): Promise<number> {
    return (await counts()).get(key)?.agreements ?? 0;
  }

  @ResolveField('partners')
  async partners({ key, counts }: NetworkOrganizationNode): Promise<number> {
    return (await counts()).get(key)?.partners ?? 0;
  }
}
