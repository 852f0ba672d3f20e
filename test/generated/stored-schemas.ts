import { STORED_FACTS, sealedPointers } from '../../libs/domain/src/index.js';
import { STORED_EVENTS } from '../../libs/ledger/src/index.js';
import { z } from 'zod';
import type { Artefact } from './artefact.js';

/** A JSON schema for the clear data of every version of every stored event, with the pointers that are sealed. */
export function storedSchemas(): readonly Artefact[] {
  return STORED_FACTS.flatMap((fact) => {
    const versions = STORED_EVENTS.types.find(({ type }) => type === fact.type)?.versions ?? [];
    return [...(fact.earlier ?? []), fact].map(({ members }, index): Artefact => {
      const { $schema, ...schema } = z.toJSONSchema(versions[index] ?? z.never());
      const whole = {
        $schema,
        title: `${fact.type} version ${index + 1}`,
        ...schema,
        'x-sealed': sealedPointers({ members }),
      };
      return {
        path: `libs/ledger/src/catalogue/schemas/${fact.type}.v${index + 1}.json`,
        text: `${JSON.stringify(whole, null, 2)}\n`,
        forEver: true,
      };
    });
  });
}
