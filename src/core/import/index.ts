export { arrangeEstate } from './arrange-estate.ts';
export { detectFormat } from './detect-format.ts';
export { importFiles, importSteps } from './import-files.ts';
export {
  formatImportError,
  type DetectedFormat,
  type ImportError,
  type ImportFile,
  type ImportOptions,
  type ImportOutcome,
  type ImportProgress,
  type Unread,
} from './types.ts';
