/** Runs `attest-ls check` over a folder. */
import { execFile } from "node:child_process";
import type { CancellationToken } from "vscode";
import { parseReport, type Report } from "./report";

/** Room for the report of some ten thousand claims with their evidence. */
const REPORT_LIMIT_BYTES = 256 * 1024 * 1024;

/**
 * Checks every note under `folder` as it is on disk, under the editor's `settings`. Resolves to `undefined` when cancelled;
 * rejects with the program's own words when it could not do its work.
 */
export function runCheck(
  program: string,
  folder: string,
  settings: unknown,
  token: CancellationToken,
): Promise<Report | undefined> {
  const args = ["check", folder, "--format", "json", "--fail-on", "never", "--settings", JSON.stringify(settings ?? {})];
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { cwd: folder, maxBuffer: REPORT_LIMIT_BYTES, windowsHide: true },
      (error, stdout, stderr) => {
        subscription.dispose();
        if (token.isCancellationRequested) {
          resolve(undefined);
        } else if (error !== null) {
          reject(new Error(stderr.trim() || error.message));
        } else {
          try {
            resolve(parseReport(stdout));
          } catch (problem) {
            reject(problem);
          }
        }
      },
    );
    const subscription = token.onCancellationRequested(() => child.kill());
  });
}
