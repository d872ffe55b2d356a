/** What the status bar says while the server reads articles. */
import type { WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from "vscode-languageclient/node";

export function progressWords(
  progress: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd,
): string | undefined {
  if (progress.kind === "end") {
    return undefined;
  }
  return progress.percentage === undefined ? "Attest: reading articles" : `Attest: reading articles, ${progress.percentage} %`;
}
