/** The Evidence view as HTML. Source text is data: it is escaped, and nothing in it becomes markup. */
import type { Evidence, Passage, Stance, Verdict } from "./protocol";

const SIGNS: Record<Verdict, string> = { supported: "✓", partial: "◐", unsupported: "○", contradicted: "✗" };
const STANCES: Record<Stance, string> = {
  supports: "✓ says so",
  contradicts: "✗ says otherwise",
  related: "on the same matter",
};

/** The page; its contents come by message, so that it never flickers. `nonce` lets its own style and script in. */
export function page(nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main id="evidence" aria-live="polite"></main>
<script nonce="${nonce}">
const vscode = acquireVsCodeApi();
const main = document.getElementById("evidence");
addEventListener("message", ({ data }) => { main.innerHTML = data; });
main.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) vscode.postMessage({ act: button.dataset.act, at: Number(button.dataset.at) });
});
vscode.postMessage({ act: "ready" });
</script>
</body>
</html>`;
}

export function renderNothing(words: string): string {
  return `<p class="nothing">${escapeHtml(words)}</p>`;
}

export function renderEvidence(evidence: Evidence): string {
  const passages = evidence.passages.map(renderPassage).join("");
  const none = evidence.passages.length === 0 ? renderNothing("No passage of the articles bears on this.") : "";
  return `<p class="verdict ${evidence.verdict}"><span aria-hidden="true">${SIGNS[evidence.verdict]}</span> ${escapeHtml(evidence.label)}</p>
<blockquote class="claim">${escapeHtml(evidence.text)}</blockquote>
<p class="reason">${escapeHtml(evidence.reason)}${evidence.independent > 1 ? ` (${evidence.independent} independent)` : ""}</p>
<ol>${passages}</ol>${none}`;
}

function renderPassage(passage: Passage, at: number): string {
  const words = passage.segments
    .map(({ text, marked }) => (marked ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text)))
    .join("");
  const differences = passage.differences.map((each) => `<p class="difference">≠ ${escapeHtml(each)}</p>`).join("");
  const cite =
    passage.cite === null
      ? `<span class="cited">cited</span>`
      : `<button data-act="cite" data-at="${at}" title="Cite ${escapeHtml(passage.article)} in this sentence">Cite</button>`;
  const provenance = passage.provenance === "" ? "" : `<span class="provenance">${escapeHtml(passage.provenance)}</span>`;
  return `<li class="${passage.stance}">
<p class="stance">${STANCES[passage.stance]}</p>
<p class="words">${words}</p>${differences}
<p class="source"><button class="link" data-act="open" data-at="${at}" title="Open at line ${passage.line}">${escapeHtml(passage.title)}</button> ${provenance}
${cite}</p></li>`;
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? "");
}

// Each verdict and stance has a sign, a word and a kind of line: colour is never the only carrier.
const STYLE = `
body { padding: 0 12px 12px; color: var(--vscode-foreground); font-size: var(--vscode-font-size); }
p { margin: 4px 0; }
.verdict { font-weight: 600; margin-top: 8px; }
.verdict.supported { color: var(--vscode-charts-green, var(--vscode-foreground)); }
.verdict.contradicted { color: var(--vscode-errorForeground); }
.verdict.partial, .verdict.unsupported { color: var(--vscode-editorWarning-foreground); }
.claim { margin: 4px 0; padding: 2px 8px; border-left: 2px solid var(--vscode-focusBorder); }
.reason, .provenance, .stance, .nothing, .cited { color: var(--vscode-descriptionForeground); }
ol { list-style: none; padding: 0; margin: 8px 0 0; }
li { padding: 6px 0 6px 8px; border-left: 3px solid var(--vscode-panel-border, currentColor); margin-bottom: 8px; }
li.supports { border-left-style: solid; border-left-color: var(--vscode-charts-green, currentColor); }
li.contradicts { border-left-style: double; border-left-width: 5px; border-left-color: var(--vscode-errorForeground); }
li.related { border-left-style: dotted; }
.stance { font-size: 0.9em; }
.words { line-height: 1.4; }
.difference { font-style: italic; }
mark { color: inherit; font-weight: 700; text-decoration: underline; background: var(--vscode-editor-findMatchHighlightBackground, transparent); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); }
button { font: inherit; cursor: pointer; color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-contrastBorder, transparent); padding: 1px 8px; border-radius: 2px; }
button.link { background: none; border: none; padding: 0; color: var(--vscode-textLink-foreground); text-align: left; text-decoration: underline; }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
`;
