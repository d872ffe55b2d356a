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
  type WebviewPanel,
} from "vscode";
import type { Lifecycle } from "../server/lifecycle";

/** The report in a panel: its file, and the folder that it is about. */
interface Shown {
  readonly file: string;
  readonly folder: Uri;
}
const shown = new Map<WebviewPanel, Shown>();

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
  shown.set(panel, { file, folder });
  panel.onDidDispose(() => shown.delete(panel));
  if (note?.isDirty === true) {
    window.setStatusBarMessage("The report shows the note as it was saved last.", 8000);
  }
}

/** The report in front, in the browser. */
export async function openReportInBrowser(): Promise<void> {
  const report = inFront();
  if (report !== undefined) {
    await env.openExternal(Uri.file(report.file));
  }
}

/** The report in front, into a file of the user's choice. */
export async function saveReport(): Promise<void> {
  const report = inFront();
  if (report === undefined) {
    return;
  }
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(report.folder, basename(report.file)),
    filters: { "Web page": ["html"] },
  });
  if (target !== undefined) {
    await workspace.fs.copy(Uri.file(report.file), target, { overwrite: true });
  }
}

function inFront(): Shown | undefined {
  return [...shown].find(([panel]) => panel.active)?.[1];
}

function folderOf(note: TextDocument): Uri {
  return workspace.getWorkspaceFolder(note.uri)?.uri ?? Uri.joinPath(note.uri, "..");
}
