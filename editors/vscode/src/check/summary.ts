/** One sentence about a check of the whole workspace. */
import type { Report, Severity } from "./report";

const NAMES: readonly (readonly [Severity, string, string])[] = [
  ["error", "error", "errors"],
  ["warning", "warning", "warnings"],
  ["information", "remark", "remarks"],
  ["hint", "hint", "hints"],
];

export function summarize(reports: readonly Report[]): string {
  const notes = reports.flatMap((report) => report.notes);
  const claims = reports.reduce((sum, report) => sum + report.claims, 0);
  const severities = notes.flatMap((note) => note.diagnostics.map((finding) => finding.severity));
  const found = NAMES.map(([severity, one, many]) => {
    const count = severities.filter((each) => each === severity).length;
    return count === 0 ? "" : counted(count, one, many);
  }).filter((part) => part !== "");
  const checked = `${counted(claims, "claim", "claims")} in ${counted(notes.length, "note", "notes")} checked`;
  return `${checked}: ${found.length === 0 ? "nothing found" : found.join(", ")}.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
