import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../src/server/failure";
import type { Failure } from "../src/server/locate";

const failures: Failure[] = [
  { kind: "no-such-file", path: "/gone/attest-ls" },
  { kind: "not-installed", folders: ["/usr/bin", "/home/ann/.cargo/bin"] },
  { kind: "does-not-run", path: "/usr/bin/attest-ls", code: 127, output: "cannot execute\nsecond line" },
  { kind: "does-not-run", path: "/usr/bin/attest-ls", code: null, output: "no answer within 10 seconds" },
  { kind: "another-program", path: "/usr/bin/less", output: "less 590" },
  { kind: "another-program", path: "/usr/bin/true", output: "" },
];

for (const failure of failures) {
  test(`${failure.kind}: the message is one line, says what is wrong and how to put it right`, () => {
    const { message } = explain(failure);
    assert.doesNotMatch(message, /\n/);
    assert.match(message, /^Attest cannot start: /);
    assert.match(message, /attest\.server\.path/);
    assert.match(message, /attest-ls/);
  });
}

test("the program's own words are in the details, the first line in the message", () => {
  const { message, details } = explain({ kind: "does-not-run", path: "/a", code: 1, output: "bad magic\nmore" });
  assert.match(message, /ended with exit code 1 \(bad magic\)/);
  assert.equal(details, "bad magic\nmore");
});

test("the folders looked in are in the details", () => {
  assert.equal(explain({ kind: "not-installed", folders: ["/a", "/b"] }).details, "Looked in:\n  /a\n  /b");
});
