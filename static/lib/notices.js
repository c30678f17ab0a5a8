/** Short messages at the edge of the page, and actions that can be taken back for a few seconds. */
import { signal } from "@preact/signals";
import { html } from "./html.js";
import { now } from "./ticking.js";

const STAY_MS = 6_000;

/** @typedef {{id: number, text: string, kind: "info" | "error"}} Notice */
/** @typedef {{text: string, dueAt: number, cancel: () => void, hurry: () => void}} Pending */

const notices = signal(/** @type {Notice[]} */ ([]));
const pending = signal(/** @type {Pending | null} */ (null));
let lastId = 0;

/** @param {string} text @param {"info" | "error"} [kind] */
export function notify(text, kind = "info") {
  const id = (lastId += 1);
  notices.value = [...notices.value, { id, text, kind }].slice(-3);
  setTimeout(() => dismiss(id), kind === "error" ? 2 * STAY_MS : STAY_MS);
}

/** Run `run` after `seconds` unless it is taken back; one thing can wait at a time. @param {string} text @param {number} seconds @param {() => void} run */
export function undoable(text, seconds, run) {
  pending.value?.hurry();
  const done = () => {
    clearTimeout(timer);
    pending.value = null;
  };
  const hurry = () => {
    done();
    run();
  };
  const timer = setTimeout(hurry, seconds * 1_000);
  pending.value = { text, dueAt: Date.now() + seconds * 1_000, cancel: done, hurry };
}

/** Take back what is waiting, if anything. */
export function takeBack() {
  pending.value?.cancel();
}

/** Show errors of commands in the server's own words. @param {Promise<unknown>} work @param {string} [done] said on success */
export async function report(work, done) {
  try {
    await work;
    if (done) notify(done);
    return true;
  } catch (error) {
    notify(error instanceof Error ? error.message : "That did not work. Please try again.", "error");
    return false;
  }
}

export function Notices() {
  return html`<div class="notices">
    <div role="status" aria-live="polite">
      ${notices.value.map(
        (notice) => html`<p key=${notice.id} class="notice notice--${notice.kind}">
          <span>${notice.text}</span>
          <button type="button" class="link" onClick=${() => dismiss(notice.id)}>
            Close<span class="hidden"> message</span>
          </button>
        </p>`,
      )}
    </div>
    <${UndoBar} />
  </div>`;
}

function UndoBar() {
  const waiting = pending.value;
  if (!waiting) return null;
  const left = Math.max(0, Math.ceil((waiting.dueAt - now.value) / 1_000));
  return html`<div class="notice notice--undo" role="alert">
    <span>${waiting.text}</span>
    <span class="notice__count" aria-hidden="true">${left}</span>
    <button type="button" class="button button--small" onClick=${waiting.cancel}>Undo</button>
  </div>`;
}

/** @param {number} id */
function dismiss(id) {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
