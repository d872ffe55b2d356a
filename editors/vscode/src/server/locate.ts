/** Finds the server: the setting first, then the PATH, then where `cargo install` puts programs. */
import { posix, win32 } from "node:path";
import type { Machine } from "./machine";

export const PROGRAM = "attest-ls";

/** A server that answered `--version`. */
export interface Server {
  readonly path: string;
  readonly version: string;
}

/** Why there is no server to start. */
export type Failure =
  /** The setting names a file that is not there or may not be run. */
  | { readonly kind: "no-such-file"; readonly path: string }
  /** No setting, and no folder that was looked in has the program. */
  | { readonly kind: "not-installed"; readonly folders: readonly string[] }
  /** The program is there and `--version` fails. */
  | { readonly kind: "does-not-run"; readonly path: string; readonly code: number | null; readonly output: string }
  /** The program runs and is something else. */
  | { readonly kind: "another-program"; readonly path: string; readonly output: string };

export type Located = { readonly server: Server } | { readonly failure: Failure };

/**
 * Looks for the server and asks it for its version.
 *
 * @param setting the value of `attest.server.path`; empty for none. `~` and `${workspaceFolder}` are understood.
 * @param workspaceFolder the first folder of the window, if it has one
 */
export async function locate(machine: Machine, setting: string, workspaceFolder?: string): Promise<Located> {
  const configured = setting.trim();
  if (configured !== "") {
    const path = expand(machine, configured, workspaceFolder);
    return (await machine.canRun(path)) ? probe(machine, path) : { failure: { kind: "no-such-file", path } };
  }
  const folders = searchFolders(machine);
  for (const folder of folders) {
    const path = paths(machine).join(folder, machine.windows ? `${PROGRAM}.exe` : PROGRAM);
    if (await machine.canRun(path)) {
      return probe(machine, path);
    }
  }
  return { failure: { kind: "not-installed", folders } };
}

async function probe(machine: Machine, path: string): Promise<Located> {
  const { code, stdout, stderr } = await machine.run(path, ["--version"]);
  if (code !== 0) {
    return { failure: { kind: "does-not-run", path, code, output: (stderr || stdout).trim() } };
  }
  const version = /^attest-ls (\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
  if (version === undefined) {
    return { failure: { kind: "another-program", path, output: stdout.trim() } };
  }
  return { server: { path, version } };
}

function expand(machine: Machine, setting: string, workspaceFolder: string | undefined): string {
  let path = setting.replace(/^~(?=$|[\\/])/, () => machine.home);
  if (workspaceFolder !== undefined) {
    path = path.replaceAll("${workspaceFolder}", () => workspaceFolder);
    path = paths(machine).resolve(workspaceFolder, path);
  }
  return path;
}

/**
 * The folders of the PATH, then Cargo's. The latter because an editor started from the desktop
 * often has a shorter PATH than the shell in which the user typed `cargo install`.
 */
function searchFolders(machine: Machine): string[] {
  const { delimiter, join } = paths(machine);
  const path = machine.env["PATH"] ?? machine.env["Path"] ?? "";
  const cargo = machine.env["CARGO_HOME"] ?? join(machine.home, ".cargo");
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return [...new Set([...folders, join(cargo, "bin")])];
}

function paths(machine: Machine): typeof posix {
  return machine.windows ? win32 : posix;
}
