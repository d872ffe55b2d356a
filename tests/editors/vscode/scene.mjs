// The scene that all editors play, with its places found in the text of the workspace.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads `file` (scene.json) and finds its words in the workspace `folder`; lines and columns count from 1. */
export function readScene(file, folder) {
  const scene = JSON.parse(readFileSync(file, 'utf8'));
  const claim = placeOf(join(folder, scene.note), scene.sentence);
  const within = scene.sentence.indexOf(scene.finding.words);
  const misquote = placeOf(join(folder, scene.misquote.note), scene.misquote.sentence);
  return {
    ...scene,
    other: { ...scene.other, ...placeOf(join(folder, scene.note), scene.other.sentence) },
    unsupported: { ...scene.unsupported, ...placeOf(join(folder, scene.note), scene.unsupported.sentence) },
    misquote: {
      ...scene.misquote,
      line: misquote.line,
      column: misquote.column + scene.misquote.sentence.indexOf(scene.misquote.words),
    },
    finding: { ...scene.finding, line: claim.line, column: claim.column + within },
    source: { ...scene.source, line: placeOf(join(folder, scene.source.article), scene.source.sentence).line },
  };
}

/** Writes a new article, as another program would. */
export function addArticle(folder, { article, text }) {
  writeFileSync(join(folder, article), text);
}

/** Rewrites every article that has `from`, as another program would; returns how to undo it. */
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

function placeOf(path, words) {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const line = lines.findIndex((text) => text.includes(words));
  if (line < 0) {
    throw new Error(`${path} does not have “${words}”`);
  }
  return { line: line + 1, column: lines[line].indexOf(words) + 1 };
}
