import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import '../../support/global-setup.ts';
import { accessibilityFaults, shapeOf, sidewaysScroll } from './accessibility.ts';
import type { Windows } from './browser.ts';

/** Widths at which every page must be good, in CSS pixels. */
export const WIDTHS = { phone: 360, desktop: 1280 } as const;

/** What a visitor looks through. */
export interface Window {
  width: keyof typeof WIDTHS;
  script: boolean;
  /** Looks through every page, even one whose shape was found faultless before. */
  thorough?: boolean;
}

/**
 * Shapes of pages on which axe-core found nothing: a page that differs from one of them in its words alone is not looked
 * through again in such a window, unless the visitor is thorough. All who run tests at the same time share them.
 */
const FAULTLESS = {
  has: (shape: string) => existsSync(fileOf(shape)),
  add: (shape: string) => writeFileSync(fileOf(shape), ''),
};

function fileOf(shape: string): string {
  return join(inject('scratch'), `faultless-${createHash('sha256').update(shape).digest('hex')}`);
}

/**
 * One person at a window. Whatever page they come to is checked on arrival: it answered 200, axe-core finds no fault, it
 * does not scroll sideways, it has one first heading, and the browser reports no error.
 */
export class Visitor {
  readonly page: Page;
  readonly #browser: Windows;
  readonly #context: BrowserContext;
  readonly #site: string;
  readonly #script: boolean;
  readonly #thorough: boolean;
  readonly #errors: string[] = [];
  /** Answers other than 200 that this visitor was to get so far. */
  readonly #expected = new Set<string>();
  #mirror: Page | undefined;

  private constructor(browser: Windows, context: BrowserContext, page: Page, site: string, window: Partial<Window>) {
    this.#browser = browser;
    this.#context = context;
    this.page = page;
    this.#site = site;
    this.#script = window.script ?? true;
    this.#thorough = window.thorough ?? false;
    page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
    page.on('pageerror', (error) => this.#errors.push(error.message));
  }

  static async arrives(browser: Windows, site: string, window: Partial<Window>): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: WIDTHS[window.width ?? 'phone'], height: 800 },
      javaScriptEnabled: window.script ?? true,
      locale: 'en-GB',
    });
    return new Visitor(browser, context, await context.newPage(), site, window);
  }

  /** Opens an address of the application, such as `/learning`. */
  async opens(path: string, expected: { status?: number } = {}): Promise<void> {
    const answer = await this.page.goto(this.#site + path);
    expect(`${answer?.status()} ${path}`).toBe(`${expected.status ?? 200} ${path}`);
    await this.#checks(expected.status ?? 200);
  }

  /** Follows the first link of that name on the page, or inside a part of it. */
  async follows(name: string | RegExp, within?: Locator): Promise<void> {
    const link = (within ?? this.page).getByRole('link', { name, exact: typeof name === 'string' }).first();
    const loaded = this.page.waitForEvent('load');
    await link.click();
    await loaded;
    await this.#checks(200);
  }

  /** Comes with a cookie, for instance that of a session. */
  async carries(name: string, value: string): Promise<void> {
    await this.#context.addCookies([{ name, value, url: this.#site, httpOnly: true, sameSite: 'Lax' }]);
  }

  /** Types into the field of that label. */
  async types(label: string, text: string, within?: Locator): Promise<void> {
    await (within ?? this.page).getByLabel(label, { exact: true }).fill(text);
  }

  /** Types a date into the group of three fields of that name: day, month, year. */
  async typesDate(group: string, date: string): Promise<void> {
    const fields = this.page.getByRole('group', { name: group });
    const [year = '', month = '', day = ''] = date.split('-');
    for (const [label, text] of Object.entries({ Day: day, Month: month, Year: year })) {
      await this.types(label, text, fields);
    }
  }

  /** Chooses what stands in the list of that label, by its words. */
  async chooses(label: string, option: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).selectOption({ label: option });
  }

  /** Ticks the box, or chooses the radio, of that label. */
  async ticks(label: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).check();
  }

  /** Presses the button of that name, which sends its form. */
  async presses(name: string, expected: { status?: number } = {}): Promise<void> {
    const answered = this.page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303);
    const loaded = this.page.waitForEvent('load');
    await this.page.getByRole('button', { name, exact: true }).click();
    await loaded;
    expect(`${(await answered).status()} ${name}`).toBe(`${expected.status ?? 200} ${name}`);
    await this.#checks(expected.status ?? 200);
  }

  /** The part of the page under a second-level heading. */
  section(title: string): Locator {
    return this.page.locator('section').filter({ has: this.page.getByRole('heading', { level: 2, name: title }) });
  }

  /** The page's first heading. */
  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** All that the page shows to a reader, without header and footer. */
  main(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** Path of the page, with query and place. */
  where(): string {
    return this.page.url().slice(this.#site.length);
  }

  /** Closes the window. */
  async leaves(): Promise<void> {
    await this.#mirror?.context().close();
    await this.#context.close();
  }

  async #checks(status: number): Promise<void> {
    const where = this.where();
    expect({ where, sideways: await sidewaysScroll(this.page) }).toEqual({ where, sideways: 0 });
    expect({ where, firstHeadings: await this.page.locator('h1').count() }).toEqual({ where, firstHeadings: 1 });
    const shape = `${this.page.viewportSize()?.width} ${await shapeOf(this.page)}`;
    if (this.#thorough || !FAULTLESS.has(shape)) {
      const faults = this.#script ? await accessibilityFaults(this.page) : await this.#faultsWithoutScript();
      expect({ where, faults }).toEqual({ where, faults: [] });
      FAULTLESS.add(shape);
    }
    // The browser itself writes a line for an answer that is not a success, sometimes only once the next page is there.
    if (status !== 200) this.#expected.add(String(status));
    const errors = this.#errors.filter(
      (error) => ![...this.#expected].some((one) => error.includes(`status of ${one}`)),
    );
    expect({ where, errors }).toEqual({ where, errors: [] });
    this.#errors.length = 0;
  }

  /** axe-core needs script to run, so it is shown the same document, without the page's own scripts, in another window. */
  async #faultsWithoutScript(): Promise<string[]> {
    this.#mirror ??= await (await this.#browser.newContext({ viewport: this.page.viewportSize() })).newPage();
    const address = this.page.url();
    const html = (await this.page.content()).replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
    await this.#mirror.route(
      (url) => url.href === address.split('#', 1)[0],
      (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
    );
    await this.#mirror.goto(address);
    return await accessibilityFaults(this.#mirror);
  }
}
