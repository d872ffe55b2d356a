// folders.mjs BASE-URL FOLDER SCENE SHOTS: one window with two folders, each with articles and settings of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Workbench } from './workbench.mjs';

const [base, folder, , shots] = process.argv.slice(2);
const root = join(dirname(folder), 'desk');
let seen = 0;
const ok = (what) => console.log(`ok ${++seen} ${what}`);

/** Two desks that disagree: what is true in one folder is false in the other. */
const DESKS = {
  north: { killed: '34', article: 'storm-north' },
  south: { killed: '51', article: 'storm-south' },
};
for (const [name, { killed, article }] of Object.entries(DESKS)) {
  mkdirSync(join(root, name, 'corpus'), { recursive: true });
  writeFileSync(join(root, name, `corpus/${article}.txt`),
    `Storm in the ${name}\n\nThe storm killed ${killed} people in Northport, the mayor said.\n`);
  writeFileSync(join(root, name, `${name}.md`), `# Storm\n\nThe storm killed 34 people in Northport.\n`);
}
writeFileSync(join(root, 'desk.code-workspace'), JSON.stringify({ folders: [{ path: 'north' }, { path: 'south' }] }));

const code = await Workbench.open(base, join(root, 'south'), 'south.md', shots, join(root, 'desk.code-workspace'));
let failed = 0;
const underlined = async () => JSON.stringify(await code.underlined('error'));
try {
  await code.page.locator('.monaco-editor .view-line').first().click();
  await code.see('.monaco-editor .squiggly-error');
  if ((await underlined()) !== '["34"]') {
    throw new Error(`underlined are ${await underlined()}, not “34”`);
  }
  ok('the second folder’s note is held against its own articles');
  await code.goTo(3, 20);
  await code.page.keyboard.press('F12');
  await code.tabInFront(`${DESKS.south.article}.txt`);
  ok('and its definition lies there');

  await code.open('north.md');
  await code.see('.monaco-editor .codelens-decoration', /1 claim: 1 supported/);
  if ((await underlined()) !== '[]') {
    throw new Error(`underlined are ${await underlined()}, nothing is wrong`);
  }
  ok('the same words are true in the first folder');

  await code.run('Attest: Show Evidence for the Claim');
  for (const { article } of Object.values(DESKS)) {
    await code.see('.monaco-list-row', article.replace('storm-', 'Storm in the '));
  }
  ok('the Sources view has the articles of both');
  await code.focusEditor();
  await code.goTo(3, 5);
  await code.webview('#evidence .verdict', 'supported');
  await code.shot('folders');

  writeFileSync(join(root, `north/corpus/${DESKS.north.article}.txt`),
    'Storm in the north\n\nThe storm killed 40 people in Northport, the mayor said.\n');
  await code.see('.monaco-editor .squiggly-error');
  ok('an article that changes in one folder is noticed there');

  await code.run('Attest: Check Workspace');
  await code.see('.notification-toast', /2 claims in 2 notes checked/);
  ok('the check covers both');
} catch (error) {
  failed = 1;
  console.error(error.message, await code.state());
  await code.shot('failed-folders').catch(() => {});
}
await code.close();
console.log(`${seen} passed, ${failed} failed`);
process.exit(failed);
