import fc from 'fast-check';
import { PNG } from 'pngjs';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { rasterizeSvg, readEmbeddedFonts } from '../../../src/cli/rasterize.ts';
import { createTitleBlock, exportSvg, type SvgOptions } from '../../../src/core/export/svg/index.ts';
import { createEmptyPlan, sketchPlan, type Plan } from '../../../src/core/plan/index.ts';
import { THEMES, type Scene, type ThemeName } from '../../../src/core/scene/index.ts';
import { arbitraryPlan } from '../scene/arbitrary-plan.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { ORDERS, ORDERS_BOXES } from '../scene/sketches.ts';

const orders: Plan = { ...sketchPlan(ORDERS), layout: { boxes: ORDERS_BOXES, notes: [] } };
const scene = sceneOf(orders);
const fonts = readEmbeddedFonts();
const themes: readonly ThemeName[] = ['light', 'dark'];
const plain: SvgOptions = { theme: 'light', name: 'contoso-weu', fonts: [] };

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element of a document and all its text; throws on anything that is not well-formed XML. */
function readXml(xml: string): { readonly elements: readonly Element[]; readonly text: string } {
  const parser = new SaxesParser();
  const elements: Element[] = [];
  let text = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) =>
    elements.push({ name, attributes: attributes as Record<string, string> }),
  ); // without xmlns, values are text
  parser.on('text', (piece) => (text += `${piece}\n`));
  parser.write(xml).close();
  return { elements, text };
}

const rgb = (color: string): readonly number[] => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

describe('an exported SVG', () => {
  it('is the golden file', async () => {
    const small = sceneOf({
      ...sketchPlan({
        name: 'small',
        networks: {
          hub: { prefixes: ['10.0.0.0/24'], subnets: { GatewaySubnet: '10.0.0.0/27', 'snet-a': '10.0.0.128/26' } },
          spoke: { prefixes: ['10.1.0.0/24'] },
        },
        peerings: [['hub', 'spoke']],
      }),
      layout: { boxes: { hub: { x: 0, y: 0 }, spoke: { x: 600, y: 40 } }, notes: [] },
    });
    await expect(exportSvg(small, { ...plain, name: 'small', legend: true })).toMatchFileSnapshot(
      '../../golden/small-plan.svg',
    );
  });

  it('is well-formed XML whatever the plan holds, and the same twice', () => {
    fc.assert(
      fc.property(arbitraryPlan, fc.constantFrom(...themes), fc.boolean(), (plan, theme, legend) => {
        const options: SvgOptions = { ...plain, theme, legend, titleBlock: createTitleBlock(plan, [], '2026-11-21') };
        const drawn = sceneOf(plan);
        const svg = exportSvg(drawn, options);
        expect(readXml(svg).elements[0]?.name).toBe('svg');
        expect(svg).not.toMatch(/NaN|undefined|\[object/);
        expect(exportSvg(sceneOf(plan), options)).toBe(svg);
      }),
      { numRuns: 40 },
    );
  });

  it('writes names that look like markup as text', () => {
    const name = '<b>"A & B"</b> ]]> \u0007 \ud800';
    const odd = sceneOf(sketchPlan({ networks: { net: { prefixes: ['10.0.0.0/16'], name } } }));
    const { text, elements } = readXml(exportSvg(odd, { ...plain, name }));
    expect(text).toContain('<b>"A & B"</b> ]]> \ufffd \ufffd');
    expect(elements.map((element) => element.name)).not.toContain('b');
  });

  it('has a title, a description, and a spoken name on every item and line', () => {
    const { elements, text } = readXml(exportSvg(scene, plain));
    expect(elements[0]?.attributes).toMatchObject({ role: 'img', 'aria-labelledby': 'title desc' });
    expect(text).toContain('contoso-weu');
    const labels = elements.flatMap(({ attributes }) => attributes['aria-label'] ?? []);
    expect(labels.sort()).toEqual([...scene.items, ...scene.edges].map(({ spoken }) => spoken).sort());
  });

  it('is as large as asked, in the same coordinates', () => {
    const sizes = [1, 2, 4].map((scale) => readXml(exportSvg(scene, { ...plain, scale })).elements[0]?.attributes);
    expect(new Set(sizes.map((attributes) => attributes?.['viewBox'])).size).toBe(1);
    const [one, two, four] = sizes.map((attributes) => Number(attributes?.['width']));
    expect([two, four]).toEqual([2 * (one ?? NaN), 4 * (one ?? NaN)]);
  });

  it('refers to nothing outside itself', () => {
    const svg = exportSvg(scene, { ...plain, fonts, legend: true });
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href=/);
  });

  it('embeds the fonts it uses, and only those', () => {
    const faces = (drawn: Scene): readonly string[] =>
      [
        ...exportSvg(drawn, { ...plain, fonts }).matchAll(/font-family:"([^"]+)";font-weight:(\d+);(unicode-range)?/g),
      ].map(([, family, weight, range]) => [family, weight, range].filter((part) => part !== undefined).join(' '));
    expect(faces(scene)).toEqual(['Inter 400', 'Inter 500', 'Inter 600', 'JetBrains Mono 400', 'JetBrains Mono 600']);
    expect(faces(sceneOf(sketchPlan({ sites: { Łódź: { prefixes: [] } } })))).toEqual([
      'Inter 400',
      'Inter 600',
      'Inter 600 unicode-range',
      'JetBrains Mono 400',
    ]);
    expect(faces(sceneOf(createEmptyPlan()))).toEqual([]);
  });

  it('of a selection holds its items and the lines among them', () => {
    const selection = new Set(['virtualNetwork:hub-weu', 'virtualNetwork:spoke-data']);
    const labels = readXml(exportSvg(scene, { ...plain, selection })).elements.flatMap(
      ({ attributes }) => attributes['aria-label'] ?? [],
    );
    expect(labels).toHaveLength(3);
    expect(labels.some((label) => label.startsWith('peering between hub-weu and spoke-data'))).toBe(true);
  });

  it('explains in its legend what it draws, and nothing else', () => {
    const textOf = (drawn: Scene): string => readXml(exportSvg(drawn, { ...plain, legend: true })).text;
    expect(textOf(scene)).toMatch(/Conflict of ranges/);
    expect(textOf(scene)).toMatch(/Route table/);
    expect(textOf(scene)).not.toMatch(/NAT gateway/);
    expect(textOf(sceneOf(sketchPlan({ networks: { net: { prefixes: ['10.0.0.0/16'] } } })))).not.toMatch(
      /AKS cluster\n|Peering\n|Conflict/,
    );
  });

  it('says in its title block what, when, how much, and how sound', () => {
    const titleBlock = createTitleBlock(orders, [], '21 November 2026');
    const { text } = readXml(exportSvg(scene, { ...plain, titleBlock }));
    for (const line of ['contoso-weu', '21 November 2026', '3 networks, 8 subnets, 2 clusters, 1 site', 'no findings'])
      expect(text).toContain(line);
  });
});

describe('the same SVG as PNG', () => {
  const draw = (theme: ThemeName, options: Partial<SvgOptions> = {}): PNG =>
    PNG.sync.read(rasterizeSvg(exportSvg(scene, { ...plain, theme, fonts, ...options })));
  const pixel = (png: PNG, x: number, y: number): readonly number[] => [
    ...png.data.subarray((y * png.width + x) * 4, (y * png.width + x) * 4 + 4),
  ];

  it.each([1, 2])('has the size the SVG states, at scale %s', (scale) => {
    const attributes = readXml(exportSvg(scene, { ...plain, scale })).elements[0]?.attributes;
    const png = draw('light', { scale });
    expect([png.width, png.height]).toEqual([Number(attributes?.['width']), Number(attributes?.['height'])]);
  });

  it.each(themes)('has the colours of the %s theme', (theme) => {
    const png = draw(theme);
    // the view starts 24 px left of and above the leftmost and topmost item: hub at 26, spoke-orders at 34
    expect(pixel(png, 2, 2)).toEqual([...rgb(THEMES[theme].bg), 255]);
    expect(pixel(png, 24 + 200, 24 + 26 + 6)).toEqual([...rgb(THEMES[theme]['vnet-bg']), 255]);
  });

  it('is transparent around the items when asked', () => {
    expect(pixel(draw('light', { background: false }), 2, 2)[3]).toBe(0);
  });

  it('has letters in it: a picture without fonts would have no ink in the title', () => {
    const png = draw('light');
    const ink = rgb(THEMES.light.ink);
    const isInk = (x: number, y: number): boolean =>
      pixel(png, x, y)
        .slice(0, 3)
        .every((value, index) => Math.abs(value - (ink[index] ?? 0)) < 40);
    let count = 0;
    for (let y = 24 + 26 + 12; y < 24 + 26 + 28; y++) for (let x = 24 + 12; x < 24 + 70; x++) if (isInk(x, y)) count++;
    expect(count).toBeGreaterThan(60);
  });
});
