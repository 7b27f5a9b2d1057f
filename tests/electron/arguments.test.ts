import { expect, it } from 'vitest';
import { findFileArguments } from '../../electron/main/arguments.ts';

it.each([
  ['nothing', ['electron', '/app'], []],
  ['a file beside', ['electron', '/app', 'hub.json'], ['/home/ann/hub.json']],
  ['an absolute file, packaged', ['/opt/netwright', '/plans/hub.json'], ['/plans/hub.json']],
  [
    'switches among files',
    ['electron', '--inspect=0', '/app', '--user-data-dir=/u', 'a.json', '../b.json'],
    ['/home/ann/a.json', '/home/b.json'],
  ],
  ['a preloaded module', ['electron', '-r', '/loader.js', '/app', 'a.json'], ['/home/ann/a.json']],
])('finds the files among the arguments: %s', (_what, argv, files) => {
  expect(findFileArguments(argv, '/home/ann', '/app')).toEqual(files);
});
