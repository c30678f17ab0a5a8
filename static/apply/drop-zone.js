/**
 * Where a résumé is dropped or chosen, and what became of it.
 * @import {Resume, State} from "./resume.js"
 * @import {ResumeDetail} from "../types.js"
 */
import { useRef, useState } from "preact/hooks";
import { html } from "../lib/html.js";
import { ACCEPTED } from "./resume.js";

/** @param {{resume: Resume}} props */
export function DropZone({ resume }) {
  const [over, setOver] = useState(false);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const state = resume.state.value;
  const take = (/** @type {FileList | null | undefined} */ files) => {
    const [file] = files ?? [];
    if (file) void resume.send(file);
  };
  const dropped = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  const picked = (/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => {
    take(currentTarget.files);
    currentTarget.value = "";
  };
  return html`<section class="drop ${over ? "drop--over" : ""}" aria-labelledby="resume-title"
    onDragOver=${(/** @type {DragEvent} */ event) => (event.preventDefault(), setOver(true))} onDragLeave=${() => setOver(false)} onDrop=${dropped}>
    <h3 id="resume-title">Your résumé</h3>
    <input ref=${input} id="resume" class="hidden" type="file" tabindex="-1" aria-label="Résumé file" accept=${ACCEPTED} onChange=${picked} />
    <div class="drop__state" role="status"><${Told} state=${state} /></div>
    <div class="row">
      <button type="button" class="button" onClick=${() => input.current?.click()}>${state.phase === "none" ? "Choose a file" : "Choose another file"}</button>
      ${state.phase !== "none" && html`<button type="button" class="link" onClick=${() => resume.drop()}>${resume.busy ? "Stop" : "Remove"}</button>`}
      ${state.phase === "none" && html`<span class="small soft drop__hint">or drop it here. PDF or DOCX, up to 10 MB.</span>`}
    </div>
  </section>`;
}

/** @param {{state: State}} props */
function Told({ state }) {
  if (state.phase === "none") return html`<p class="soft">It fills in the fields below, and you correct what it got wrong.</p>`;
  if (state.phase === "sending") {
    return html`<p>Sending <strong>${state.name}</strong></p>
      <progress class="drop__bar" max="1" value=${state.share} aria-label="Sent so far"></progress>`;
  }
  if (state.phase === "reading") {
    return html`<p>Reading <strong>${state.name}</strong>…</p>
      <progress class="drop__bar" aria-label="Being read"></progress>`;
  }
  if (state.phase === "failed") return html`<p><strong>${state.name}</strong></p><p class="field__error">${state.message}</p>`;
  return html`<p><span class="badge badge--good">Received</span> <strong>${state.name}</strong></p>
    <p class="small ${state.detail.message ? "" : "soft"}">${state.detail.message ?? summary(state.detail)}</p>`;
}

/** @param {ResumeDetail} detail */
function summary({ facts }) {
  const skills = facts?.skills.map(({ name }) => name) ?? [];
  if (!skills.length) return "What it says of you stands in the fields below. Please check it.";
  const shown = skills.slice(0, 6).join(", ");
  return `We read these skills: ${shown}${skills.length > 6 ? ` and ${skills.length - 6} more` : ""}. The fields below are filled in; please check them.`;
}
