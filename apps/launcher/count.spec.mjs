import { countOf } from './count.mjs';

/** The results of a run as jest writes them, of tests with these states in one file. */
function resultsOf(statuses, more = {}) {
  const number = (status) => statuses.filter((one) => one === status).length;
  return JSON.stringify({
    numPassedTests: number('passed'),
    numFailedTests: number('failed'),
    numRuntimeErrorTestSuites: 0,
    testResults: [
      {
        name: 'a.spec.ts',
        assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status })),
      },
    ],
    ...more,
  });
}

describe('the count of a run', () => {
  it('is that of jest where every test ran', () => {
    expect(countOf(resultsOf(['passed', 'passed']), 0, [])).toEqual({ passed: 2, failed: 0, leftOut: [] });
    expect(countOf(resultsOf(['passed', 'failed']), 1, [])).toEqual({ passed: 1, failed: 1, leftOut: [] });
  });

  it.each(['pending', 'skipped', 'todo', 'disabled'])(
    'fails for a test that is %s, by its name',
    (status) => {
      expect(countOf(resultsOf(['passed', status]), 0, [])).toEqual({
        passed: 1,
        failed: 1,
        leftOut: [`a.spec.ts: test 1 (${status})`],
      });
    },
  );

  it.each([['-t', 'one'], ['--testNamePattern', 'one'], ['--testNamePattern=one']])(
    'lets the others go where tests are asked for by name: %s',
    (...args) => {
      expect(countOf(resultsOf(['passed', 'pending']), 0, args)).toEqual({
        passed: 1,
        failed: 0,
        leftOut: [],
      });
    },
  );

  it('has a failure for a suite that could not run, and for a run without results', () => {
    expect(countOf(resultsOf([], { numRuntimeErrorTestSuites: 1 }), 1, []).failed).toBe(1);
    expect(countOf(null, 1, []).failed).toBe(1);
    expect(countOf(null, 0, []).failed).toBe(0);
  });

  it('has a failure where jest fails for another reason than a test', () => {
    expect(countOf(resultsOf(['passed']), 1, [])).toEqual({ passed: 1, failed: 1, leftOut: [] });
  });
});
