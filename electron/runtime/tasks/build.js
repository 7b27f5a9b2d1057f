// @ts-check
import { buildAll } from '../build.js';

export async function run() {
  await buildAll();
  return 0;
}
