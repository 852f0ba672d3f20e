// Which library may know which: dependencies point one way (docs/adr has the reasons of the single ones).

/** What each library may use, itself apart. A library that is not named here may use none. */
const MAY_USE = {
  domain: [],
  proof: [],
  platform: [],
  replay: [],
  'event-store': ['proof'],
  access: ['platform'],
  ledger: ['domain', 'event-store', 'proof'],
  commands: ['ledger', 'domain'],
  'time-stamp': [],
  transparency: ['domain', 'event-store', 'proof', 'platform', 'time-stamp'],
  'read-model': ['ledger', 'domain', 'event-store'],
  demonstration: ['ledger', 'domain'],
  exchange: ['read-model', 'ledger', 'domain', 'event-store', 'proof', 'platform'],
  notices: ['read-model', 'ledger', 'domain', 'event-store', 'platform'],
  assembly: [
    'platform',
    'access',
    'ledger',
    'read-model',
    'demonstration',
    'domain',
    'event-store',
    'proof',
    'transparency',
    'replay',
    'notices',
  ],
};

/** Specs may use what they test with; the conformance suite is the event stores' own. */
const SPECS = '\\.spec\\.m?[jt]s$|/testing/';

const layers = Object.entries(MAY_USE).map(([lib, others]) => ({
  name: `libs-${lib}`,
  comment: `libs/${lib} uses ${others.length === 0 ? 'no other library' : `only ${others.join(', ')}`}`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: SPECS },
  to: { path: '^libs/', pathNot: `^libs/(${[lib, ...others].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers,
    {
      name: 'libs-all-named',
      comment: 'a new library says in .dependency-cruiser.mjs what it may use',
      severity: 'error',
      from: { path: '^libs/', pathNot: [`^libs/(${Object.keys(MAY_USE).join('|')})/`, SPECS] },
      to: { path: '^libs/' },
    },
    {
      name: 'domain-pure',
      comment: 'the domain knows no package, no Node module, no I/O',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: SPECS },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: 'proof-alone',
      comment: 'the proof library runs in an offline verifier: bytes, hashing and RFC 8785, nothing else',
      severity: 'error',
      from: { path: '^libs/proof/', pathNot: SPECS },
      to: { pathNot: ['^libs/proof/', '^(node:)?(buffer|crypto)$', '(^|/)node_modules/canonicalize/'] },
    },
    {
      name: 'replay-alone',
      comment:
        'the replay checks what the domain and the read model make of the log: it shares no code with them',
      severity: 'error',
      from: { path: '^libs/replay/', pathNot: SPECS },
      to: { pathNot: '^libs/replay/' },
    },
    {
      name: 'audit-alone',
      comment:
        'the verifier of auditors is installed by itself: it has the proof, replay and time-stamp libraries in it, and asks no network',
      severity: 'error',
      from: { path: '^apps/audit/src/', pathNot: SPECS },
      to: {
        pathNot: [
          '^apps/audit/src/',
          '^libs/(proof|replay|time-stamp)/',
          '^(node:)?(fs|os|path|crypto|util|worker_threads)$',
        ],
      },
    },
    {
      name: 'witness-alone',
      comment:
        'the program of witnesses is installed by itself: of the libraries it has proofs, and files that are kept whole',
      severity: 'error',
      from: { path: '^apps/witness/src/', pathNot: SPECS },
      to: {
        pathNot: [
          '^apps/witness/src/',
          '^libs/(proof|platform)/',
          '^(node:)?(fs|fs/promises|path|crypto|http|util)$',
        ],
      },
    },
    {
      name: 'libs-no-app',
      comment: 'a library knows no app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'console-in-a-browser',
      comment: 'the console runs in a browser: of the libraries it uses the domain alone, and no Node module',
      severity: 'error',
      from: { path: '^apps/console/src/', pathNot: SPECS },
      to: { path: ['^libs/(?!domain/)', '^node:'] },
    },
    {
      name: 'app-no-other-app',
      comment: 'apps share libraries, not each other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'code-no-test',
      comment: 'what runs in production knows no test',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPECS },
      to: { path: ['^test/', SPECS] },
    },
    {
      name: 'no-non-package-json',
      comment:
        'a package that package.json does not list is there by chance, and gone after an update of another',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'code-no-development-package',
      comment: 'what runs in production is installed without development packages',
      severity: 'error',
      // The launcher installs, builds and tests; the console and the GraphiQL page are bundled by their builds.
      from: {
        path: '^(apps|libs|docker)/',
        pathNot: [SPECS, '^apps/(launcher|graphiql|console)/', '^apps/(audit|witness)/vite'],
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'an import that leads nowhere escapes every other rule',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What is measured beside the ledger has packages of its own, which are not installed with it.
    exclude: { path: ['(^|/)(dist|coverage)/', '^test/bench/peers/(orm|emmett)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
