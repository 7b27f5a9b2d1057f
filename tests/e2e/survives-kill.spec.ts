import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePlan } from '../../src/core/plan/index.ts';
import { fuzzRuns } from '../support/fuzz.ts';
import { answerSaveDialog } from './support/dialogs.ts';
import { expect, test } from './support/launch.ts';

const rounds = fuzzRuns(3, 30);
const oneSecondMs = 1000;
/** A person is slower; this leaves no moment without an edit or a save under way. */
const editEveryMs = 40;
const saveEveryEdits = 7;

function countNetworks(text: string): number {
  const plan = parsePlan(text);
  if (!plan.ok) throw new Error(`not a whole plan: ${JSON.stringify(plan.error)}`);
  return plan.value.plan.virtualNetworks.length;
}

for (let round = 1; round <= rounds; round += 1) {
  test(`the designer loses at most a second when it is killed while editing and saving (${round} of ${rounds})`, async ({
    launch,
  }, info) => {
    const { app, page, userData, stop } = await launch();
    const path = info.outputPath('plan.netwright.json');
    await answerSaveDialog(app, path);
    await expect
      .poll(() =>
        app.evaluate(
          ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('insert.virtual-network')?.enabled ?? false,
        ),
      )
      .toBe(true);
    await app.evaluate(
      ({ Menu }, { editEvery, saveEvery }) => {
        const insertedAtMs: number[] = [];
        Reflect.set(globalThis, 'insertedAtMs', insertedAtMs);
        let edits = 0;
        setInterval(() => {
          edits += 1;
          const isSave = edits % saveEvery === 0;
          Menu.getApplicationMenu()
            ?.getMenuItemById(isSave ? 'file.save' : 'insert.virtual-network')
            ?.click();
          if (!isSave) insertedAtMs.push(Date.now());
        }, editEvery);
      },
      { editEvery: editEveryMs, saveEvery: saveEveryEdits },
    );
    await page.waitForTimeout(1500 + Math.random() * 1000);
    const insertedAtMs: number[] = await app.evaluate(() => Reflect.get(globalThis, 'insertedAtMs'));
    const killedAtMs = Date.now();
    await stop();

    const onDisk = countNetworks(await readFile(path, 'utf8'));
    expect(onDisk).toBeGreaterThan(0);
    const next = await launch({ userData, withoutDesigner: true });
    const entries = (await next.page.evaluate(() => window.desktop?.start()))?.unsavedWork ?? [];
    // Right after a save there is nothing unsaved, and the journal is empty.
    expect(entries.length).toBeLessThanOrEqual(1);
    const kept = Math.max(onDisk, ...entries.map(({ text }) => countNetworks(text)));
    const olderThanASecond = insertedAtMs.filter((timeMs) => timeMs <= killedAtMs - oneSecondMs).length;
    expect(olderThanASecond).toBeGreaterThan(5);
    expect(kept).toBeGreaterThanOrEqual(olderThanASecond);
    expect(JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'))).toMatchObject({ formatVersion: 1 });
  });
}
