// The scene that all editors play, with its places found in the text of the workspace.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads `file` (scene.json) and looks up its words in the workspace `folder`; lines and columns count from 1. */
export function readScene(file, folder) {
  const scene = JSON.parse(readFileSync(file, 'utf8'));
  const noteLine = lines(folder, scene.note)[scene.finding.line - 1];
  const articleLines = lines(folder, scene.source.article);
  return {
    ...scene,
    finding: { ...scene.finding, column: columnOf(noteLine, scene.finding.words) },
    hover: { ...scene.hover, line: scene.finding.line, column: columnOf(noteLine, scene.hover.words) },
    source: { ...scene.source, line: 1 + indexOf(articleLines, scene.source.words) },
  };
}

/** Rewrites every article that has `from`, as an outside program would; returns how to undo it. */
export function correctArticles(folder, { from, to }) {
  const changed = readdirSync(join(folder, 'corpus'))
    .map((name) => join(folder, 'corpus', name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => text.includes(from));
  if (changed.length === 0) {
    throw new Error(`no article has “${from}”`);
  }
  changed.forEach(({ path, text }) => writeFileSync(path, text.replaceAll(from, to)));
  return () => changed.forEach(({ path, text }) => writeFileSync(path, text));
}

function lines(folder, file) {
  return readFileSync(join(folder, file), 'utf8').split(/\r?\n/);
}

function columnOf(line, words) {
  const at = line?.indexOf(words) ?? -1;
  if (at < 0) {
    throw new Error(`“${words}” is not in “${line}”`);
  }
  return at + 1;
}

function indexOf(all, words) {
  const at = all.findIndex((line) => line.includes(words));
  if (at < 0) {
    throw new Error(`no line has “${words}”`);
  }
  return at;
}
