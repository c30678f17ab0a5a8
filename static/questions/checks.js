/**
 * What is wrong with a question while it is written, and which others ask the same.
 * @import {Check} from "./types.js"
 */
import { useEffect, useState } from "preact/hooks";
import { plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { stretches } from "../person/marks.js";
import { call } from "./desk.js";

const PAUSE_MS = 600;

/** The check of the newest text; null while there is none. @param {string} text @param {number} jobId @param {number | null} questionId */
export function useCheck(text, jobId, questionId) {
  const [found, setFound] = useState(/** @type {{text: string, check: Check | null, failed: boolean} | null} */ (null));
  useEffect(() => {
    const said = text.trim();
    if (!said) return setFound(null);
    let stale = false;
    const timer = setTimeout(() => {
      const body = { question_text: said, ...(jobId && { job_id: jobId }), ...(questionId !== null && { question_id: questionId }) };
      const take = (/** @type {Check | null} */ check) => !stale && setFound({ text: said, check, failed: !check });
      call("POST", "/api/questions/check", body).then(take, () => take(null));
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, jobId, questionId]);
  return found;
}

/** @param {{check: ReturnType<typeof useCheck>, text: string}} props */
export function Checks({ check: found, text }) {
  const fresh = found?.text === text.trim();
  return html`<div class="checks" aria-live="polite">
    ${!found && text.trim() && html`<p class="small soft">Looking at the words…</p>`}
    ${found?.failed && html`<p class="small soft">The words cannot be checked right now. They are checked when the question is saved.</p>`}
    ${found?.check && fresh && html`<${Flags} text=${found.text} check=${found.check} /><${Similar} check=${found.check} />`}
  </div>`;
}

/** @param {{text: string, check: Check}} props */
function Flags({ text, check }) {
  if (check.flags.length === 0) return html`<p class="small soft">No words that must not be asked were found.</p>`;
  const marks = check.flags.map(({ start, end, severity }) => ({ key: severity, span: { start, end } }));
  const tone = (/** @type {string[]} */ keys) => (keys.includes("refuse") ? "flagged--refuse" : "");
  return html`<p class="flagged-text" data-testid="flagged">${stretches(text, marks).map((part) => (part.keys.length ? html`<mark class="flagged ${tone(part.keys)}">${part.text}</mark>` : part.text))}</p>
    <ul class="hints">${check.flags.map((flag) => html`<li key=${flag.start}>
      <span class="badge ${flag.severity === "refuse" ? "badge--bad" : "badge--warn"}">${flag.severity === "refuse" ? "Must not be asked" : "Look again"}</span>
      ${" "}“${flag.words}”: ${flag.reason} <em>Instead:</em> ${flag.instead}</li>`)}</ul>`;
}

/** @param {{check: Check}} props */
function Similar({ check }) {
  const near = check.similar.filter(({ similarity }) => similarity >= check.similar_from);
  if (near.length === 0) return null;
  return html`<details open><summary class="small">${plural(near.length, "question asks", "questions ask")} much the same</summary>
    <ul class="similar">${near.map(({ id, question_text: words, similarity }) => html`<li key=${id}>
      <a href="/questions?question=${id}" target="_blank" rel="noopener">${words}<span class="hidden"> (opens another tab)</span></a>
      <span class="small soft digits">${Math.round(100 * similarity)} %</span></li>`)}</ul></details>`;
}
