import assert from "node:assert/strict";
import { test } from "node:test";
import { forServer, onlySet } from "../src/settings";

test("what nobody has set is left out, so that attest.toml decides", () => {
  assert.deepEqual(
    onlySet({
      corpus: [],
      notes: ["briefs/*.md"],
      strictness: null,
      hover: { maxQuotes: 0 },
      rules: { misquote: null, "unknown-name": "off" },
      server: { path: "" },
    }),
    { notes: ["briefs/*.md"], hover: { maxQuotes: 0 }, rules: { "unknown-name": "off" } },
  );
});

test("settings that are all unset are no settings", () => {
  assert.equal(onlySet({ corpus: [], rules: { misquote: null } }), undefined);
  assert.equal(onlySet(null), undefined);
});

test("what concerns the editor alone is not told to the server", () => {
  assert.deepEqual(forServer({ decorations: { margin: true }, strictness: "strict", notes: [] }), { strictness: "strict" });
  assert.equal(forServer({ decorations: { margin: false } }), undefined);
});
