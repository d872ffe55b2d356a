/** “Open sourcing report”: the note in front, or the whole folder, as a page beside the text. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import {
  ProgressLocation,
  Uri,
  ViewColumn,
  env,
  window,
  workspace,
  type LogOutputChannel,
  type TextDocument,
} from "vscode";
import type { Lifecycle } from "../server/lifecycle";

const BROWSER = "Open in Browser";
const SAVE = "Save As…";

export async function openReport(lifecycle: Lifecycle, log: LogOutputChannel): Promise<void> {
  const server = await lifecycle.find();
  const document = window.activeTextEditor?.document;
  const note = document?.languageId === "markdown" && document.uri.scheme === "file" ? document : undefined;
  const folder = note === undefined ? workspace.workspaceFolders?.[0]?.uri : folderOf(note);
  if (server === undefined) {
    return;
  }
  if (folder === undefined) {
    void window.showInformationMessage("Open a note, or a folder with notes and articles, to report on it.");
    return;
  }
  const subject = note?.uri.fsPath ?? folder.fsPath;
  const file = join(await mkdtemp(join(tmpdir(), "attest-report-")), `${basename(subject, ".md")}.html`);
  try {
    await window.withProgress({ location: ProgressLocation.Window, title: "Attest: writing the report" }, () =>
      promisify(execFile)(server.path, ["report", subject, "-o", file], { cwd: folder.fsPath, windowsHide: true }),
    );
  } catch (error) {
    const words = (error as { stderr?: string }).stderr?.trim() || String(error);
    log.error(`report: ${words}`);
    void window.showErrorMessage(`Attest could not write the report: ${words}`);
    return;
  }
  const panel = window.createWebviewPanel("attest.report", `Report: ${basename(subject)}`, ViewColumn.Beside, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = await readFile(file, "utf8");
  const unsaved = note?.isDirty === true ? " It shows the note as it was saved last." : "";
  const answer = await window.showInformationMessage(`The report is ready.${unsaved}`, BROWSER, SAVE);
  if (answer === BROWSER) {
    await env.openExternal(Uri.file(file));
  } else if (answer === SAVE) {
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(folder, basename(file)),
      filters: { "Web page": ["html"] },
    });
    if (target !== undefined) {
      await workspace.fs.copy(Uri.file(file), target, { overwrite: true });
    }
  }
}

function folderOf(note: TextDocument): Uri {
  return workspace.getWorkspaceFolder(note.uri)?.uri ?? Uri.joinPath(note.uri, "..");
}
