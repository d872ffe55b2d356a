/** Starts, stops and restarts the server, and tells the user when that does not work. */
import { commands, env, window, workspace, type Disposable, type LogOutputChannel } from "vscode";
import { State as ClientState, type LanguageClient } from "vscode-languageclient/node";
import { SECTION, SERVER_PATH } from "../settings";
import { anyUsesAttest } from "../workspace";
import { createClient } from "./client";
import { explain } from "./failure";
import { locate, type Server } from "./locate";
import { thisMachine } from "./machine";
import type { Status } from "./status";

const OPEN_SETTING = "Open Setting";
const TRY_AGAIN = "Try Again";
const SHOW_LOG = "Show Log";

export class Lifecycle implements Disposable {
  /** The running server, if there is one. */
  client: LanguageClient | undefined;
  server: Server | undefined;
  /** Starts and stops happen one after the other, whoever asks for them. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: LogOutputChannel,
    private readonly trace: LogOutputChannel,
    private readonly status: Status,
    private readonly onProgress: (words: string | undefined) => void,
    private readonly onRunning: () => void,
  ) {}

  /** Starts the server when the window has notes and articles and it does not run yet. */
  startIfUseful(): Promise<void> {
    return this.next(async () => {
      if (this.client !== undefined) {
        return;
      }
      if (await anyUsesAttest()) {
        await this.start();
      } else {
        this.status.show({ kind: "idle" });
        const folders = (workspace.workspaceFolders ?? []).map(({ name }) => name).join(", ");
        this.log.info(folders === "" ? "no folder is open" : `no articles and no attest.toml in ${folders}`);
      }
    });
  }

  /** Starts the server anew, wherever the window is. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.stop();
      await this.start();
    });
  }

  /** Ends the server; resolves when it has gone. */
  shutdown(): Promise<void> {
    return this.next(() => this.stop());
  }

  dispose(): void {
    void this.shutdown();
  }

  /** The server to run a command with: the one in use, or the one that would be. */
  async find(): Promise<Server | undefined> {
    if (this.server !== undefined) {
      return this.server;
    }
    const setting = workspace.getConfiguration(SECTION).get<string | null>("server.path") ?? "";
    const located = await locate(thisMachine, setting, workspace.workspaceFolders?.[0]?.uri.fsPath);
    if ("server" in located) {
      return located.server;
    }
    const { message, details } = explain(located.failure);
    this.fail(message, details);
    return undefined;
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.queue;
  }

  private async start(): Promise<void> {
    this.status.show({ kind: "starting" });
    const server = await this.find();
    if (server === undefined) {
      return;
    }
    this.log.info(`starting ${server.path} (version ${server.version})`);
    const client = createClient(server, this.log, this.trace, this.onProgress);
    client.onDidChangeState(({ newState }) => {
      if (newState === ClientState.Running) {
        this.status.show({ kind: "running", ...server });
        this.onRunning();
      } else if (newState === ClientState.Stopped && this.client === client) {
        this.status.show({ kind: "failed", message: "the server has stopped" });
      }
    });
    this.client = client;
    this.server = server;
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      this.server = undefined;
      this.fail(`Attest cannot start: ${server.path} does not answer. The log says more.`, String(error));
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.server = undefined;
    if (client?.isRunning() === true) {
      await client.stop();
    }
    await client?.dispose();
  }

  private fail(message: string, details: string): void {
    this.status.show({ kind: "failed", message });
    this.log.error(details === "" ? message : `${message}\n${details}`);
    // Not awaited: the notification stays until the user answers it.
    void window.showErrorMessage(message, OPEN_SETTING, TRY_AGAIN, SHOW_LOG).then((answer) => {
      if (answer === OPEN_SETTING) {
        // A path is the machine's matter; in a remote window that is the remote machine's settings.
        const remote = env.remoteName !== undefined;
        const open = remote ? "workbench.action.openRemoteSettings" : "workbench.action.openSettings";
        void commands.executeCommand(open, { query: `@id:${SERVER_PATH}` });
      } else if (answer === TRY_AGAIN) {
        void this.restart();
      } else if (answer === SHOW_LOG) {
        this.log.show(true);
      }
    });
  }
}
