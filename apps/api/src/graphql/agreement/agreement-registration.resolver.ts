import type { EventData, Text } from '@entente/domain';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Identifier } from '../organization/organization.types.js';
import { BindingOn, YesNoUnknown } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { textIn } from '../vocabulary/texts.js';
import { Agreement, Objective } from './agreement.types.js';

/** What the registration of an agreement says: knowledge, which holds on every day. */
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
    return (await registrationOf(node, context)).binding;
  }

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await registrationOf(node, context)).title, lang);
  }

  @ResolveField('titles', () => [LocalizedText], { description: 'Its title in each language.' })
  async titles(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).title;
  }

  @ResolveField('objectives', () => [Objective], { description: 'What it is for.' })
  async objectives(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Objective[]> {
    return (await registrationOf(node, context)).objectives ?? [];
  }

  @ResolveField('sectors', () => [LocalizedText], { description: 'The sectors that it concerns.' })
  async sectors(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).sectors ?? [];
  }

  @ResolveField('openToAccession', () => Boolean, {
    nullable: true,
    description: 'Whether others may accede; null: not known.',
  })
  async openToAccession(node: Entity, _args: unknown, context: ApiContext): Promise<boolean | null> {
    return (await registrationOf(node, context)).openToAccession ?? null;
  }

  @ResolveField('bindingOn', () => BindingOn, { description: 'What makes an organisation a party.' })
  async bindingOn(node: Entity, _args: unknown, context: ApiContext): Promise<keyof typeof BindingOn> {
    return (await registrationOf(node, context)).bindingOn ?? 'SIGNATURE';
  }

  @ResolveField('initiative', () => [LocalizedText], { description: 'Of which initiative it is a part.' })
  async initiative(node: Entity, _args: unknown, context: ApiContext): Promise<readonly Text[]> {
    return (await registrationOf(node, context)).initiative ?? [];
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

async function registrationOf(
  { key, asOf }: Entity,
  { loaders }: ApiContext,
): Promise<EventData['AgreementRegistered']> {
  const row = await loaders.agreement(asOf, key);
  if (!row) throw new Error(`agreement ${key} is not known at the dates of its answer`);
  return row.registration;
}
