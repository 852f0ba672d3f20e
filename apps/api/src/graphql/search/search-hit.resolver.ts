import { ResolveField, Resolver } from '@nestjs/graphql';
import { AgreementRegistrationResolver } from '../agreement/agreement-registration.resolver.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { MeetingResolver } from '../meeting/meeting.resolver.js';
import { OrganizationResolver } from '../organization/organization.resolver.js';
import { displayNameOf } from '../person/display-name.js';
import type { HitNode } from './search.query.js';
import { SearchHit } from './search.types.js';

/** What a hit is called, as it is called elsewhere. */
@Resolver(() => SearchHit)
export class SearchHitResolver {
  constructor(
    private readonly agreements: AgreementRegistrationResolver,
    private readonly organizations: OrganizationResolver,
    private readonly meetings: MeetingResolver,
  ) {}

  @ResolveField('label', () => String, {
    description: 'Its title or name, in the language asked for or in the one there is; else its key.',
  })
  async label(hit: HitNode, @LangArg() lang: LangArgs, context: ApiContext): Promise<string> {
    return (await this.nameOf(hit, lang, context)) ?? hit.key;
  }

  @ResolveField('hint', () => String, {
    nullable: true,
    description:
      'What tells it from others of its name: the kind of an agreement or a source, another name, the day of a meeting.',
  })
  async hint(hit: HitNode, @LangArg() lang: LangArgs, context: ApiContext): Promise<string | null> {
    const { kind, key, asOf } = hit;
    const { loaders } = context;
    switch (kind) {
      case 'AGREEMENT':
        return (await loaders.agreement(asOf, key))?.kind ?? null;
      case 'ORGANIZATION': {
        const label = await this.label(hit, lang, context);
        return (await loaders.names(asOf, key)).find(({ text }) => text !== label)?.text ?? null;
      }
      case 'MEETING': {
        const row = await loaders.meeting(asOf, key);
        return (row?.held ?? row?.scheduled_for)?.edtf ?? null;
      }
      case 'SOURCE': {
        const { deposit } = (await loaders.deposit(asOf, key)) ?? {};
        return deposit ? [deposit.kind, deposit.publishedOn].filter(Boolean).join(', ') : null;
      }
      case 'PERSON':
        return null;
      default:
        return kind satisfies never;
    }
  }

  private async nameOf(hit: HitNode, lang: LangArgs, context: ApiContext): Promise<string | null> {
    const { kind, key, asOf } = hit;
    switch (kind) {
      case 'AGREEMENT':
        return this.agreements.title(hit, lang, context);
      case 'ORGANIZATION':
        return this.organizations.name(hit, lang, context);
      case 'MEETING':
        return this.meetings.title(hit, lang, context);
      case 'SOURCE': {
        const { deposit } = (await context.loaders.deposit(asOf, key)) ?? {};
        return deposit?.issuer ?? deposit?.file ?? null;
      }
      case 'PERSON':
        return displayNameOf(key, asOf, context.loaders);
      default:
        return kind satisfies never;
    }
  }
}
