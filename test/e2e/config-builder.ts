/** Owns how an owner of a site uses the config builder: fields by their labels, files that are really downloaded. The page as it is built. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { sitePage } from '../../demo/site-pages.ts';
import type { DemoWorld } from '../support/demo-world.ts';

const ROOT = join(import.meta.dirname, '../..');
export const BUILDER_URL = 'https://builder.kz/tools/builder/';
const FOLDER = '/tools/builder';

/** In a folder of some host, as an owner would put it on a web server. */
export function serveBuilder(world: DemoWorld): void {
  world.standIn.setHost('builder.kz', (incoming, outgoing) => {
    const path = (incoming.url ?? '/').replace(/\?.*/s, '');
    const inside = path.startsWith(`${FOLDER}/`) ? path.slice(FOLDER.length) : '/none';
    const answer = sitePage({ folder: join(ROOT, 'dist/builder'), tag: '' }, inside);
    outgoing.writeHead(answer.status, answer.headers);
    outgoing.end(answer.body);
  });
}

export class Owner {
  readonly page: Page;
  /** What the page's policy refused, and exceptions. */
  readonly troubles: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => void this.troubles.push(String(error)));
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) this.troubles.push(message.text());
    });
  }

  async open(language: 'kk' | 'ru' | 'en' = 'ru'): Promise<void> {
    await this.page.goto(BUILDER_URL);
    await this.page.locator(`[data-language="${language}"]`).click();
    await expect(this.page.locator('html')).toHaveAttribute('lang', language);
  }

  /** A field by its path in site.json. */
  field(path: string): Locator {
    return this.page.locator(`[id="field-${path}"]`);
  }

  async write(path: string, text: string): Promise<void> {
    await this.field(path).fill(text);
    await this.field(path).blur();
  }

  /** What is said to be wrong with a field, by the element that assistive technology reads with it. */
  async faultOf(path: string): Promise<string> {
    const ids = ((await this.field(path).getAttribute('aria-describedby')) ?? '').split(' ');
    const texts = await Promise.all(
      ids.filter(Boolean).map((id) => this.page.locator(`[id="${id}"].fault`).allTextContents()),
    );
    return texts.flat().join(' ');
  }

  async tick(search: string, vendor: string): Promise<void> {
    await this.page.locator('#search').fill(search);
    await this.page.locator(`.vendors input[value="${vendor}"]`).check();
  }

  get sample(): FrameLocator {
    return this.page.frameLocator('iframe');
  }

  /** Scrolls until the whole sample page is seen, as one does before pressing something in it. */
  async lookAtSample(): Promise<void> {
    await this.page.locator('.stage').evaluate((stage) => stage.scrollIntoView({ block: 'end', behavior: 'instant' }));
  }

  get notice(): Locator {
    return this.sample.locator('kelisim-banner section');
  }

  async preview(setting: string): Promise<void> {
    await this.page.locator(`[data-preview="${setting}"]`).click();
  }

  /** Clicks and takes what is downloaded. */
  async download(action: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.locator(`[data-action="${action}"]`).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** What is wrong, in the list above the files. */
  async findings(): Promise<string[]> {
    return this.page.locator('#findings a').allTextContents();
  }
}

/** Runs the shipped command on a site.json. Throws with what it prints when it refuses. */
export function runBuild(world: DemoWorld, siteJson: Buffer): string {
  const folder = join(world.workDir, 'from-builder');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'site.json'), siteJson);
  const args = ['build', '--config', join(folder, 'site.json'), '--out', join(folder, 'out')];
  execFileSync(process.execPath, [join(ROOT, 'dist/cli/kelisim.js'), ...args], { stdio: 'pipe' });
  return join(folder, 'out');
}

/** Names and contents of an archive without compression, by its central directory (APPNOTE §4.3.12). */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const size = archive.readUInt32LE(at + 24);
    const start = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const content = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    files.set(name, archive.subarray(content, content + size));
    at += 46 + nameLength;
  }
  return files;
}
