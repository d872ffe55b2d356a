// no-server.mjs BASE-URL FOLDER SCENE SHOTS: what a user sees whose server is not where the setting says.
import { readScene } from './scene.mjs';
import { Workbench } from './workbench.mjs';

const [base, folder, sceneFile, shots] = process.argv.slice(2);
const scene = readScene(sceneFile, folder);
let seen = 0;
const ok = (what) => console.log(`ok ${++seen} ${what}`);

const code = await Workbench.open(base, folder, scene.note, shots);
let failed = 0;
try {
  const toast = await code.see('.notification-toast', 'Attest cannot start: the setting “attest.server.path” names');
  ok('a message says what is wrong');
  await code.shot('no-server');
  await toast.locator('.monaco-button', { hasText: 'Open Setting' }).click();
  await code.see('.settings-editor .setting-item-contents', 'Server: Path');
  ok('its button opens the setting');
  await code.shot('no-server-setting');
} catch (error) {
  failed = 1;
  console.error(error.message, await code.state());
  await code.shot('failed-no-server').catch(() => {});
}
await code.close();
console.log(`${seen} passed, ${failed} failed`);
process.exit(failed);
