/** Applies the editor's `attest.rules.*` to a report, which knows only those of `attest.toml`. */
import type { Report, Severity } from "./report";

export type RuleSettings = Readonly<Record<string, Severity | "off" | null>>;

export function applySeverities(report: Report, rules: RuleSettings): Report {
  return {
    ...report,
    notes: report.notes.map((note) => ({
      ...note,
      diagnostics: note.diagnostics.flatMap((finding) => {
        const severity = rules[finding.code] ?? finding.severity;
        return severity === "off" ? [] : [{ ...finding, severity }];
      }),
    })),
  };
}
