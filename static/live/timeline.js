/**
 * What the candidate's browser reported and what the candidate asked for, newest first.
 * @import {Room, Signal} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Moment } from "./notes.js";

/** @type {Record<Signal["kind"], string>} */
const WORDS = {
  paste: "Pasted",
  blur: "Left the page",
  focus: "Came back",
  fullscreen_exit: "Left full screen",
  fullscreen_enter: "Went full screen",
};

/** @typedef {{key: string, at: string, kind: string, text: string}} Entry */

/** @param {{desk: Desk, room: Room}} props */
export function Timeline({ desk, room }) {
  const entries = [...room.signals.map(ofSignal), ...desk.store.helps.value.map(ofHelp)];
  entries.sort((one, other) => other.at.localeCompare(one.at));
  return html`<section class="panel" aria-labelledby="signals-title">
    <header class="panel__head"><h2 id="signals-title">Timeline</h2><span class="small soft">never part of a score</span></header>
    ${entries.length === 0 && html`<p class="soft small">Nothing to report. Pasting and leaving the page appear here; most have harmless reasons.</p>`}
    <ol class="timeline">
      ${entries.map(({ key, at, kind, text }) => html`<li key=${key} class="timeline__entry timeline__entry--${kind}">
        <${Moment} at=${at} start=${room.started_at} /><span>${text}</span>
      </li>`)}
    </ol>
  </section>`;
}

/** @param {Signal} signal @returns {Entry} */
function ofSignal({ id, kind, size, at }) {
  return { key: `signal ${id}`, at, kind, text: WORDS[kind] + (size ? ` ${plural(size, "character")}` : "") };
}

/** @param {{seq: number, at: string, message: string}} help @returns {Entry} */
function ofHelp({ seq, at, message }) {
  return { key: `help ${seq}`, at, kind: "help", text: `Asks: “${message}”` };
}
