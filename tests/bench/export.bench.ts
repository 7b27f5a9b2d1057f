import { rasterizeSvg, readEmbeddedFonts } from '../../src/cli/rasterize.ts';
import { exportSvg, layOutSheet } from '../../src/core/export/svg/index.ts';
import { sizePng } from '../../src/core/export/png/index.ts';
import { layOutPlan } from '../../src/core/edit/index.ts';
import type { Plan } from '../../src/core/plan/index.ts';
import { checkPlan, type CheckResult } from '../../src/core/rules/index.ts';
import { buildScene, sizeOfBlock, sizeOfNetwork, sizeOfSite, type Scene } from '../../src/core/scene/index.ts';
import { buildTopology } from '../../src/core/topology/index.ts';
import { sketchEstate, type EstateSize } from '../support/hub-and-spoke.ts';
import { measureInTurn, median, type BenchRow } from './bench-row.ts';

export const name = 'export';

const AS_OF = '2026-11-21';
const ROUNDS = 9;

/** The drawing of an estate: built from nothing and after one edit, written as SVG, and rasterised as PNG. */
export async function run(): Promise<BenchRow[]> {
  const small = draw({ hubs: 4, spokesPerHub: 21, clusters: 20 });
  const large = draw({ hubs: 10, spokesPerHub: 49, clusters: 100 });
  return [...sceneRows(small), ...sceneRows(large), ...exportRows(small)];
}

interface Drawn {
  readonly plan: Plan;
  readonly result: CheckResult;
  readonly scene: Scene;
  readonly objects: number;
}

function draw(size: EstateSize): Drawn {
  const sketch = sketchEstate(size);
  const plan = { ...sketch, layout: { ...sketch.layout, boxes: layOut(sketch) } };
  const result = checkPlan(plan, { asOf: AS_OF });
  const scene = buildScene({ plan, ...result });
  const objects = scene.items.reduce((sum, item) => sum + 1 + item.parts.filter(isCard).length, scene.edges.length);
  return { plan, result, scene, objects };
}

const isCard = ({ kind }: { readonly kind: string }): boolean =>
  kind !== 'strip' && kind !== 'segment' && kind !== 'free';

function layOut(plan: Plan): Plan['layout']['boxes'] {
  const { networks, sites, blocks } = buildTopology(plan);
  const sizes = new Map([
    ...[...networks].map(([id, view]) => [id, sizeOfNetwork(view)] as const),
    ...[...sites].map(([id, view]) => [id, sizeOfSite(view)] as const),
    ...blocks.map((view) => [view.block.id, sizeOfBlock(view)] as const),
  ]);
  return layOutPlan(plan, (id) => sizes.get(id) ?? { width: 0, height: 0 });
}

function sceneRows({ plan, result, scene, objects }: Drawn): readonly BenchRow[] {
  const [fresh = NaN] = measureInTurn([() => buildScene({ plan, ...result })], ROUNDS, 3);
  return [
    { name: `scene of ${objects} objects, from nothing`, value: fresh, unit: 'ms' },
    editRow(`scene of ${objects} objects after a subnet was renamed`, plan, result, scene, fresh, renameSubnet),
    editRow(`scene of ${objects} objects after a network was moved`, plan, result, scene, fresh, moveNetwork),
  ];
}

function editRow(
  title: string,
  plan: Plan,
  result: CheckResult,
  scene: Scene,
  fresh: number,
  edit: (plan: Plan, round: number) => Plan,
): BenchRow {
  const times: number[] = [];
  for (let round = -3; round < ROUNDS; round++) {
    const edited = edit(plan, round + 3);
    const checked = checkPlan(edited, { asOf: AS_OF, previous: result });
    const start = performance.now();
    buildScene({ plan: edited, ...checked, previous: scene });
    if (round >= 0) times.push(performance.now() - start);
  }
  const value = median(times);
  return {
    name: title,
    value,
    unit: 'ms',
    baseline: { name: 'from nothing', value: fresh },
    ratio: value / fresh,
    aim: 'far below 1',
  };
}

function renameSubnet(plan: Plan, round: number): Plan {
  return {
    ...plan,
    virtualNetworks: plan.virtualNetworks.map((network, index) =>
      index === 7
        ? {
            ...network,
            subnets: network.subnets.map((subnet, position) =>
              position === 1 ? { ...subnet, name: `snet-${round}` } : subnet,
            ),
          }
        : network,
    ),
  };
}

function moveNetwork(plan: Plan, round: number): Plan {
  const id = plan.virtualNetworks[7]?.id ?? '';
  const box = plan.layout.boxes[id] ?? { x: 0, y: 0 };
  return {
    ...plan,
    layout: { ...plan.layout, boxes: { ...plan.layout.boxes, [id]: { ...box, x: box.x + 8 * (round + 1) } } },
  };
}

function exportRows({ scene, objects }: Drawn): readonly BenchRow[] {
  const options = { theme: 'light', name: 'bench', fonts: readEmbeddedFonts(), legend: true } as const;
  const [svg = NaN, json = NaN] = measureInTurn(
    [() => exportSvg(scene, options), () => JSON.stringify(scene)],
    ROUNDS,
    3,
  );
  const { view } = layOutSheet(scene, options);
  const sized = sizePng(view, 1);
  const { width, height } = sized.ok ? sized.value : view;
  const text = exportSvg(scene, options);
  const blank = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f6f7f9"/></svg>`;
  const [png = NaN, empty = NaN] = measureInTurn([() => rasterizeSvg(text), () => rasterizeSvg(blank)], 3, 1);
  return [
    {
      name: `SVG of ${objects} objects, ${Math.round(text.length / 1024)} KiB`,
      value: svg,
      unit: 'ms',
      baseline: { name: 'the scene as JSON', value: json },
      ratio: svg / json,
    },
    {
      name: `PNG of ${objects} objects, ${width} x ${height} px`,
      value: png,
      unit: 'ms',
      baseline: { name: 'a blank PNG of that size', value: empty },
      ratio: png / empty,
    },
  ];
}
