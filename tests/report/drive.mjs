// drive.mjs REPORT AXE [PICTURE]: opens the report in Chromium as its readers do; exit code = result.
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [report, axe, picture] = process.argv.slice(2);
const address = `file://${report}`;
const rules = readFileSync(axe, 'utf8');
let passed = 0;
const check = (holds, what) => {
  if (!holds) throw new Error(`failed: ${what}`);
  passed += 1;
  console.log(`ok ${passed} ${what}`);
};

const browser = await chromium.launch({
  headless: true,
  executablePath: process.env.CHROMIUM || execSync('command -v chromium').toString().trim(),
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'],
});
// The page's policy forbids scripts, so axe-core needs leave to run; everything else is tested under it.
const open = async (options, axeRuns = false) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, bypassCSP: axeRuns, ...options });
  const page = await context.newPage();
  page.requests = [];
  page.on('request', (request) => page.requests.push(request.url()));
  await page.goto(address);
  return page;
};

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 390, height: 860 } },
};
for (const [look, options] of Object.entries(looks)) {
  const page = await open(options, true);
  for (const unfolded of [false, true]) {
    if (unfolded) await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    await page.addScriptTag({ content: rules });
    const faults = await page.evaluate(async () =>
      (await window.axe.run(document)).violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`));
    check(faults.length === 0, `axe-core is content: ${look}, ${unfolded ? 'unfolded' : 'as it opens'}${faults.map((one) => `\n  ${one}`)}`);
  }
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(beyond <= 0, `${look}: nothing stands outside of the window (${beyond}px)`);
  await page.context().close();
}

const page = await open({});
check(page.requests.every((url) => url === address), 'nothing is asked for from outside');
const unfolded = () => page.evaluate(() => [...document.querySelectorAll('details.card[open]')].map((one) => one.className));
check((await unfolded()).length === 0, 'the cards are folded');
await page.locator('a.claim.contradicted').first().click();
check((await unfolded()).join() === 'card contradicted', 'a click on a claim unfolds its card');
check(await page.locator('details.card[open] .passage').first().isVisible(), 'which shows the passage');
if (picture) {
  await page.setViewportSize({ width: 1280, height: 760 });
  await page.locator('details.card[open]').evaluate((one) => window.scrollBy(0, one.getBoundingClientRect().top - 260));
  await page.screenshot({ path: picture });
  console.log(`wrote ${picture}`);
}
await page.goto('about:blank');
await page.goto(address);
await page.keyboard.press('Tab');
check(await page.evaluate(() => document.activeElement.textContent) === 'Skip to the report', 'the first tab stop skips the contents');
await page.locator('a.chip.supported').first().focus();
await page.keyboard.press('Enter');
check((await unfolded()).join() === 'card supported', 'the sign behind a claim does the same by keyboard');

await page.goto('about:blank');
await page.goto(address);
await page.emulateMedia({ media: 'print' });
// Chromium lays the printed page out when it gets to it: waited for, not asked once.
await page.waitForFunction(() => {
  const passages = [...document.querySelectorAll('.passage')];
  return passages.length > 0 && passages.every((one) => one.checkVisibility({ contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 0);
});
check(true, 'on paper every passage is open');
await browser.close();
console.log(`${passed} passed, 0 failed`);
