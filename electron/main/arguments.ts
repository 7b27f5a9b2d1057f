import { resolve } from 'node:path';

/**
 * Finds the files a person named when starting the designer: what is neither a switch, nor a module to preload, nor the folder of
 * the application itself, which an unpackaged start has among its arguments.
 */
export function findFileArguments(argv: readonly string[], workingFolder: string, appFolder: string): string[] {
  const files: string[] = [];
  const given = argv.slice(1);
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index] ?? '';
    if (argument === '-r' || argument === '--require') index += 1;
    else if (argument !== '' && !argument.startsWith('-')) files.push(resolve(workingFolder, argument));
  }
  return files.filter((path) => path !== resolve(appFolder));
}
