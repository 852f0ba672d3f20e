/** The tables of `lean.ts` as an ORM and a code-first schema see them. */
import { Field, ID, ObjectType } from '@nestjs/graphql';
import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';

/** What proves a signature. */
@Entity('source')
export class Source {
  @PrimaryColumn('text')
  id!: string;
}

/** Who signs. */
@ObjectType()
@Entity('organization')
export class Organization {
  @Field(() => ID)
  @PrimaryColumn('text')
  id!: string;

  @Field()
  @Column('text')
  name!: string;
}

/** A row of its own for each party of an agreement. */
@ObjectType('Participation')
@Entity('signature')
export class Signature {
  @PrimaryColumn('text', { name: 'agreement_id' })
  agreementId!: string;

  @PrimaryColumn('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('date', { name: 'signed_on' })
  signedOn!: string;

  @Column('uuid', { name: 'command_id' })
  commandId!: string;

  @ManyToOne(() => Agreement, (agreement) => agreement.parties)
  @JoinColumn({ name: 'agreement_id' })
  agreement!: unknown;

  @Field(() => Organization)
  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'organization_id' })
  organization!: Organization;
}

/** An agreement as it is now: what it was before is in the audit table alone. */
@ObjectType()
@Entity('agreement')
export class Agreement {
  @Field(() => ID)
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  kind!: string;

  @Field()
  @Column('text')
  title!: string;

  @Column('text', { name: 'title_key' })
  titleKey!: string;

  @Column('date', { name: 'starts_on', nullable: true })
  startsOn!: string | null;

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn!: string | null;

  @Field(() => [Signature])
  @OneToMany(() => Signature, (signature) => signature.agreement)
  parties!: Signature[];
}

/** Who did what, when. */
@ObjectType('LedgerEvent')
@Entity('audit')
export class Audit {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  position!: string;

  @CreateDateColumn({ type: 'timestamp with time zone' })
  recorded!: Date;

  @Field({ name: 'recordedBy' })
  @Column('text')
  actor!: string;

  @Column('uuid', { name: 'command_id' })
  commandId!: string;

  @Column('text', { name: 'agreement_id' })
  agreementId!: string;

  @Field({ name: 'type' })
  @Column('text')
  what!: string;

  @Column('jsonb')
  data!: object;

  @Field()
  get recordedAt(): string {
    return this.recorded.toISOString();
  }
}
