import assert from "node:assert/strict";
import { test } from "node:test";
import { Positions } from "../src/check/positions";
import { parseReport, type Report } from "../src/check/report";
import { summarize } from "../src/check/summary";

const finding = { code: "misquote", severity: "error", message: "the source has …", start: 3, end: 9 } as const;

function report(...severities: ("error" | "warning")[]): Report {
  return { claims: 12, notes: [{ path: "a.md", diagnostics: severities.map((severity) => ({ ...finding, severity })) }] };
}

test("a report is read as the command prints it", () => {
  const printed = {
    version: 1,
    notes: [{ path: "a.md", claims: [], diagnostics: [{ ...finding, line: 1, column: 4, evidence: [], fixes: [] }] }],
    summary: { claims: 15, supported: 12, not_checkable: 3 },
  };
  assert.deepEqual(parseReport(JSON.stringify(printed)), report("error"));
});

test("a report of another version or shape is refused with a reason", () => {
  assert.throws(() => parseReport('{"version":2}'), /version 2, this extension reads version 1/);
  assert.throws(() => parseReport('{"version":1,"notes":{},"summary":{}}'), /notes is not a list/);
  assert.throws(() => parseReport("oops"), /JSON/);
});

test("offsets in scalar values become lines and UTF-16 columns", () => {
  const positions = new Positions("a😀b\r\nc\rd\n😀😀e");
  assert.deepEqual(positions.at(0), { line: 0, character: 0 });
  assert.deepEqual(positions.at(2), { line: 0, character: 3 });
  assert.deepEqual(positions.at(5), { line: 1, character: 0 });
  assert.deepEqual(positions.at(7), { line: 2, character: 0 });
  assert.deepEqual(positions.at(9), { line: 3, character: 0 });
  assert.deepEqual(positions.at(11), { line: 3, character: 4 });
  assert.deepEqual(positions.at(99), { line: 3, character: 5 });
});

test("an empty text has one place", () => {
  assert.deepEqual(new Positions("").at(5), { line: 0, character: 0 });
});

test("the summary counts claims, notes and findings", () => {
  assert.equal(summarize([report("error", "warning", "warning"), report("error")]), "24 claims in 2 notes checked: 2 errors, 2 warnings.");
  assert.equal(summarize([report()]), "12 claims in 1 note checked: nothing found.");
});
