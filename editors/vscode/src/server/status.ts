/** The entry in the language status of Markdown files: what the server is doing. */
import { LanguageStatusSeverity, languages, type Command, type Disposable } from "vscode";

export type State =
  | { readonly kind: "idle" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly path: string }
  | { readonly kind: "failed"; readonly message: string };

export interface Status extends Disposable {
  show(state: State): void;
}

const RESTART: Command = { command: "attest.restart", title: "Restart" };
const START: Command = { command: "attest.restart", title: "Start" };
const SHOW_LOG: Command = { command: "attest.showLog", title: "Show Log" };

export function createStatus(): Status {
  const item = languages.createLanguageStatusItem("attest", { language: "markdown" });
  item.name = "Attest";
  return {
    show(state) {
      item.busy = state.kind === "starting";
      item.severity = state.kind === "failed" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
      switch (state.kind) {
        case "idle":
          item.text = "Attest: no articles here";
          item.detail = "no attest.toml and no corpus, articles or sources folder";
          item.command = START;
          break;
        case "starting":
          item.text = "Attest";
          item.detail = "starting";
          item.command = SHOW_LOG;
          break;
        case "running":
          item.text = `Attest ${state.version}`;
          item.detail = state.path;
          item.command = RESTART;
          break;
        case "failed":
          item.text = "Attest: not running";
          item.detail = state.message;
          item.command = SHOW_LOG;
          break;
      }
    },
    dispose: () => item.dispose(),
  };
}
