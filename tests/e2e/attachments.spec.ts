import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPlan, sketchPlan } from '../../src/core/plan/index.ts';
import { boxOf, Drawing, settle, type Point } from './support/drawing.ts';
import { expect, test as base, type Designer } from './support/launch.ts';

const plan = {
  ...sketchPlan({
    name: 'Attached',
    networks: {
      net: {
        prefixes: ['10.0.0.0/16'],
        subnets: {
          one: { prefixes: ['10.0.0.0/24'], routeTable: 'rt' },
          two: { prefixes: ['10.0.1.0/24'], routeTable: 'rt' },
          three: { prefixes: ['10.0.2.0/24'] },
        },
      },
    },
    routeTables: { rt: { routes: { '10.9.0.0/16': '10.0.0.4' } } },
  }),
  layout: { boxes: { net: { x: 0, y: 0 } }, notes: [] },
};

const test = base.extend<{ drawing: Drawing }>({
  drawing: async ({ launch }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'netwright-attached-'));
    const file = join(folder, 'attached.netwright.json');
    await writeFile(file, formatPlan(plan));
    const designer: Designer = await launch({ files: [file] });
    await settle(designer);
    const drawing = new Drawing(designer.page);
    await expect(drawing.part('net', 'one')).toBeVisible();
    await use(drawing);
    await rm(folder, { recursive: true, force: true });
  },
});

/** The badge is painted: found where the card has it, at the right end below the range. */
async function badgeOf(drawing: Drawing, subnet: string): Promise<Point> {
  const { x, y, width } = await boxOf(drawing.part('net', subnet));
  return { x: x + width - 16, y: y + 32 };
}

test('a badge says what it is, opens it, and shows every subnet that has it', async ({ drawing }) => {
  const { page, inspector } = drawing;
  await expect(drawing.part('net', 'one')).toHaveAccessibleName(/route table rt/);
  const badge = await badgeOf(drawing, 'one');
  await page.mouse.move(badge.x, badge.y);
  await expect(page.getByRole('tooltip')).toContainText('Route table rt');
  await expect(page.getByRole('tooltip')).toContainText('1 route, on 2 subnets');
  await page.mouse.click(badge.x, badge.y);
  await expect(inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('rt');
  await expect(drawing.canvas.getByRole('option', { name: 'route table rt', selected: true })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(drawing.part('net', 'one')).toHaveAttribute('aria-selected', 'true');
});

test('Enter goes from a subnet to what is attached to it', async ({ drawing }) => {
  const { page, inspector } = drawing;
  await drawing.part('net', 'two').click({ position: { x: 20, y: 12 } });
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('rt');
});

test('a drag from a badge takes its subnet along', async ({ drawing }) => {
  const { page } = drawing;
  const badge = await badgeOf(drawing, 'one');
  await page.mouse.move(badge.x, badge.y);
  await page.mouse.down();
  await page.mouse.move(badge.x + 30, badge.y + 200, { steps: 4 });
  await expect(page.getByText('one needs a virtual network around it')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a route table is made where it is attached, as one edit', async ({ drawing }) => {
  const { page, inspector } = drawing;
  await drawing.part('net', 'three').click({ position: { x: 20, y: 12 } });
  await inspector.getByLabel('NSG').selectOption({ label: 'New network security group' });
  await expect(drawing.part('net', 'three')).toHaveAccessibleName(/network security group nsg-1/);
  await inspector.getByRole('button', { name: 'nsg-1' }).click();
  await expect(inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('nsg-1');
  await page.getByRole('button', { name: 'Undo Add network security group nsg-1' }).click();
  await expect(drawing.part('net', 'three')).not.toHaveAccessibleName(/network security group/);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});
