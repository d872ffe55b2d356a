// The few gestures of a user in VS Code that the drives need. Every wait is for something to be seen.
import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const LIMIT_MS = 60_000;

export class Workbench {
  #browser;
  #shots;

  /**
   * Opens `folder` with the file `file` in it and waits until the file's text shows; with `workspace`, the
   * folders that this file names.
   */
  static async open(base, folder, file, shots, workspace) {
    const workbench = new Workbench();
    workbench.#shots = shots;
    workbench.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM || execSync('command -v chromium').toString().trim(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    });
    workbench.page = await workbench.#browser.newPage({ viewport: { width: 1280, height: 800 } });
    workbench.page.setDefaultTimeout(LIMIT_MS);
    const uri = `vscode-remote://${new URL(base).host}${folder}/${file}`;
    const payload = JSON.stringify([['openFile', uri]]);
    const what = workspace === undefined ? `folder=${encodeURIComponent(folder)}` : `workspace=${encodeURIComponent(workspace)}`;
    await workbench.page.goto(`${base}/?${what}&payload=${encodeURIComponent(payload)}`);
    await workbench.page.waitForSelector('.monaco-editor .view-line');
    return workbench;
  }

  close() {
    return this.#browser.close();
  }

  shot(name) {
    return this.page.screenshot({ path: `${this.#shots}/${name}.png` });
  }

  /** Leaves whatever the pointer rests on, so that no tooltip (a tab's has its path) lies over a picture. */
  async pointerAway() {
    await this.page.mouse.move(1, 1);
    await this.page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
  }

  /** Waits until an element that matches `selector` and contains `text` shows. */
  async see(selector, text) {
    const element = this.page.locator(selector, text === undefined ? {} : { hasText: text }).first();
    await element.waitFor();
    return element;
  }

  async seeNoMore(selector, text) {
    await this.page.locator(selector, text === undefined ? {} : { hasText: text }).first().waitFor({ state: 'detached' });
  }

  /** Runs a command by its title in the command palette. */
  async run(title) {
    await this.page.keyboard.press('F1');
    await this.see('.quick-input-widget .quick-input-box input');
    await this.page.keyboard.type(title);
    await this.see('.quick-input-list .monaco-list-row.focused', title);
    await this.accept();
  }

  /**
   * Makes `gesture` until `seen` resolves: lenses and hints that come late move the lines, draw anew what a click was
   * aimed at, and close a hover or a menu. A user would do it again; five times, then the last failure is told.
   */
  async until(gesture, seen) {
    for (let left = 4; left > 0; left -= 1) {
      const came = await gesture(10_000).then(() => seen(10_000)).then(() => true, () => false);
      if (came) {
        return;
      }
    }
    await gesture(LIMIT_MS);
    await seen(LIMIT_MS);
  }

  /** Asks for the hover at the caret until it is there. */
  async seeHover(text) {
    await this.until(() => this.run('Show or Focus Hover'), (timeout) => this.#hover(text).waitFor({ timeout }));
  }

  /** The number of links with `label` in the hover that has `text`. */
  async linksInHover(text, label) {
    let count = 0;
    await this.until(() => this.seeHover(text), async () => {
      count = await this.#hover(text).locator('a', { hasText: label }).count();
      if (count === 0) {
        throw new Error(`the hover has no link ${label}`);
      }
    });
    return count;
  }

  /** Follows the link `label` of the hover that has `text` to the file `file`. */
  async followFromHover(text, label, file) {
    const link = this.#hover(text).locator('a.code-link', { hasText: label }).first();
    await this.until(async (timeout) => {
      if (!(await link.isVisible())) {
        await this.seeHover(text);
      }
      await link.click({ timeout });
    }, (timeout) => this.#tab(file).waitFor({ timeout }));
  }

  #hover(text) {
    return this.page.locator('.monaco-hover:visible', { hasText: text }).first();
  }

  #tab(file) {
    return this.page.locator('.editor-group-container.active .tab.active', { hasText: file.split('/').pop() }).first();
  }

  /** Sets one of the user's settings, as their file has it. */
  set(key, value) {
    const file = process.env.USER_SETTINGS;
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...settings, [key]: value }, null, 2));
  }

  /** Loads the window anew, as after a change of settings that it has not noticed. */
  async reload() {
    await this.page.reload();
    await this.page.waitForSelector('.monaco-editor .view-line');
  }

  /**
   * Puts the cursor into the active editor; line and column count from 1. Asks again when the cursor is elsewhere:
   * a window that was just loaded puts it back where it stood before.
   */
  async goTo(line, column) {
    const there = this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).first();
    let again = false;
    await this.until(async () => {
      if (again) {
        await this.focusEditor();
      }
      again = true;
      await this.page.keyboard.press('Control+g');
      await this.see('.quick-input-widget .quick-input-box input');
      await this.page.keyboard.type(`${line}:${column}`);
      await this.see('.quick-input-list .monaco-list-row.focused', `line ${line} at column ${column}`);
      await this.accept();
    }, (timeout) => there.waitFor({ timeout }));
  }

  /** Takes what the quick input offers: an Enter that comes while it is still being drawn is lost. */
  async accept() {
    const widget = this.page.locator('.quick-input-widget');
    await this.until(() => this.page.keyboard.press('Enter'), (timeout) => widget.waitFor({ state: 'hidden', timeout }));
  }

  /** Waits until the status bar says that the cursor is there; without a column, on that line. */
  cursorAt(line, column) {
    return this.see('.statusbar-item', column === undefined ? `Ln ${line}, Col ` : `Ln ${line}, Col ${column}`);
  }

  /**
   * Types into the filter of the panel that shows. Needed for the problems, of which the panel draws
   * no more than it has room for; and to be cleared in the log, which may begin with the same filter.
   */
  async filterPanel(text) {
    const filter = this.page.locator('.part.panel .viewpane-filter input:visible').first();
    await filter.waitFor();
    await filter.fill(text);
  }

  /** The tab of `file` in front, its name as the tab shows it. */
  tabInFront(file) {
    return this.#tab(file).waitFor();
  }

  /** Puts the keyboard back into the text. */
  async focusEditor() {
    await this.run('View: Focus Active Editor Group');
  }

  /** Opens a file of the folder by its name. */
  async open(file) {
    await this.page.keyboard.press('Control+p');
    await this.see('.quick-input-widget .quick-input-box input');
    await this.page.keyboard.type(file.split('/').pop());
    await this.see('.quick-input-list .monaco-list-row.focused', file.split('/').pop());
    await this.accept();
    await this.tabInFront(file);
  }

  /** Brings an open file to the front by its tab. */
  async select(file) {
    await this.page.locator('.tab', { hasText: file.split('/').pop() }).first().click();
    await this.tabInFront(file);
  }

  /** The frame of the webview that has `selector` with `text` in it. Waits until one has. */
  async webview(selector, text) {
    const end = Date.now() + LIMIT_MS;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        const element = frame.locator(selector, text === undefined ? {} : { hasText: text }).first();
        if (await element.isVisible().catch(() => false)) {
          return frame;
        }
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no webview has ${selector} with “${text}”`);
  }

  /** The words under the squiggles of a kind (`error`, `warning` …) on the lines in view. */
  async underlined(kind) {
    return this.page.evaluate((kind) => {
      const found = [];
      for (const mark of document.querySelectorAll(`.monaco-editor .squiggly-${kind}`)) {
        const box = mark.getBoundingClientRect();
        const y = box.top + box.height / 2;
        let words = '';
        for (const span of document.querySelectorAll('.monaco-editor .view-line > span > span')) {
          const range = document.createRange();
          for (const node of span.childNodes) {
            for (let at = 0; at < (node.textContent ?? '').length; at++) {
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              const letter = range.getBoundingClientRect();
              const middle = letter.left + letter.width / 2;
              if (letter.top <= y && y <= letter.bottom && box.left <= middle && middle <= box.right) {
                words += node.textContent[at];
              }
            }
          }
        }
        found.push(words.replace(/\u00a0/g, ' '));
      }
      return found;
    }, kind);
  }

  /** The texts of the notifications in view. */
  notifications() {
    return this.page.locator('.notification-toast').allInnerTexts().catch(() => []);
  }

  /** What the window says beside the text (notifications, status bar, folders and files); for messages of failed drives. */
  async state() {
    const texts = async (selector) => (await this.page.locator(selector).allInnerTexts().catch(() => []))
      .map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
    return JSON.stringify({
      notifications: await texts('.notification-toast'),
      status: await texts('.statusbar-item'),
      files: await texts('.explorer-folders-view .monaco-list-row'),
    });
  }
}
