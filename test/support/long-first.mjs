import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** The specs that take longest, mostly waiting for servers that they start and kill, by what they are called. */
const LONG = [
  'test/browser/console/every-page.spec.ts',
  'test/faults/kill.spec.ts',
  'test/e2e/cli.spec.ts',
  'test/browser/console/recording.spec.ts',
  'test/acceptance/read-model.spec.ts',
  'test/acceptance/random-histories.spec.ts',
  'test/acceptance/recording-order.spec.ts',
  'libs/domain/src/agreement/line/line.worlds.spec.ts',
  'test/faults/embedded.spec.ts',
  'test/conformance/event-stores.spec.ts',
  'test/acceptance/expiry.spec.ts',
  'test/conformance/eventstoredb.spec.ts',
];

/**
 * Begins with the long ones, so that no worker is left alone with one at the end. What jest knows of earlier runs it has
 * from a cache that a new clone has not.
 */
export default class LongFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const place = LONG.indexOf(relative(context.config.rootDir, path).replaceAll('\\', '/'));
      return place < 0 ? LONG.length : place;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
