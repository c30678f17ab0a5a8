/**
 * Words that play the moment at which they were said.
 * @import {ReportDesk} from "./desk.js"
 */
import { duration } from "../lib/format.js";
import { html } from "../lib/html.js";

/** Without a recording the words stand as they are. @param {{desk: ReportDesk, at: number | null, class?: string, children?: any}} props */
export function Moment({ desk, at, class: name = "", children }) {
  if (at === null || desk.film.value === null) return html`<span class=${name}>${children}</span>`;
  return html`<button type="button" class="play-from ${name}" onClick=${() => desk.playFrom(at)}>
    <span class="play-from__at digits"><span class="hidden">Play from </span>${duration(at)}</span><span>${children}</span>
  </button>`;
}
