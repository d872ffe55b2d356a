/** Whether a window is about notes and articles at all: the extension stays quiet elsewhere. */
import { FileType, RelativePattern, Uri, workspace, type Disposable, type WorkspaceFolder } from "vscode";
import { SECTION, onlySet } from "./settings";

/** The server's settings file and the folders in which it looks for articles by itself. */
const MARKS = ["attest.toml", "corpus", "articles", "sources"] as const;

/** A folder with `attest.toml` or articles in the usual place, or one for which settings name a corpus. */
export async function usesAttest(folder: WorkspaceFolder): Promise<boolean> {
  if (onlySet(workspace.getConfiguration(SECTION, folder.uri).get("corpus")) !== undefined) {
    return true;
  }
  const found = await Promise.all(MARKS.map((name) => isMark(Uri.joinPath(folder.uri, name), name)));
  return found.includes(true);
}

export async function anyUsesAttest(): Promise<boolean> {
  const found = await Promise.all((workspace.workspaceFolders ?? []).map(usesAttest));
  return found.includes(true);
}

/** Calls back when a window may have become one that uses Attest. */
export function onMayUseAttest(callback: () => void): Disposable[] {
  const watchers: Disposable[] = [];
  const watch = (): void => {
    watchers.splice(0).forEach((watcher) => watcher.dispose());
    for (const folder of workspace.workspaceFolders ?? []) {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, `{${MARKS.join(",")}}`), false, true, true);
      watchers.push(watcher, watcher.onDidCreate(callback));
    }
  };
  watch();
  return [
    { dispose: () => watchers.splice(0).forEach((watcher) => watcher.dispose()) },
    workspace.onDidChangeWorkspaceFolders(() => {
      watch();
      callback();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.corpus`)) {
        callback();
      }
    }),
  ];
}

async function isMark(uri: Uri, name: string): Promise<boolean> {
  try {
    const { type } = await workspace.fs.stat(uri);
    return (type & (name === "attest.toml" ? FileType.File : FileType.Directory)) !== 0;
  } catch {
    return false;
  }
}
