/** Attest in VS Code: finds the server, starts it where there are articles, and adds its commands. */
import { commands, window, workspace, type ExtensionContext } from "vscode";
import { WorkspaceCheck } from "./check/command";
import { openSource } from "./commands/source";
import { Lifecycle } from "./server/lifecycle";
import { createStatus } from "./server/status";
import { createTraceChannel } from "./server/trace";
import { SERVER_PATH } from "./settings";
import { onMayUseAttest } from "./workspace";

let lifecycle: Lifecycle | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Attest", { log: true });
  const trace = createTraceChannel();
  const status = createStatus();
  const running = new Lifecycle(log, trace, status);
  const check = new WorkspaceCheck(running, log);
  lifecycle = running;

  context.subscriptions.push(
    log,
    trace,
    status,
    check,
    commands.registerCommand("attest.restart", () => running.restart()),
    commands.registerCommand("attest.showLog", () => log.show(true)),
    commands.registerCommand("attest.checkWorkspace", () => check.run()),
    commands.registerCommand("attest.openSource", () => openSource(running.client)),
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
