/**
 * What a team would build on a CRUD: NestJS, Apollo and TypeORM over the tables of `lean.ts`, which are updated in place, with
 * an audit table. The rules of a signature are the ledger's. On Fastify, which is the faster of Nest's two.
 */
import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgreementResolver } from './resolver.js';
import { Agreement, Audit, Organization, Signature, Source } from './tables.js';

/** Starts it over tables that are filled; resolves with its address. */
export async function start(url: string): Promise<string> {
  @Module({
    imports: [
      TypeOrmModule.forRoot({
        type: 'postgres',
        url,
        entities: [Agreement, Audit, Organization, Signature, Source],
        poolSize: 12,
        extra: { options: '-c jit=off' },
      }),
      GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver,
        autoSchemaFile: true,
        introspection: false,
      }),
    ],
    providers: [AgreementResolver],
  })
  class Peer {}

  // A refusal is answered; written to the log as well, it would cost this peer time that no other spends.
  const app = await NestFactory.create(Peer, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}
