/**
 * What a run of the tests came to.
 *
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed tests that failed, suites that could not run, and tests that were left out
 * @property {readonly string[]} leftOut the skipped, pending and todo tests among them, as "file: name"
 */

/**
 * Counts a run. A suite that could not run is a failure like a test's; so is a run that ended without results. A test that
 * was left out fails the run as well, since nobody reads the line that mentions it: a suite that needs a server declares its
 * tests only where there is one, and says so. Only whoever asks for tests by name (`-t`) means to leave out the others.
 *
 * @param {string | null} results what jest wrote as JSON; null if it wrote nothing
 * @param {number} code what jest exited with
 * @param {readonly string[]} args what jest was called with
 * @returns {Count}
 */
export function countOf(results, code, args) {
  if (results === null) return { passed: 0, failed: code === 0 ? 0 : 1, leftOut: [] };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(results);
  const leftOut = asksByName(args) ? [] : testResults.flatMap(leftOutOf);
  const failed = numFailedTests + numRuntimeErrorTestSuites + leftOut.length;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, leftOut };
}

/** What jest calls a test that ran; it has several words for one that did not. */
const RAN = ['passed', 'failed'];

function leftOutOf({ name: file, assertionResults }) {
  return assertionResults
    .filter(({ status }) => !RAN.includes(status))
    .map(({ fullName, status }) => `${file}: ${fullName} (${status})`);
}

function asksByName(args) {
  return args.some((arg) => /^(-t|--testNamePattern)(=|$)/.test(arg));
}
