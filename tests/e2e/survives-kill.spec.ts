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
        let edits = 0;
        setInterval(() => {
          edits += 1;
          const id = edits % saveEvery === 0 ? 'file.save' : 'insert.virtual-network';
          Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
        }, editEvery);
      },
      { editEvery: editEveryMs, saveEvery: saveEveryEdits },
    );
    // A click waits its turn in a busy page; what counts is when the page says the edit is made.
    await page.evaluate(() => {
      const seen: [timeMs: number, networks: number][] = [];
      Reflect.set(globalThis, 'seen', seen);
      setInterval(() => {
        const status = document.querySelector('footer[aria-label="Status"]')?.textContent ?? '';
        seen.push([Date.now(), Number(/(\d+) networks?/.exec(status)?.[1] ?? 0)]);
      }, 10);
    });
    await page.waitForTimeout(1500 + Math.random() * 1000);
    const seen: [timeMs: number, networks: number][] = await page.evaluate(() => Reflect.get(globalThis, 'seen'));
    const killedAtMs = Date.now();
    await stop();

    const onDisk = countNetworks(await readFile(path, 'utf8'));
    expect(onDisk).toBeGreaterThan(0);
    const next = await launch({ userData, withoutDesigner: true });
    const entries = (await next.page.evaluate(() => window.desktop?.start()))?.unsavedWork ?? [];
    // Right after a save there is nothing unsaved, and the journal is empty.
    expect(entries.length).toBeLessThanOrEqual(1);
    const kept = Math.max(onDisk, ...entries.map(({ text }) => countNetworks(text)));
    const madeASecondBefore = Math.max(
      ...seen.flatMap(([timeMs, networks]) => (timeMs <= killedAtMs - oneSecondMs ? [networks] : [])),
    );
    expect(madeASecondBefore).toBeGreaterThan(3);
    expect(kept).toBeGreaterThanOrEqual(madeASecondBefore);
    expect(JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'))).toMatchObject({ formatVersion: 1 });
  });
}
