/** Attest in VS Code: finds the server, starts it where there are articles, and adds its views and commands. */
import { commands, window, workspace, type ExtensionContext } from "vscode";
import { WorkspaceCheck } from "./check/command";
import { citeArticle } from "./commands/cite";
import { findName } from "./commands/entity";
import { openReport, openReportInBrowser, saveReport } from "./commands/report";
import { openSample } from "./commands/sample";
import { openSource } from "./commands/source";
import { CountBar } from "./note/bar";
import { Margin } from "./note/margin";
import { NoteWatch } from "./note/state";
import { Lifecycle } from "./server/lifecycle";
import { createStatus } from "./server/status";
import { createTraceChannel } from "./server/trace";
import { SERVER_PATH } from "./settings";
import { EvidenceView } from "./views/evidence";
import { SourcesView, type Entry } from "./views/sources";
import { onMayUseAttest } from "./workspace";

let lifecycle: Lifecycle | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Attest", { log: true });
  const trace = createTraceChannel();
  const status = createStatus();
  const bar = new CountBar();
  const running: Lifecycle = new Lifecycle(log, trace, status, onProgress, onRunning);
  const check = new WorkspaceCheck(running, log);
  const evidence = new EvidenceView(running);
  const sources = new SourcesView(running);
  const watch = new NoteWatch(running);
  const margin = new Margin(context);
  lifecycle = running;

  function onProgress(words: string | undefined): void {
    bar.progress(words);
    if (words === undefined) {
      onRunning(); // The articles are read, or read again.
    }
  }
  function onRunning(): void {
    sources.refresh();
    watch.ask(0);
  }

  context.subscriptions.push(
    log,
    trace,
    status,
    bar,
    check,
    evidence,
    sources,
    watch,
    margin,
    window.registerWebviewViewProvider(EvidenceView.id, evidence, { webviewOptions: { retainContextWhenHidden: true } }),
    window.registerTreeDataProvider(SourcesView.id, sources),
    watch.onDidChange((note) => {
      bar.show(note);
      margin.show(note);
      sources.showClaims(note?.editor.document.uri, note?.state.claims ?? []);
    }),
    commands.registerCommand("attest.restart", () => running.restart()),
    commands.registerCommand("attest.showLog", () => log.show(true)),
    commands.registerCommand("attest.checkWorkspace", () => check.run()),
    commands.registerCommand("attest.openSource", () => openSource(running.client)),
    commands.registerCommand("attest.showEvidence", () => commands.executeCommand("attest.evidence.focus")),
    commands.registerCommand("attest.openReport", () => openReport(running, log)),
    commands.registerCommand("attest.openReportInBrowser", () => openReportInBrowser()),
    commands.registerCommand("attest.saveReport", () => saveReport()),
    commands.registerCommand("attest.findName", () => findName(running)),
    commands.registerCommand("attest.filterSources", () => sources.filter()),
    commands.registerCommand("attest.clearFilter", () => sources.clearFilter()),
    commands.registerCommand("attest.citeArticle", (entry?: Entry) => citeArticle(entry?.article)),
    commands.registerCommand("attest.openSample", () => openSample(context)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SERVER_PATH)) {
        void (running.client === undefined ? running.startIfUseful() : running.restart());
      }
    }),
    ...onMayUseAttest(() => void running.startIfUseful()),
  );

  await running.startIfUseful();
}

export function deactivate(): Promise<void> | undefined {
  return lifecycle?.shutdown();
}
