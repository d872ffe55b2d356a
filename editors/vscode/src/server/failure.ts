/** Says in plain words why the server cannot be started and what to do about it. */
import { PROGRAM, type Failure } from "./locate";

export interface Explanation {
  /** What is wrong and how to put it right, for a notification: no line breaks. */
  readonly message: string;
  /** What the log should keep besides: the program's own words or the folders looked in. */
  readonly details: string;
}

const INSTALL = `Install it with “cargo install --path .” in the Attest repository`;

export function explain(failure: Failure): Explanation {
  switch (failure.kind) {
    case "no-such-file":
      return {
        message:
          `Attest cannot start: the setting “attest.server.path” names ${failure.path}, which is not a program that can be run. ` +
          `Correct the path, or clear the setting to use ${PROGRAM} from the PATH.`,
        details: "",
      };
    case "not-installed":
      return {
        message:
          `Attest cannot start: ${PROGRAM} was not found on the PATH. ` +
          `${INSTALL}, or set “attest.server.path” to where it is.`,
        details: `Looked in:\n${failure.folders.map((folder) => `  ${folder}`).join("\n")}`,
      };
    case "does-not-run": {
      const ending = failure.code === null ? "could not be run" : `ended with exit code ${failure.code}`;
      return {
        message:
          `Attest cannot start: “${failure.path} --version” ${ending}${firstLine(failure.output)}. ` +
          `Install ${PROGRAM} again, or set “attest.server.path” to one that works.`,
        details: failure.output,
      };
    }
    case "another-program":
      return {
        message:
          `Attest cannot start: ${failure.path} is not ${PROGRAM}; “--version” answers${firstLine(failure.output) || " nothing"}. ` +
          `Set “attest.server.path” to ${PROGRAM}.`,
        details: failure.output,
      };
  }
}

/** The program's first line as a clause for a message; all of it is in the log. */
function firstLine(output: string): string {
  const line = output.split(/\r?\n/, 1)[0]?.trim() ?? "";
  return line === "" ? "" : ` (${line.length > 160 ? `${line.slice(0, 160)}…` : line})`;
}
