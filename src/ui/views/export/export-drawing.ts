import { sizePng } from '../../../core/export/png/index.ts';
import { createTitleBlock, exportSvg, layOutSheet, type EmbeddedFont } from '../../../core/export/svg/index.ts';
import type { ThemeName } from '../../../core/scene/index.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { AppState } from '../../state/app.svelte.ts';
import { keyOf } from '../../state/refs.ts';
import type { TaskControl } from '../../state/tasks.svelte.ts';
import { loadFonts } from '../static-files.ts';
import { describeTooLarge, rasterize, type RasterizeError } from './rasterize.ts';

export interface DrawingChoice {
  readonly format: 'png' | 'svg' | 'json';
  readonly theme: ThemeName;
  readonly scale: number;
  readonly onlySelection: boolean;
  readonly legend: boolean;
  readonly titleBlock: boolean;
}

export const formatNames = { png: 'PNG image', svg: 'SVG drawing', json: 'Netwright plan' } as const;

function sheetOptions(app: AppState, { onlySelection, legend, titleBlock }: DrawingChoice) {
  const { document, selection } = app;
  const { plan, findings } = document;
  return {
    selection: onlySelection ? itemKeys(app) : undefined,
    legend,
    titleBlock: titleBlock ? createTitleBlock(plan, findings, plan.asOf ?? app.today()) : undefined,
    name: selection.refs.length > 0 && onlySelection ? `${plan.name} (part)` : plan.name,
  };
}

/** Keys of the placed items that are selected or hold something selected. */
export function itemKeys({ document, selection }: AppState): ReadonlySet<string> {
  return new Set(selection.refs.flatMap((ref) => document.places.get(keyOf(ref))?.item.key ?? []));
}

/** Size of the drawing at scale 1, px. */
export function sheetSize(app: AppState, choice: DrawingChoice): { readonly width: number; readonly height: number } {
  return layOutSheet(app.document.scene, sheetOptions(app, choice)).view;
}

/** Why the choice cannot be exported; undefined when it can. */
export function whyNot(app: AppState, choice: DrawingChoice): string | undefined {
  if (choice.format !== 'png') return undefined;
  const size = sizePng(sheetSize(app, choice), choice.scale);
  return size.ok ? undefined : describeTooLarge(size.error);
}

export function drawSvg(app: AppState, choice: DrawingChoice, fonts: readonly EmbeddedFont[], scale = 1): string {
  return exportSvg(app.document.scene, { ...sheetOptions(app, choice), theme: choice.theme, fonts, scale });
}

/** The bytes of the export. */
export async function renderDrawing(
  app: AppState,
  choice: DrawingChoice,
  step: TaskControl['step'],
): Promise<Result<Uint8Array<ArrayBuffer>, RasterizeError>> {
  const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  if (choice.format === 'json') return ok(encode(app.core.serializePlan(app.document.plan)));
  const refusal = whyNot(app, choice);
  if (refusal !== undefined) return err({ message: refusal });
  const fonts = await loadFonts();
  if (choice.format === 'svg') return ok(encode(drawSvg(app, choice, fonts, choice.scale)));
  const svg = drawSvg(app, choice, fonts);
  await step();
  return rasterize(svg, sheetSize(app, choice), choice.scale, step);
}

/** Draws and asks where to put it. True when a file was written. */
export async function exportDrawing(app: AppState, choice: DrawingChoice): Promise<boolean> {
  const label = formatNames[choice.format];
  const bytes = await app.tasks.run(`Drawing ${label}`, async ({ step }) => {
    await step();
    const rendered = await renderDrawing(app, choice, step);
    await step(1);
    return rendered;
  });
  if (bytes === undefined) return false;
  if (!bytes.ok) {
    app.notices.show({ tone: 'error', text: bytes.error.message });
    return false;
  }
  const extension = choice.format;
  const suggestedName = `${app.file.name.replace(/(\.netwright)?\.json$/, '')}${extension === 'json' ? '.netwright' : ''}.${extension}`;
  const saved = await app.platform.exportFile({ suggestedName, label, extension, bytes: bytes.value });
  if (saved.ok) {
    app.notices.show({ tone: 'success', text: `Exported ${saved.value.name}` });
    return true;
  }
  if (saved.error.kind !== 'cancelled')
    app.notices.show({ tone: 'error', text: `The export could not be written (${saved.error.kind}).` });
  return false;
}

/** Puts the selection (or the whole plan) as a picture on the clipboard. */
export async function copyAsPng(app: AppState): Promise<void> {
  const onlySelection = itemKeys(app).size > 0;
  const choice: DrawingChoice = {
    format: 'png',
    theme: app.theme.resolved,
    scale: 2,
    onlySelection,
    legend: false,
    titleBlock: false,
  };
  const rendered = await app.tasks.run('Copying the picture', async ({ step }) => {
    await step();
    return renderDrawing(app, choice, step);
  });
  if (rendered === undefined) return;
  if (!rendered.ok) {
    app.notices.show({ tone: 'error', text: rendered.error.message });
    return;
  }
  const copied = await app.platform.copyPng({ bytes: rendered.value });
  if (copied.ok)
    app.notices.show({
      tone: 'success',
      text: onlySelection ? 'Picture of the selection copied' : 'Picture of the plan copied',
    });
  else app.notices.show({ tone: 'error', text: 'The picture did not reach the clipboard: the system refused it.' });
}
