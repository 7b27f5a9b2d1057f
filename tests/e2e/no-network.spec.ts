import { expect, test } from './support/launch.ts';
import { netLogSwitch, readNetLog } from './support/net-log.ts';

test('the record by which a session is shown to use no network would show a single request', async ({
  launch,
}, info) => {
  const path = info.outputPath('net-log.json');
  const { app, page } = await launch({ switches: [netLogSwitch(path)] });
  await expect(page.getByRole('button').first()).toBeVisible();
  expect(await readNetLog(path)).toEqual([]);
  const url = 'http://127.0.0.1:9/seen';
  // A session of its own has none of the application's guards; whether anybody answers does not matter.
  await app.evaluate(
    ({ session }, given) =>
      session
        .fromPartition('unguarded')
        .fetch(given)
        .catch(() => undefined),
    url,
  );
  await expect.poll(() => readNetLog(path)).toContain(url);
});
