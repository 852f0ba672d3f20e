import { type Content, type EventData, type Text, textIn } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Identifier } from '../organization/organization.types.js';
import { BindingOn, YesNoUnknown } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { Agreement, Objective } from './agreement.types.js';

/** What an agreement says of itself: by its registration, which holds on every day, and as amended by validOn. */
@Resolver(() => Agreement)
export class AgreementRegistrationResolver {
  @ResolveField('kind', () => String, {
    description: 'MOU, COOPERATION_AGREEMENT, IMPLEMENTATION_AGREEMENT …',
  })
  async kind(node: Entity, _args: unknown, context: ApiContext): Promise<string> {
    return (await registrationOf(node, context)).kind;
  }

  @ResolveField('binding', () => YesNoUnknown, { description: 'Whether it binds its parties.' })
  async binding(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof YesNoUnknown> {
    return (await contentOf(node, context)).binding as keyof typeof YesNoUnknown;
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await contentOf(node, context)).title, lang);
  }

  @ResolveField('titles', () => [LocalizedText], { description: 'Its title in each language.' })
  async titles(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await contentOf(node, context)).title;
  }

  @ResolveField('objectives', () => [Objective], { description: 'What it is for.' })
  async objectives(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Objective[]> {
    return (await contentOf(node, context)).objectives ?? [];
  }

  @ResolveField('sectors', () => [LocalizedText], { description: 'The sectors that it concerns.' })
  async sectors(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await contentOf(node, context)).sectors ?? [];
  }

  @ResolveField('openToAccession', () => Boolean, {
    nullable: true,
    description: 'Whether others may accede; null: not known.',
  })
  async openToAccession(node: Entity, _args: unknown, context: ApiContext): Promise<boolean | null> {
    return (await contentOf(node, context)).openToAccession ?? null;
  }

  @ResolveField('bindingOn', () => BindingOn, { description: 'What makes an organisation a party.' })
  async bindingOn(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof BindingOn> {
    return (await registrationOf(node, context)).bindingOn ?? 'SIGNATURE';
  }

  @ResolveField('initiative', () => [LocalizedText], { description: 'Of which initiative it is a part.' })
  async initiative(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await contentOf(node, context)).initiative ?? [];
  }

  @ResolveField('instrumentLabel', () => String, {
    nullable: true,
    description: 'What its text calls it: entente, convention, protocole …',
  })
  async instrumentLabel(node: Entity, _args: unknown, context: ApiContext): Promise<string | null> {
    return (await registrationOf(node, context)).instrumentLabel ?? null;
  }

  @ResolveField('identifiers', () => [Identifier], { description: 'Its identifiers in registers of others.' })
  async identifiers(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Identifier[]> {
    return (await registrationOf(node, context)).identifiers ?? [];
  }
}

/** What it says of itself on validOn: what its registration says, unless it was amended. */
async function contentOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<Content> {
  const row = await loaders.agreement(asOf, key);
  const amended = row?.amended ? await loaders.content(asOf, key) : null;
  return amended?.content ?? known(row, key).registration;
}

async function registrationOf(
  { key, asOf }: Entity,
  { loaders }: ApiContext,
): Promise<EventData['AgreementRegistered']> {
  return known(await loaders.agreement(asOf, key), key).registration;
}

function known<T>(row: T | null, key: string): T {
  if (row === null) throw new Error(`agreement ${key} is not known at the dates of its answer`);
  return row;
}
