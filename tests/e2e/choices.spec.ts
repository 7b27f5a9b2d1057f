import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { CHOICES, type ChoiceExample } from '../../src/core/examples/index.ts';
import { sketchPlan } from '../../src/core/plan/index.ts';
import { SHOWN, type ShownField } from './support/choice-fields.ts';
import { watchComplaints } from './support/complaints.ts';
import { answerSaveDialog } from './support/dialogs.ts';
import { Drawing, settle } from './support/drawing.ts';
import { readPlan, readSvg } from './support/exports.ts';
import { expect, launchDesigner, test, type Designer } from './support/launch.ts';

/** Every choice of AKS networking as a person meets it: an example of the gallery, its fields, its findings. */
let designer: Designer;
let drawing: Drawing;
let complaints: readonly string[];
let folder: string;

const examples = CHOICES.flatMap(({ title, examples: list }) => list.map((example) => ({ group: title, example })));
/** Examples that are looked at by people, too; every second one in the dark theme. */
const PICTURED = [
  'overlay-dual-stack',
  'outbound-udr-firewall',
  'agic',
  'private-link-service',
  'identity-roles',
  'reused-pod-cidr',
  'label-name-limits',
];
const EXPORTED = ['pod-subnet-static', 'outbound-udr-firewall', 'virtual-nodes'];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netwright-choices-'));
  designer = await launchDesigner();
  // Severities of retirements depend on the day.
  await designer.page.clock.setFixedTime('2026-11-26T12:00:00Z');
  complaints = watchComplaints(designer.page);
  drawing = new Drawing(designer.page);
  await settle(designer);
});

test.afterAll(async () => {
  await designer.stop();
  for (const path of [designer.userData, folder]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

/** Runs a command, or selects an object, by its name. */
async function goTo(words: string): Promise<void> {
  const palette = designer.page.getByRole('dialog', { name: 'Commands and objects' });
  await designer.page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill(words);
  await expect(palette.getByRole('option').first()).toContainText(words);
  await designer.page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

async function openExample(group: string, { title }: ChoiceExample): Promise<void> {
  const welcome = designer.page.getByRole('dialog', { name: 'Welcome to Netwright' });
  if (!(await welcome.isVisible())) await goTo('Examples and ways to start');
  await welcome.getByText('One choice each').click();
  await welcome.getByRole('region', { name: group }).getByRole('button', { name: title, exact: true }).click();
  await expect(welcome).toBeHidden();
}

/** Opens what is closed; most sections are always open and have no button. */
async function openPart(button: Locator): Promise<void> {
  if ((await button.count()) > 0 && (await button.getAttribute('aria-expanded')) === 'false') await button.click();
}

async function expectShown({ at, pool, section, line, control, name, value }: ShownField): Promise<void> {
  const { inspector } = drawing;
  if (at !== undefined || pool !== undefined) await goTo(at ?? 'aks-app');
  if (pool !== undefined) await inspector.getByRole('button', { name: pool, exact: true }).click();
  if (section !== undefined) await openPart(inspector.getByRole('button', { name: section, exact: true }));
  if (line !== undefined) await openPart(inspector.getByRole('button', { name: line }));
  const part = section === undefined ? inspector : inspector.getByRole('region', { name: section });
  if (control === 'link') {
    await expect(part.getByRole('button', { name, exact: true }).first()).toBeVisible();
    return;
  }
  const field = part.getByRole(control, { name, exact: true });
  await field.scrollIntoViewIfNeeded();
  if (control === 'combobox') await expect(field.locator('option:checked')).toHaveText(value ?? '');
  else if (control === 'textbox') await expect(field).toHaveValue(value ?? '');
  else await expect(field).toBeChecked();
}

/** What the panel lists, as `severity rule`, each once. */
async function listFindings(): Promise<readonly string[]> {
  const rows = await drawing.findings.getByRole('listitem').evaluateAll((items) =>
    items.map((item) => ({
      severity: ['error', 'warning'].find((name) => item.classList.contains(name)),
      rule: item.querySelector('code')?.textContent,
    })),
  );
  return [...new Set(rows.flatMap(({ severity, rule }) => (severity ? [`${severity} ${rule}`] : [])))].toSorted();
}

test('every example has its fields here, and there are no others', () => {
  expect(Object.keys(SHOWN).toSorted()).toEqual(examples.map(({ example }) => example.id).toSorted());
});

for (const [index, { group, example }] of examples.entries()) {
  test(`${group}: ${example.title}`, async ({}, info) => {
    const { app, page } = designer;
    const isPictured = PICTURED.includes(example.id);
    if (isPictured)
      await page.emulateMedia({ colorScheme: index % 2 === 0 ? 'light' : 'dark', reducedMotion: 'reduce' });
    await openExample(group, example);
    await expect
      .poll(listFindings)
      .toEqual(
        [
          ...(example.errors ?? []).map((rule) => `error ${rule}`),
          ...(example.warnings ?? []).map((rule) => `warning ${rule}`),
        ].toSorted(),
      );
    await goTo('aks-app');
    await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('aks-app');
    for (const field of SHOWN[example.id] ?? []) await test.step(field.name, () => expectShown(field));
    if (isPictured) await page.screenshot({ path: info.outputPath(`${example.id}.png`) });

    if (!EXPORTED.includes(example.id)) return;
    for (const format of ['SVG', 'JSON'] as const) {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Export' });
      await dialog.getByText(format, { exact: true }).click();
      await answerSaveDialog(app, join(folder, `${example.id}.${format.toLowerCase()}`));
      await dialog.getByRole('button', { name: `Export ${format}…` }).click();
      await expect(dialog).toBeHidden();
    }
    const { clusters, virtualNetworks } = sketchPlan(example.sketch);
    expect(await readPlan(join(folder, `${example.id}.json`))).toMatchObject({
      name: example.title,
      description: example.about,
      clusters,
      virtualNetworks,
    });
    const { texts } = await readSvg(join(folder, `${example.id}.svg`));
    expect(texts).toEqual(expect.arrayContaining(['aks-app', ...virtualNetworks.map(({ name }) => name)]));
  });
}
