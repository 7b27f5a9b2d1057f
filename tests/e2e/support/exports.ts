import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { SaxesParser } from 'saxes';
import { parsePlan, type Plan } from '../../../src/core/plan/index.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** How many pixels have exactly this colour, `#rrggbb`. */
  readonly countPixels: (colour: string) => number;
}

/** Opens a PNG with a decoder of somebody else. */
export async function readPng(path: string): Promise<Picture> {
  const { width, height, data } = PNG.sync.read(await readFile(path));
  const counts = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `#${data.subarray(at, at + 3).toString('hex')}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return { width, height, countPixels: (colour) => counts.get(colour) ?? 0 };
}

/** Opens an SVG with a strict XML parser: its size and every text in it. */
export async function readSvg(path: string): Promise<{ width: number; height: number; texts: readonly string[] }> {
  const parser = new SaxesParser();
  const texts: string[] = [];
  let size = { width: 0, height: 0 };
  let isText = false;
  parser.on('opentag', ({ name, attributes }) => {
    isText = name === 'text';
    if (name === 'svg' && size.width === 0)
      size = { width: Number(attributes.width), height: Number(attributes.height) };
  });
  parser.on('text', (text) => {
    if (isText && text.trim() !== '') texts.push(text);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(await readFile(path, 'utf8')).close();
  return { ...size, texts };
}

/** A plan file as the core reads it; anything but a whole plan fails the test. */
export async function readPlan(path: string): Promise<Plan> {
  const parsed = parsePlan(await readFile(path, 'utf8'));
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.error)}`);
  return parsed.value.plan;
}
