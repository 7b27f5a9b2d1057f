/** The arrows that may exist between the rooms of the house; everything else is refused. */
const core = '^src/core/';
const coreRoom = (name) => `^src/core/${name}/`;
/** Inside the core a room may use the rooms before it, never those after it. */
const coreOrder = [
  ['address'],
  ['azure'],
  ['plan'],
  ['examples'],
  ['topology'],
  ['capacity'],
  ['reach'],
  ['rules', 'advisor', 'scene', 'edit'],
  ['import', 'export', 'review'],
];
const laterRooms = (index) => coreOrder.slice(index + 1).flat();

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A component that nests in itself (a form in a form) is no cycle of rooms or duties.',
      from: { pathNot: '\\.svelte$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'core-imports-nothing-above-it',
      severity: 'error',
      from: { path: core },
      to: { pathNot: [core, '^node_modules/(ip-num|zod)/'] },
    },
    {
      name: 'ip-num-only-in-address',
      severity: 'error',
      from: { path: core, pathNot: coreRoom('address') },
      to: { path: '^node_modules/ip-num/' },
    },
    {
      name: 'zod-only-in-plan-and-import',
      severity: 'error',
      from: { path: core, pathNot: [coreRoom('plan'), coreRoom('import')] },
      to: { path: '^node_modules/zod/' },
    },
    ...coreOrder.flatMap((rooms, index) =>
      laterRooms(index).length === 0
        ? []
        : [
            {
              name: `core-order-${rooms.join('-')}`,
              severity: 'error',
              from: { path: `^src/core/(${rooms.join('|')})/` },
              to: { path: `^src/core/(${laterRooms(index).join('|')})/` },
            },
          ],
    ),
    {
      name: 'contract-imports-core-only',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: ['^src/contract/', core, '^node_modules/zod/'] },
    },
    {
      name: 'cli-never-imports-ui-or-electron',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: ['^src/ui/', '^electron/', '^src/contract/', '^node_modules/electron/'] },
    },
    {
      name: 'ui-never-imports-electron-or-node',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: ['^electron/', '^src/cli/', '^node_modules/electron/'] },
    },
    { name: 'ui-has-no-node', severity: 'error', from: { path: '^src/ui/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'ui-shared-knows-no-networks',
      severity: 'error',
      from: { path: '^src/ui/shared/' },
      to: { path: '^src/', pathNot: '^src/ui/shared/' },
    },
    {
      name: 'ui-components-reach-the-core-through-state',
      severity: 'error',
      from: { path: '^src/ui/(canvas|panels|views)/' },
      to: { path: '^src/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'state-never-imports-components',
      severity: 'error',
      from: { path: '^src/ui/state/' },
      to: { path: '^src/ui/(canvas|panels|views|shared)/' },
    },
    {
      name: 'svelte-flow-only-in-canvas',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ui/canvas/' },
      to: { path: '^node_modules/@xyflow/' },
    },
    {
      name: 'main-imports-contract-and-plan',
      severity: 'error',
      from: { path: '^electron/main/' },
      to: {
        path: '^(src|electron/preload|electron/runtime)/',
        pathNot: ['^src/contract/', '^src/core/plan/', '^src/core/result'],
      },
    },
    {
      name: 'preload-imports-contract',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { path: '^(src|electron)/', pathNot: ['^src/contract/', '^electron/preload/'] },
    },
    {
      name: 'runtime-has-no-dependencies',
      severity: 'error',
      comment: 'It runs before anything is installed; what it needs from node_modules it imports when that is there.',
      from: { path: '^electron/runtime/', pathNot: 'default-app' },
      to: { pathNot: '^electron/runtime/', dependencyTypesNot: ['core'], dynamic: false },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(src|electron)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.cjs', '.mjs', '.json'],
    },
  },
};
