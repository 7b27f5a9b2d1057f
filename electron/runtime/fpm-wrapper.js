#!/usr/bin/env node
// @ts-check
/**
 * Stands in for `fpm` when electron-builder makes a Debian package: fpm is a download, `dpkg-deb` is part of the system.
 * Understands the arguments electron-builder passes, and fails on any it does not know.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @type {Record<string, string[]>} */
const options = {};
/** @type {[source: string, destination: string][]} */
const contents = [];
const args = process.argv.slice(2);
while (args.length > 0) {
  const arg = args.shift() ?? '';
  if (arg === '--force') continue;
  if (arg.startsWith('-')) (options[arg] ??= []).push(args.shift() ?? '');
  else {
    const cut = arg.indexOf('=');
    contents.push([arg.slice(0, cut), arg.slice(cut + 1)]);
  }
}
const one = (/** @type {string} */ name) => options[name]?.[0] ?? '';
if (one('-t') !== 'deb' || one('-s') !== 'dir') throw new Error('Only Debian packages are made this way.');

const tree = mkdtempSync(join(tmpdir(), 'netwright-deb-'));
try {
  for (const [source, destination] of contents) {
    const target = join(tree, destination);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true, preserveTimestamps: true });
  }
  const sizeInKiB = Math.ceil(
    readdirSync(tree, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((total, entry) => total + statSync(join(entry.parentPath, entry.name)).size, 0) / 1024,
  );
  const control = join(tree, 'DEBIAN');
  mkdirSync(control);
  const [summary = '', ...details] = one('--description')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': String(sizeInKiB),
    Depends: (options['-d'] ?? []).join(', '),
    Recommends: (options['--deb-recommends'] ?? []).join(', '),
    Section: one('--category'),
    Priority: one('--deb-priority'),
    Description: [summary, ...details.map((line) => ` ${line}`)].join('\n'),
  };
  const text = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\n`]));
  writeFileSync(join(control, 'control'), text.join(''));
  for (const [option, script] of /** @type {const} */ ([
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ])) {
    copyFileSync(one(option), join(control, script));
    chmodSync(join(control, script), 0o755);
  }
  chmodSync(tree, 0o755);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z3', '--build', tree, one('--package')], {
    stdio: 'inherit',
  });
} finally {
  rmSync(tree, { recursive: true, force: true });
}
