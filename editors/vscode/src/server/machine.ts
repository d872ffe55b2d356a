/** The few things that finding the server asks of the computer; tests put their own in its place. */
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";

/** How a program ended: its exit code, or `null` when it could not be started or was stopped. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Machine {
  readonly windows: boolean;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether `path` is a file that may be run. */
  canRun(path: string): Promise<boolean>;
  run(path: string, args: readonly string[]): Promise<Outcome>;
}

/** A server that has not answered `--version` by then is not going to. */
const RUN_LIMIT_MS = 10_000;

export const thisMachine: Machine = {
  windows: process.platform === "win32",
  home: homedir(),
  env: process.env,

  async canRun(path) {
    try {
      await access(path, constants.X_OK);
      return (await stat(path)).isFile();
    } catch {
      return false;
    }
  },

  run(path, args) {
    return new Promise((resolve) => {
      execFile(path, [...args], { timeout: RUN_LIMIT_MS, windowsHide: true }, (error, stdout, stderr) => {
        if (error === null) {
          resolve({ code: 0, stdout, stderr });
          return;
        }
        const code = typeof error.code === "number" ? error.code : null;
        const why = error.killed === true ? `no answer within ${RUN_LIMIT_MS / 1000} seconds` : error.message;
        resolve({ code, stdout, stderr: stderr === "" ? why : stderr });
      });
    });
  },
};
