import { AccessGuard } from './guard.js';
import { COMMAND_HANDLERS, LEDGER } from '@entente/commands';
import { FLAG_THRESHOLDS } from '@entente/read-model';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import {
  ACCESS,
  CLOCK,
  FILES,
  READ_MODEL,
  RECEIPTS,
  STORE,
  THRESHOLDS,
  TRANSPARENCY,
  type ApiParts,
} from './api-parts.js';
import { AsOfResolver } from './graphql/as-of/as-of.js';
import { ErrorFilter } from './graphql/errors/error-filter.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { InputPipe } from './graphql/inputs/input-pipe.js';
import { Lists } from './graphql/lists/lists.js';
import { SEALS, createSeals } from './graphql/proof/seals.js';
import { Recorder } from './graphql/recording/recorder.js';
import { RESOLVERS } from './graphql/resolvers.js';

/** The API as a Nest module, over whatever parts the composition gives. */
@Module({})
export class ApiModule {
  static over(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot(), GraphQLModule.forRoot<MercuriusDriverConfig>(graphqlOptions(parts))],
      providers: [
        { provide: LEDGER, useValue: parts.ledger },
        { provide: READ_MODEL, useValue: parts.readModel },
        { provide: STORE, useValue: parts.store },
        { provide: ACCESS, useValue: parts.access },
        { provide: TRANSPARENCY, useValue: parts.transparency },
        { provide: SEALS, useFactory: () => createSeals(parts.transparency) },
        { provide: RECEIPTS, useValue: parts.receipts ?? null },
        { provide: FILES, useValue: parts.files ?? null },
        { provide: CLOCK, useValue: parts.clock },
        { provide: THRESHOLDS, useValue: parts.flags ?? FLAG_THRESHOLDS },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useFactory: () => new ErrorFilter(parts) },
        AsOfResolver,
        Lists,
        Recorder,
        ...COMMAND_HANDLERS,
        ...RESOLVERS,
      ],
    };
  }
}
