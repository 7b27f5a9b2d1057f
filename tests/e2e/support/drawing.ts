import type { Locator, Page } from '@playwright/test';
import { expect, type Designer } from './launch.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The window as a person at a laptop has it; the pointer far from anything it could hover over. */
export async function settle({ app, page }: Designer): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1440, 900]);
}

/** The designer's parts, found the way a screen reader finds them. */
export class Drawing {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get canvas(): Locator {
    return this.page.getByRole('application', { name: /^Drawing/ });
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }
  get findings(): Locator {
    return this.page.getByRole('region', { name: 'Findings' });
  }
  get status(): Locator {
    return this.page.getByRole('contentinfo', { name: 'Status' });
  }

  /** A network, site, block or note. */
  box(name: string): Locator {
    return this.canvas.getByRole('group', {
      name: new RegExp(`^(virtual network|on-premises site|address block|note:?) ${name}(,|$)`),
    });
  }

  /** A subnet, cluster, gateway or firewall inside the box. */
  part(box: string, name: string): Locator {
    return this.page
      .getByRole('listbox', { name: `Inside ${box}` })
      .getByRole('option', { name: new RegExp(`(^|\\s)${name}(,|$)`) });
  }

  /** The line of a peering or a conflict, by what it says. */
  line(spoken: RegExp): Locator {
    return this.canvas.getByRole('img', { name: spoken });
  }

  finding(text: string | RegExp): Locator {
    return this.findings.getByRole('listitem').filter({ hasText: text });
  }
}

export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the screen');
  return box;
}

export async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}
