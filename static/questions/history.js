/**
 * The versions of a question, newest first, each with what changed word by word.
 * @import {Diff, Version} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";
import { FIELDS, provenance } from "./words.js";

/** @param {{desk: QuestionDesk}} props */
export function History({ desk }) {
  const versions = desk.versions.value;
  return html`<section class="card stack" aria-labelledby="history-title">
    <h2 id="history-title">History</h2>
    <ol class="versions">${versions.map((version, place) => html`<${Entry} key=${version.number} desk=${desk} version=${version} before=${versions[place + 1] ?? null} />`)}</ol>
  </section>`;
}

/** @param {{desk: QuestionDesk, version: Version, before: Version | null}} props */
function Entry({ desk, version, before }) {
  const [diff, setDiff] = useState(/** @type {Diff | null} */ (null));
  const show = async () => {
    if (diff || !before) setDiff(null);
    else await report(desk.compare(version.number, before.number).then(setDiff));
  };
  return html`<li class="version">
    <div class="row row--apart">
      <span><strong>Version ${version.number}</strong>${version.why && html`: ${version.why}`}</span>
      ${before && html`<button type="button" class="link small" aria-expanded=${diff !== null} onClick=${show}>What changed<span class="hidden"> in version ${version.number}</span></button>`}
    </div>
    <p class="small soft">${provenance(version.source, version.prompt)}${version.author ? `, ${version.author}` : ""}, <time datetime=${version.created_at}>${dayAndTime(version.created_at)}</time></p>
    ${version.reviews.map((one) => html`<p key=${one.at} class="small"><span class="badge ${one.decision === "approve" ? "badge--good" : "badge--bad"}">${one.decision === "approve" ? "Approved" : "Rejected"}</span>
      ${" "}${[one.reviewer, one.comment].filter(Boolean).join(": ")}</p>`)}
    ${diff && html`<${Changes} diff=${diff} />`}
  </li>`;
}

/** @param {{diff: Diff}} props */
export function Changes({ diff }) {
  if (diff.fields.length === 0) return html`<p class="small soft">Nothing differs.</p>`;
  return html`<dl class="changes">${diff.fields.map(({ field, runs }) => html`<div key=${field}>
    <dt class="small">${FIELDS[field]}</dt>
    <dd>${runs.map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? html`<ins>${text}</ins>` : html`<del>${text}</del>`))}</dd>
  </div>`)}</dl>`;
}
