import { AccessGuard } from '@entente/access';
import { COMMAND_HANDLERS, LEDGER } from '@entente/ledger';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import { API_PARTS, type ApiParts } from './api-parts.js';
import { FLAG_THRESHOLDS } from './graphql/agreement/flags.js';
import { ErrorFilter } from './graphql/errors/error-filter.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { RESOLVERS } from './graphql/resolvers.js';
import { AsOfResolver } from './graphql/shared/as-of.js';
import { CLOCK, READ_MODEL, STORE, THRESHOLDS, VAULT } from './graphql/shared/context.js';
import { InputPipe } from './graphql/shared/input-pipe.js';
import { Recorder } from './graphql/shared/recorder.js';

/** The API as a Nest module, over whatever parts the composition gives. */
@Module({})
export class ApiModule {
  static over(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot(), GraphQLModule.forRoot<MercuriusDriverConfig>(graphqlOptions(parts))],
      providers: [
        { provide: API_PARTS, useValue: parts },
        { provide: LEDGER, useValue: parts.ledger },
        { provide: READ_MODEL, useValue: parts.readModel },
        { provide: STORE, useValue: parts.store },
        { provide: VAULT, useValue: parts.vault },
        { provide: CLOCK, useValue: parts.clock },
        { provide: THRESHOLDS, useValue: parts.flags ?? FLAG_THRESHOLDS },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useFactory: () => new ErrorFilter(parts) },
        AsOfResolver,
        Recorder,
        ...COMMAND_HANDLERS,
        ...RESOLVERS,
      ],
    };
  }
}
