import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { barText, barTooltip, worstByLine } from "../src/note/words";
import { page, renderEvidence } from "../src/views/evidenceHtml";
import type { Evidence } from "../src/views/protocol";

const stretch = { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } };

const evidence: Evidence = {
  version: 3,
  range: stretch,
  text: "The storm killed 43 <b>people</b>.",
  verdict: "contradicted",
  label: "contradicted",
  score: 0.02,
  reason: "a source says otherwise",
  independent: 0,
  passages: [
    {
      stance: "contradicts",
      differences: ["the claim has “43”, the source “34”"],
      article: "wire",
      title: 'Storm "over" Northport',
      provenance: "Wire, 2024-03-12",
      segments: [
        { text: "The storm killed ", marked: false },
        { text: "34", marked: true },
        { text: " <script>people</script>.", marked: false },
      ],
      location: null,
      line: 7,
      cite: { range: stretch, newText: " [@wire]" },
    },
  ],
};

test("the evidence shows verdict, passage, difference, source and a way to cite it", () => {
  const html = renderEvidence(evidence);
  assert.match(html, /✗<\/span> contradicted/);
  assert.match(html, /✗ says otherwise/);
  assert.match(html, /The storm killed <mark>34<\/mark>/);
  assert.match(html, /Wire, 2024-03-12/);
  assert.match(html, /data-act="cite" data-at="0"/);
  assert.match(html, /data-act="open" data-at="0"/);
});

test("words of notes and articles never become markup", () => {
  const html = renderEvidence(evidence);
  assert.ok(!html.includes("<script>") && !html.includes("<b>"), html);
  assert.match(html, /&lt;script&gt;people/);
  assert.match(html, /Storm &quot;over&quot; Northport/);
});

test("a passage that is cited already offers no citation", () => {
  const cited = { ...evidence, passages: evidence.passages.map((passage) => ({ ...passage, cite: null })) };
  assert.ok(!renderEvidence(cited).includes('data-act="cite"'));
});

test("the page lets nothing in but its own style and script", () => {
  assert.match(page("abc"), /default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'/);
});

test("the status bar counts in signs and words, and leaves out what is not there", () => {
  const figures = { claims: 12, supported: 9, partial: 0, unsupported: 1, contradicted: 2, uncited: 3 };
  assert.equal(barText(figures), "$(pass) 9  $(circle-large-outline) 1  $(error) 2");
  assert.match(barTooltip(figures), /12 claims in this note\n9 supported.*\n3 without a citation/);
  const none = { claims: 0, supported: 0, partial: 0, unsupported: 0, contradicted: 0, uncited: 0 };
  assert.equal(barText(none), "Attest: no claims");
});

test("a line of the margin has the worst verdict of its claims", () => {
  const claim = (verdict: string, line: number) => ({ verdict, range: { start: { line } } });
  const worst = worstByLine([claim("good", 1), claim("bad", 1), claim("good", 2)], ["bad", "good"]);
  assert.deepEqual([...worst], [[1, "bad"], [2, "good"]]);
});

test("each verdict has a sign of another shape, for light and for dark themes", () => {
  const shapes = new Map<string, string>();
  for (const file of readdirSync("images/verdicts")) {
    const [verdict = "", theme] = file.replace(".svg", "").split("-");
    assert.ok(theme === "light" || theme === "dark", file);
    const shape = readFileSync(`images/verdicts/${file}`, "utf8").replace(/#[0-9a-f]{6}/g, "");
    assert.equal(shapes.get(verdict) ?? shape, shape, `${verdict} looks the same in both`);
    shapes.set(verdict, shape);
  }
  assert.equal(new Set(shapes.values()).size, 4);
});

test("every page of the walkthrough is there", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    contributes: { walkthroughs: { steps: { id: string; media: { markdown: string } }[] }[] };
  };
  for (const { id, media } of manifest.contributes.walkthroughs.flatMap((each) => each.steps)) {
    assert.ok(readFileSync(media.markdown, "utf8").length > 0, id);
  }
});
