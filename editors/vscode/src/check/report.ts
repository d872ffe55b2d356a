/** What `attest-ls check --format json` prints, as far as the extension uses it. */

export type Severity = "error" | "warning" | "information" | "hint";

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Unicode scalar values from the beginning of the note; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface CheckedNote {
  /** As printed: absolute, or relative to the folder in which the check ran. */
  readonly path: string;
  readonly diagnostics: readonly Finding[];
}

export interface Report {
  readonly notes: readonly CheckedNote[];
  readonly claims: number;
}

/** Reads a report; throws an `Error` that says what is odd about it. */
export function parseReport(json: string): Report {
  const report: unknown = JSON.parse(json);
  const { version, notes, summary } = object(report, "the report");
  if (version !== 1) {
    throw new Error(`the report has version ${JSON.stringify(version)}, this extension reads version 1`);
  }
  return {
    notes: list(notes, "notes").map((note) => {
      const { path, diagnostics } = object(note, "a note");
      return { path: text(path, "path"), diagnostics: list(diagnostics, "diagnostics").map(finding) };
    }),
    claims: checkable(object(summary, "summary")),
  };
}

/** Headings, questions and the like are counted among the claims, and are none to a reader. */
function checkable(summary: Record<string, unknown>): number {
  return number(summary["claims"], "claims") - number(summary["not_checkable"], "not_checkable");
}

function finding(value: unknown): Finding {
  const { code, severity, message, start, end } = object(value, "a diagnostic");
  if (severity !== "error" && severity !== "warning" && severity !== "information" && severity !== "hint") {
    throw new Error(`unknown severity ${JSON.stringify(severity)}`);
  }
  return {
    code: text(code, "code"),
    severity,
    message: text(message, "message"),
    start: number(start, "start"),
    end: number(end, "end"),
  };
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${what} is not an object`);
  }
  return value as Record<string, unknown>;
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`${what} is not a list`);
  }
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") {
    throw new Error(`${what} is not text`);
  }
  return value;
}

function number(value: unknown, what: string): number {
  if (typeof value !== "number") {
    throw new Error(`${what} is not a number`);
  }
  return value;
}
