/**
 * What the browser notices while a question is open, and the list that shows it to the candidate.
 * @import {Signal, SignalKind} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { html } from "../lib/html.js";
import { clockTime, plural } from "../lib/format.js";

/** @type {Record<SignalKind, string>} */
const WORDS = {
  paste: "Text was pasted",
  blur: "You left this page",
  focus: "You came back",
  fullscreen_exit: "You left full screen",
  fullscreen_enter: "You went full screen",
};

/** Report leaving and coming back, until the returned function is called. @param {Visit} visit */
export function watchFocus(visit) {
  // A reload leaves the page and comes back to it: the next page tells the second half.
  let away = visit.store.room.value?.signals.findLast(({ kind }) => kind === "blur" || kind === "focus")?.kind === "blur";
  const look = () => {
    const gone = document.visibilityState === "hidden" || !document.hasFocus();
    if (gone === away) return;
    away = gone;
    void visit.notice(gone ? "blur" : "focus");
  };
  const fullscreen = () => void visit.notice(document.fullscreenElement ? "fullscreen_enter" : "fullscreen_exit");
  const types = ["blur", "focus"];
  types.forEach((type) => addEventListener(type, look));
  look();
  document.addEventListener("visibilitychange", look);
  document.addEventListener("fullscreenchange", fullscreen);
  return () => {
    types.forEach((type) => removeEventListener(type, look));
    document.removeEventListener("visibilitychange", look);
    document.removeEventListener("fullscreenchange", fullscreen);
  };
}

/** @param {{signals: Signal[]}} props */
export function Noticed({ signals }) {
  return html`<details class="noticed">
    <summary>
      What is noticed
      <span class="badge">${signals.length}</span>
    </summary>
    <p class="small soft">
      Pasting and leaving the page are noted with their time, here and for the interviewer. They never change a score;
      a person may ask you about them.
    </p>
    ${signals.length === 0
      ? html`<p class="small">Nothing so far.</p>`
      : html`<ol class="noticed__list small">
          ${[...signals].reverse().map(
            ({ id, kind, size, at }) => html`<li key=${id}>
              <time class="digits soft" datetime=${at}>${clockTime(at)}</time>
              ${WORDS[kind]}${size ? ` (${plural(size, "character")})` : ""}
            </li>`,
          )}
        </ol>`}
  </details>`;
}
