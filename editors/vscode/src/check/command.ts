/** “Check workspace”: every note of the window's folders, also those that are not open. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  Diagnostic,
  DiagnosticSeverity,
  ProgressLocation,
  Range,
  Uri,
  commands,
  languages,
  window,
  workspace,
  type Disposable,
  type LogOutputChannel,
  type WorkspaceFolder,
} from "vscode";
import type { Lifecycle } from "../server/lifecycle";
import { SECTION, forServer } from "../settings";
import { usesAttest } from "../workspace";
import { Positions } from "./positions";
import type { CheckedNote, Report, Severity } from "./report";
import { runCheck } from "./run";
import { summarize } from "./summary";

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const SHOW_PROBLEMS = "Show Problems";
const SHOW_LOG = "Show Log";

export class WorkspaceCheck implements Disposable {
  /** Findings in notes that are not open; the server reports those of open ones itself. */
  private readonly findings = languages.createDiagnosticCollection("attest-workspace");
  private readonly opened = workspace.onDidOpenTextDocument((document) => this.findings.delete(document.uri));

  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly log: LogOutputChannel,
  ) {}

  async run(): Promise<void> {
    const folders = await this.foldersToCheck();
    if (folders.length === 0) {
      void window.showInformationMessage("Open a folder with notes and articles to check it.");
      return;
    }
    const server = await this.lifecycle.find();
    if (server === undefined) {
      return;
    }
    try {
      const reports = await window.withProgress(
        { location: ProgressLocation.Notification, title: "Attest: checking the workspace", cancellable: true },
        async (_progress, token) => {
          this.findings.clear();
          const done: Report[] = [];
          for (const folder of folders) {
            const settings = forServer(workspace.getConfiguration(undefined, folder.uri).get(SECTION));
            const report = await runCheck(server.path, folder.uri.fsPath, settings, token);
            if (report === undefined) {
              return undefined;
            }
            await Promise.all(report.notes.map((note) => this.show(folder, note)));
            done.push(report);
          }
          return done;
        },
      );
      if (reports !== undefined) {
        this.tell(summarize(reports));
      }
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      this.log.error(`check workspace: ${words}`);
      const answer = await window.showErrorMessage(`Attest could not check the workspace: ${words}`, SHOW_LOG);
      if (answer === SHOW_LOG) {
        this.log.show(true);
      }
    }
  }

  dispose(): void {
    this.opened.dispose();
    this.findings.dispose();
  }

  /** The folders that use Attest; all of them when none does, since the user asked. */
  private async foldersToCheck(): Promise<readonly WorkspaceFolder[]> {
    const folders = (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
    const using = await Promise.all(folders.map(usesAttest));
    const chosen = folders.filter((_, at) => using[at]);
    return chosen.length === 0 ? folders : chosen;
  }

  private async show(folder: WorkspaceFolder, note: CheckedNote): Promise<void> {
    const uri = Uri.file(resolve(folder.uri.fsPath, note.path));
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    // A running server tells of closed notes, too; findings must not stand there twice.
    if (isOpen || this.lifecycle.client?.isRunning() === true || note.diagnostics.length === 0) {
      return;
    }
    const positions = new Positions(await readFile(uri.fsPath, "utf8"));
    const diagnostics = note.diagnostics.map((finding) => {
      const [start, end] = [positions.at(finding.start), positions.at(finding.end)];
      const range = new Range(start.line, start.character, end.line, end.character);
      const diagnostic = new Diagnostic(range, finding.message, SEVERITIES[finding.severity]);
      diagnostic.code = finding.code;
      diagnostic.source = "attest";
      return diagnostic;
    });
    this.findings.set(uri, diagnostics);
  }

  private tell(summary: string): void {
    this.log.info(summary);
    void window.showInformationMessage(`Attest: ${summary}`, SHOW_PROBLEMS).then((answer) => {
      if (answer === SHOW_PROBLEMS) {
        void commands.executeCommand("workbench.panel.markers.view.focus");
      }
    });
  }
}
