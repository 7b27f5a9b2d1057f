import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchComplaints } from './support/complaints.ts';
import { answerSaveDialog } from './support/dialogs.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, test } from './support/launch.ts';

/** Everything below a folder that is a journal of unsaved work, as text. */
async function readJournals(userData: string): Promise<string> {
  const files = (await readdir(userData, { recursive: true })).filter((path) => path.endsWith('.journal.json'));
  return (await Promise.all(files.map((path) => readFile(join(userData, path), 'utf8')))).join('\n');
}

test('unsaved work is back after the main process was killed, still unsaved, and can be saved', async ({
  launch,
}, info) => {
  const first = await launch();
  await settle(first);
  await first.page.getByRole('button', { name: /^Blank plan/ }).click();
  const palette = first.page.getByRole('toolbar', { name: 'Palette' });
  await palette.getByRole('button', { name: 'Virtual network' }).click();
  await palette.getByRole('button', { name: 'AKS cluster' }).click();
  await expect(new Drawing(first.page).part('hub', 'aks-1')).toBeVisible();
  await expect.poll(() => readJournals(first.userData)).toContain('aks-1');
  const gone = first.app.waitForEvent('close');
  process.kill(first.app.process().pid ?? 0, 'SIGKILL');
  await gone;

  const second = await launch({ userData: first.userData });
  const complaints = watchComplaints(second.page);
  await settle(second);
  const drawing = new Drawing(second.page);
  await expect(drawing.part('hub', 'aks-1')).toBeVisible();
  await expect(second.page.getByText(/^Unsaved work on .* is back as it was\.$/)).toBeVisible();
  await expect(second.page.getByRole('img', { name: 'Unsaved changes' })).toBeVisible();
  await second.page.screenshot({ path: info.outputPath('restored.png') });
  const path = info.outputPath('restored.netwright.json');
  await answerSaveDialog(second.app, path);
  await second.page.keyboard.press('Control+s');
  await expect(drawing.status).toContainText('Saved');
  expect(await readFile(path, 'utf8')).toContain('"aks-1"');
  await expect.poll(() => readJournals(first.userData)).toBe('');
  expect(complaints).toEqual([]);
});

test('changes to a saved plan come back as changes to that file', async ({ launch }, info) => {
  const path = info.outputPath('mine.netwright.json');
  const first = await launch();
  await first.page.getByRole('button', { name: /^Blank plan/ }).click();
  const palette = first.page.getByRole('toolbar', { name: 'Palette' });
  await palette.getByRole('button', { name: 'Virtual network' }).click();
  await answerSaveDialog(first.app, path);
  await first.page.keyboard.press('Control+s');
  await expect(new Drawing(first.page).status).toContainText('Saved');
  await palette.getByRole('button', { name: 'Virtual network' }).click();
  await expect.poll(() => readJournals(first.userData)).toContain('spoke-1');
  await first.stop();

  const second = await launch({ userData: first.userData });
  const drawing = new Drawing(second.page);
  await expect(drawing.box('spoke-1')).toBeVisible();
  await expect(second.page.getByRole('heading', { name: 'mine.netwright.json' })).toBeVisible();
  expect(await readFile(path, 'utf8')).not.toContain('spoke-1');
  await second.page.keyboard.press('Control+s');
  await expect(drawing.status).toContainText('Saved');
  expect(await readFile(path, 'utf8')).toContain('spoke-1');
});
