import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchComplaints } from './support/complaints.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, root, test, type Designer } from './support/launch.ts';

/** What the system tells the window when files are dropped on it. */
async function dropFiles({ page }: Designer, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
}

test('Azure CLI output dropped on the window becomes one estate, laid out, with its findings', async ({
  launch,
}, info) => {
  const estate = join(root, 'tests/fixtures/topologies/T01');
  const names = ['vnets.json', 'aks.json', 'route-tables.json'];
  const files = names.map((name) => info.outputPath(name));
  for (const [index, name] of names.entries()) await copyFile(join(estate, name), files[index] ?? '');
  const designer = await launch();
  const complaints = watchComplaints(designer.page);
  await settle(designer);
  await expect(designer.page.getByRole('button', { name: /^Blank plan/ })).toBeFocused();
  await dropFiles(designer, files);
  const drawing = new Drawing(designer.page);
  const networks: readonly { name: string }[] = JSON.parse(await readFile(join(estate, 'vnets.json'), 'utf8'));
  for (const { name } of networks) await expect(drawing.box(name)).toBeVisible();
  await expect(drawing.status).toContainText(`${networks.length} networks`);
  await expect(designer.page.getByRole('img', { name: 'Unsaved changes' })).toBeVisible();
  await designer.page.screenshot({ path: info.outputPath('imported.png') });

  // F8 goes round all findings, one after the other.
  const findings = drawing.findings.getByRole('listitem');
  const count = await findings.count();
  expect(count).toBeGreaterThan(0);
  const seen: number[] = [];
  for (let presses = 0; presses < count; presses += 1) {
    await designer.page.keyboard.press('F8');
    const chosen = drawing.findings.locator('[aria-current=true]');
    await expect(chosen).toHaveCount(1);
    seen.push(
      await findings.evaluateAll((rows) => rows.findIndex((row) => row.querySelector('[aria-current=true]') !== null)),
    );
  }
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
  for (const [index, name] of names.entries()) {
    expect(await readFile(files[index] ?? '', 'utf8')).toBe(await readFile(join(estate, name), 'utf8'));
  }
  expect(complaints).toEqual([]);
});
