/**
 * Private notes, pinned to the moment they were written.
 * @import {Room} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { useRef } from "preact/hooks";
import { clockTime, duration, shortTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useKept } from "../lib/kept.js";
import { who } from "./who.js";

/** @param {{desk: Desk, room: Room}} props */
export function Notes({ desk, room }) {
  const [text, setText] = useKept(`note.${room.session_id}`);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const add = async () => {
    field.current?.focus();
    if (!text.trim() || !(await desk.note(text.trim()))) return;
    // What was written while the note travelled stays.
    const now = field.current?.value ?? "";
    setText(now.startsWith(text) ? now.slice(text.length) : now);
  };
  const typed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void add();
  };
  return html`<section class="panel" aria-labelledby="notes-title">
    <header class="panel__head"><h2 id="notes-title">Notes</h2><span class="small soft">only for interviewers</span></header>
    ${room.notes.length === 0 && html`<p class="soft small">Nothing noted yet.</p>`}
    <ol class="notes">
      ${room.notes.map((note) => html`<li key=${note.id}>
        <${Moment} at=${note.at} start=${room.started_at} />
        <p>${note.text} <span class="small soft">${who(note.by)}</span></p>
      </li>`)}
    </ol>
    <form class="row notes__form" onSubmit=${(/** @type {SubmitEvent} */ event) => (event.preventDefault(), void add())}>
      <textarea ref=${field} id="note" class="input input--small" rows="1" maxlength="2000" aria-label="New note" placeholder="Write a note, Enter saves it" value=${text}
        aria-keyshortcuts="m" onKeyDown=${typed}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}></textarea>
      <button class="button button--small" disabled=${!text.trim()}>Add</button>
    </form>
  </section>`;
}

/** The time into the interview, with the time of day behind it. @param {{at: string, start: string | null}} props */
export function Moment({ at, start }) {
  const seconds = start ? (Date.parse(at) - Date.parse(start)) / 1_000 : -1;
  return html`<time class="digits small soft moment" datetime=${at} title=${clockTime(at)}>${seconds >= 0 ? duration(seconds) : shortTime(at)}</time>`;
}
