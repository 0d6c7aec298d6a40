/** Boundaries of docs/architecture.md. Each rule's comment is what a developer reads when it is broken. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third. Find it.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      comment: 'The platform knows nothing of safeguarding: hand it what it needs as an argument.',
      from: { path: '^src/platform/' },
      to: {
        path: '^src/(directory|meetings|partnership|practice|evidence|statutory|demo|home|cli|app\\.ts|modules\\.ts|main\\.ts)',
      },
    },
    {
      name: 'partnership-and-practice-are-strangers',
      severity: 'error',
      comment:
        'Their lawful basis and audience differ. Counts cross through evidence/snapshot; learning crosses as prompts.',
      from: { path: '^src/partnership/' },
      to: { path: '^src/practice/' },
    },
    {
      name: 'practice-and-partnership-are-strangers',
      severity: 'error',
      comment:
        'Their lawful basis and audience differ. Counts cross through evidence/snapshot; learning crosses as prompts.',
      from: { path: '^src/practice/' },
      to: { path: '^src/partnership/' },
    },
    {
      name: 'the-meeting-engine-knows-no-carrier',
      severity: 'error',
      comment:
        'Meetings of groups and meetings about children run on one engine. What it must know of either is told to it by its carrier (decision 11).',
      from: { path: '^src/meetings/' },
      to: { path: '^src/(partnership|practice|evidence|home)/' },
    },
    {
      name: 'modules-through-their-face',
      severity: 'error',
      comment: 'A module is imported only through its index.ts: what stands there is promised, the rest may change.',
      from: { path: '^src/(?:(?:partnership|practice|evidence)/)?([^/]+)/' },
      to: {
        path: '^src/(?:(?:partnership|practice|evidence)/[^/]+|directory|meetings|statutory|home|demo)/',
        pathNot: ['/index\\.ts$', '^src/(?:(?:partnership|practice|evidence)/)?$1/'],
      },
    },
    {
      name: 'only-app-joins-modules',
      severity: 'error',
      comment:
        'Modules are listed in modules.ts and joined in app.ts, access.ts, tasks.ts and the command line, nowhere else.',
      from: { pathNot: '^(src/(app|main|access|tasks)\\.ts|src/cli/|src/demo/|test/|bench/|scripts/)' },
      to: { path: '^src/modules\\.ts$' },
    },
    {
      name: 'evidence-is-read-by-nobody-below',
      severity: 'error',
      comment: 'Partnership modules make evidence; they do not read it back.',
      from: { path: '^src/(partnership|directory|statutory|meetings)/' },
      to: { path: '^src/evidence/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      comment: 'The product does not need its tests to run.',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-dev-packages-in-the-product',
      severity: 'error',
      comment: 'A package that the product needs at run time stands under dependencies.',
      from: { path: '^src/', pathNot: '\\.(test|testing)\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-optional', 'type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.kith)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
