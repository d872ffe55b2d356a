// drive.mjs BASE-URL FOLDER SCENE SHOTS: plays the scene in a running VS Code; exit code 0 = all seen.
import { addArticle, correctArticles, readScene } from './scene.mjs';
import { Workbench } from './workbench.mjs';

const [base, folder, sceneFile, shots] = process.argv.slice(2);
const scene = readScene(sceneFile, folder);
const began = Date.now();
let seen = 0;
const ok = (what) => console.log(`ok ${++seen} ${((Date.now() - began) / 1000).toFixed(1)}s ${what}`);

const SQUIGGLE = '.monaco-editor .squiggly-error';
const PROBLEM = '.markers-panel .monaco-list-row';
const finding = `[Ln ${scene.finding.line}, Col ${scene.finding.column}]`;

const code = await Workbench.open(base, folder, scene.note, shots);
let failed = 0;
try {
  ok('the note is open');
  await code.page.locator('.monaco-editor .view-line').first().click();
  await code.goTo(scene.finding.line, scene.finding.column);
  await code.see(SQUIGGLE);
  const underlined = await code.underlined('error');
  if (!underlined.includes(scene.finding.words)) {
    throw new Error(`underlined are ${JSON.stringify(underlined)}, not “${scene.finding.words}”`);
  }
  ok(`exactly the words “${scene.finding.words}” are underlined`);
  await code.see('.monaco-editor .codelens-decoration', /\d+ claims?: .*contradicted/);
  ok('a lens counts the claims of the section');
  await code.see('.statusbar-item', /\d+/);
  await code.see('.statusbar-item#attest-ls\\.attest\\.attest\\.counts, .statusbar-item[id*="attest.counts"]', /\d+/);
  ok('the status bar counts the claims of the note');

  await code.seeHover(scene.quote);
  ok('the hover shows the source quotation');
  const quoted = await code.linksInHover(scene.quote, /, line \d+$/);
  if (quoted !== 1) {
    throw new Error(`the hover quotes ${quoted} sources, the setting says 1`);
  }
  ok('and no more quotations than the settings say');
  await code.shot('hover');
  await code.followFromHover(scene.quote, scene.finding.code, `${scene.finding.code}.md`);
  await code.see('.view-line', 'What to do');
  ok('the code in the hover leads to the documentation of the rule');
  await code.run('View: Revert and Close Editor');
  await code.tabInFront(scene.note);
  await code.goTo(scene.finding.line, scene.finding.column);

  const fix = code.page.locator('.action-widget .monaco-list-row', { hasText: scene.finding.message }).first();
  await code.until(() => code.page.keyboard.press('Control+.'), (timeout) => fix.waitFor({ timeout }));
  await code.shot('quick-fix');
  await fix.click();
  await code.see('.view-line', scene.corrected);
  await code.page.waitForFunction(
    ([selector, words]) => ![...document.querySelectorAll(selector)].some((it) => it.textContent.includes(words)),
    ['.view-line', scene.sentence.slice(-30)],
  );
  const left = async () => (await code.underlined('error')).includes(scene.finding.words);
  for (const end = Date.now() + 30_000; (await left()) && Date.now() < end; ) {
    await code.page.waitForTimeout(100);
  }
  if (await left()) {
    throw new Error('the squiggle stays after the fix');
  }
  ok('the quick fix writes the source’s words, and the squiggle goes');
  await code.page.keyboard.press('Control+z');
  await code.goTo(scene.finding.line, scene.finding.column);

  await code.page.keyboard.press('F12');
  await code.tabInFront(scene.source.article);
  await code.cursorAt(scene.source.line);
  ok('definition lands on the line of the article');
  await code.shot('definition');

  await code.select(scene.note);
  await code.goTo(scene.finding.line, scene.finding.column);
  await code.run('Attest: Open Source of the Claim');
  await code.tabInFront(scene.source.article);
  await code.cursorAt(scene.source.line);
  if (await code.page.locator('.editor-group-container').count() !== 2) {
    throw new Error('the source did not open beside the note');
  }
  ok('the command opens the source beside the note');
  await code.shot('source-beside');

  await code.run('View: Close All Editors in Group');

  await code.select(scene.note);
  await code.goTo(scene.finding.line, scene.finding.column);
  await code.run('Attest: Show Evidence for the Claim');
  let view = await code.webview('#evidence li.contradicts mark', scene.finding.message);
  ok('the Evidence view shows the claim at the cursor and marks what differs');
  await code.pointerAway();
  await code.shot('evidence');
  await code.focusEditor();
  await code.goTo(scene.other.line, scene.other.column + 2);
  view = await code.webview('#evidence .verdict', scene.other.verdict);
  await view.locator('#evidence li', { hasText: scene.other.quote }).first().waitFor();
  ok('it follows the cursor to another claim');
  const cite = view.locator('#evidence button[data-act="cite"]').first();
  await cite.click();
  await code.see('.view-line', 'senior negotiators [@');
  ok('one click cites the passage');
  await code.focusEditor();
  await code.page.keyboard.press('Control+z');
  view = await code.webview('#evidence .verdict', scene.other.verdict);
  await view.locator('#evidence button[data-act="open"]').first().click();
  await code.see('.tab.active', /000|001|002|003|004/);
  ok('one click opens the source');
  await code.run('View: Close All Editors in Group');

  await code.see('.pane-header', 'Sources');
  await code.see('.tree-explorer-viewlet-tree-view .monaco-list-row, .pane-body .monaco-list-row', 'Articles');
  ok('the Sources view lists the articles');
  await code.shot('sources');

  await code.select(scene.note);
  for (const [what, { typed, label }] of Object.entries(scene.completion)) {
    await code.goTo(9, 1);
    await code.page.keyboard.press('Control+End');
    await code.page.keyboard.press('Enter');
    await code.page.keyboard.type(`Also ${typed}`, { delay: 40 });
    if (what === 'name') {
      await code.page.keyboard.press('Control+Space'); // VS Code suggests nothing unasked in Markdown.
    }
    await code.see('.suggest-widget.visible .monaco-list-row', label);
    ok(`a ${what} is completed`);
    await code.shot(`completion-${what}`);
    await code.page.keyboard.press('Escape');
    await code.page.keyboard.press('Control+z');
  }
  await code.run('File: Revert File');

  await code.run('Attest: Open Sourcing Report');
  await code.webview('body', scene.other.sentence.slice(0, 20));
  ok('the report opens');
  for (const action of ['Open Report in Browser', 'Save Report As…']) {
    await code.see(`.editor-actions .action-label[aria-label^="${action}"]`);
  }
  if ((await code.notifications()).length > 0) {
    throw new Error('a message lies over the report');
  }
  ok('and what can be done with it stands in its title');
  await code.shot('report');
  await code.run('View: Close All Editors in Group');
  await code.select(scene.note);

  await code.page.keyboard.press('Control+Shift+M');
  await code.filterPanel(scene.unsupported.code);
  const warning = code.page.locator(PROBLEM, { hasText: `[Ln ${scene.unsupported.line}, Col ${scene.unsupported.column}]` });
  await warning.first().waitFor();
  addArticle(folder, scene.added);
  await warning.first().waitFor({ state: 'detached' });
  ok('an article that is added on disk turns the warning off');

  // The panel matches loosely and draws only the rows in view: what it is asked for has to be rare.
  await code.filterPanel(`“${scene.finding.words}”, the source “${scene.finding.message}”`);
  const problem = code.page.locator(PROBLEM, { hasText: finding });
  await problem.filter({ hasText: scene.finding.code }).filter({ hasText: scene.finding.message }).first().waitFor();
  ok(`the problem is at ${finding}, the words “${scene.finding.words}”`);
  await code.shot('problems');

  const restore = correctArticles(folder, scene.correction);
  await problem.first().waitFor({ state: 'detached' });
  ok('an article that changed on disk takes the problem away');
  restore();
  // The panel leaves a list that was empty for a moment without a height: its rows are there, undrawn.
  await problem.first().waitFor({ state: 'attached' });
  ok('and brings it back');

  await code.open(scene.misquote.note);
  await code.goTo(scene.misquote.line, scene.misquote.column);
  await code.page.waitForFunction(() => document.querySelectorAll('.monaco-editor .squiggly-error').length > 0);
  const misquoted = await code.underlined('error');
  if (!misquoted.includes(scene.misquote.words)) {
    throw new Error(`underlined are ${JSON.stringify(misquoted)}, not “${scene.misquote.words}”`);
  }
  await code.seeHover(scene.misquote.source);
  ok(`a misquote is underlined at “${scene.misquote.words}” alone`);
  await code.shot('misquote');
  await code.page.keyboard.press('Escape');

  await code.focusEditor();
  view = await code.webview('#evidence .verdict', 'misquoted');
  await view.locator('#evidence li.contradicts mark', { hasText: scene.misquote.source }).first().waitFor();
  ok('the Evidence view shows the source’s words for it');

  await code.select(scene.note);
  await code.goTo(scene.finding.line, scene.finding.column);
  await code.run('View: Hide Panel');
  const lens = code.page.locator('.codelens-decoration a', { hasText: /\d+ sources?/ }).first();
  const peek = code.page.locator('.reference-zone-widget').first();
  await code.until((timeout) => lens.click({ timeout }), (timeout) => peek.waitFor({ timeout }));
  ok('a click on “sources” above a heading opens them');
  await code.shot('lens-sources');
  await code.page.keyboard.press('Escape');

  await code.run('Attest: Check Workspace');
  await code.see('.notification-toast', /\d+ claims? in \d+ notes? checked: .*error/);
  ok('the whole workspace is checked');
  await code.shot('check');

  await code.run('Attest: Restart Server');
  await code.run('Attest: Show Log');
  await code.see('.part.panel .composite-bar .action-item.checked', 'Output');
  await code.filterPanel('');
  // Not their order: the end of the old one is sometimes noticed after the start of the new one.
  await code.page.waitForFunction(() => {
    const log = [...document.querySelectorAll('.part.panel .view-line')].map((line) => line.textContent);
    const has = (word) => log.filter((line) => line.includes(word)).length;
    return has('starting') === 2 && has('exited') === 1;
  });
  ok('the log shows that the server was started again');
  await code.shot('log');
  await code.page.keyboard.press('Control+Shift+M');
  // The panel matches loosely and draws only the rows in view: what it is asked for has to be rare.
  await code.filterPanel(`“${scene.finding.words}”, the source “${scene.finding.message}”`);
  await problem.first().waitFor();
  ok('and it finds the same');

  // Last, since each of them loads the window anew.
  for (const [theme, kind, shot] of [
    ['Dark Modern', 'vs-dark', 'dark'],
    ['Default High Contrast', 'hc-black', 'contrast'],
  ]) {
    code.set('workbench.colorTheme', theme);
    await code.reload();
    await code.see(`.monaco-workbench.${kind}`);
    await code.select(scene.note);
    await code.goTo(scene.finding.line, scene.finding.column);
    await code.run('Attest: Show Evidence for the Claim');
    await code.webview('#evidence li.contradicts mark', scene.finding.message);
    await code.see('.monaco-editor .cgmr', /^$/);
    await code.shot(`theme-${shot}`);
    ok(`verdicts show in the theme “${theme}”`);
  }
} catch (error) {
  failed = 1;
  console.error(error.message, await code.state());
  await code.shot('failed').catch(() => {});
}
await code.close();
console.log(`${seen} passed, ${failed} failed`);
process.exit(failed);
