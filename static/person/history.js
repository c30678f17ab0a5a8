/**
 * What happened to a person, and what recruiters noted.
 * @import {PersonDesk} from "./desk.js"
 * @import {TimelineEntry} from "../types.js"
 */
import { useState } from "preact/hooks";
import { dayAndTime, points, relative } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useKept } from "../lib/kept.js";
import { report } from "../lib/notices.js";

/** @param {{desk: PersonDesk, personId: number}} props */
export function PersonNotes({ desk, personId }) {
  const [text, setText] = useKept(`person-note.${personId}`);
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy || !text.trim()) return;
    setBusy(true);
    if (await report(desk.writeNote(text.trim()))) setText("");
    setBusy(false);
  };
  return html`<section class="card stack" aria-labelledby="notes-title">
    <h2 id="notes-title">Notes</h2>
    <form class="stack stack--tight" onSubmit=${submit}>
      <label class="label" for="note">New note</label>
      <textarea id="note" class="input" rows="3" maxlength="2000" aria-describedby="note-hint" value=${text}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}></textarea>
      <span id="note-hint" class="field__hint">Recruiters see it; the candidate may ask for a copy.</span>
      <div><button class="button" aria-disabled=${busy || !text.trim()}>Add note</button></div>
    </form>
    ${desk.notes.value.length === 0 && html`<p class="soft small">Nobody has noted anything yet.</p>`}
    <ul class="stack">${desk.notes.value.map((note) => html`<li key=${note.id} class="person-note">
      <p class="prose">${note.text}</p>
      <p class="small soft">${note.by}, <time datetime=${note.at} title=${dayAndTime(note.at)}>${relative(note.at)}</time></p>
    </li>`)}</ul>
  </section>`;
}

/** @param {{desk: PersonDesk}} props */
export function PersonTimeline({ desk }) {
  const entries = desk.timeline.value;
  return html`<section class="card stack" aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline</h2>
    ${entries.length === 0 && html`<p class="soft small">Nothing has happened yet.</p>`}
    <ol class="person-timeline">${entries.map((entry) => html`<li key=${entry.id}>
      <span>${said(entry)}</span>
      <span class="small soft"><time datetime=${entry.at}>${dayAndTime(entry.at)}</time>, ${entry.by}</span>
    </li>`)}</ol>
  </section>`;
}

/** @param {TimelineEntry} entry */
function said(entry) {
  const told = SAYINGS[entry.type];
  return told ? told(entry) : entry.type;
}

/** @type {Record<string, (entry: TimelineEntry) => string>} */
const SAYINGS = {
  applied: ({ job_title: job, source }) => `Applied for ${job}${source ? `, came by ${source}` : ""}`,
  "status.moved": ({ from_status: from, to_status: to, reason, undone_at: undone }) => `${from} → ${to}${reason ? `: ${reason}` : ""}${undone ? " (taken back)" : ""}`,
  "interview.planned": () => "Interview planned",
  "interview.started": () => "Interview began",
  "interview.ended": ({ overall_score: score }) => (score === null ? "Interview ended" : `Interview ended, ${points(score)} of 10`),
  "score.final": ({ overall_score: score }) => `Answer scored ${points(score)} of 10`,
  "note.written": ({ text }) => `Note: ${text}`,
  merged: () => "Merged with a double",
  "merge.undone": () => "Merge undone",
};
