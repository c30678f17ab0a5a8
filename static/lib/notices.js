/** Short messages at the edge of the page, and actions that can be taken back for a few seconds. */
import { signal } from "@preact/signals";
import { html } from "./html.js";
import { now } from "./ticking.js";

const STAY_MS = 6_000;
const MOST = 3;

/** @typedef {{id: number, text: string, kind: "info" | "error"}} Notice */
/** @typedef {{text: string, dueAt: number, cancel: () => void, hurry: () => void}} Pending */

export const notices = signal(/** @type {readonly Notice[]} */ ([]));
export const pending = signal(/** @type {Pending | null} */ (null));
/** Whether a modal dialog is open: what lies behind it can be neither read aloud nor clicked. */
export const behindDialog = signal(false);
/** Since when the messages are being read (pointer or focus on them); the time stands still meanwhile. */
const heldAt = signal(/** @type {number | null} */ (null));
/** @type {Map<number, ReturnType<typeof setTimeout>>} */
const leaving = new Map();
let lastId = 0;

/** @param {string} text @param {"info" | "error"} [kind] */
export function notify(text, kind = "info") {
  const same = notices.value.find((notice) => notice.text === text);
  if (same) dismiss(same.id);
  const notice = { id: (lastId += 1), text, kind };
  notices.value.slice(0, 1 - MOST).forEach(({ id }) => dismiss(id));
  notices.value = [...notices.value, notice];
  if (heldAt.value === null) letGo(notice);
}

/**
 * Run `run` after `seconds` unless it is taken back; one thing can wait at a time.
 * @param {string} text
 * @param {number} seconds
 * @param {() => void} run
 * @param {{leaving?: boolean}} [options] `leaving`: whether closing the page runs it at once, else it is dropped
 */
export function undoable(text, seconds, run, { leaving: onLeaving = false } = {}) {
  pending.value?.hurry();
  const before = globalThis.document?.activeElement;
  const done = () => {
    clearTimeout(pendingTimer);
    removeEventListener("keydown", pressed);
    removeEventListener("pagehide", left);
    pending.value = null;
    release();
  };
  const cancel = () => {
    const focused = document.activeElement?.closest(".notice--undo");
    done();
    if (focused && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const hurry = () => {
    done();
    run();
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && !behindDialog.value && cancel();
  const left = () => (onLeaving ? hurry() : done());
  addEventListener("keydown", pressed);
  addEventListener("pagehide", left);
  pending.value = { text, dueAt: Date.now() + seconds * 1_000, cancel, hurry };
  if (heldAt.value === null) countDown();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pendingTimer;

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

/** Nothing leaves while somebody reads it. */
export function hold() {
  if (heldAt.value !== null) return;
  heldAt.value = Date.now();
  leaving.forEach((timer) => clearTimeout(timer));
  leaving.clear();
  clearTimeout(pendingTimer);
}

/** Messages get their whole time again; what can be taken back goes on with the rest of its time. */
export function release() {
  if (heldAt.value === null) return;
  const held = Date.now() - heldAt.value;
  heldAt.value = null;
  notices.value.forEach(letGo);
  if (!pending.value) return;
  pending.value = { ...pending.value, dueAt: pending.value.dueAt + held };
  countDown();
}

/** At the end of a page, and once more in an open dialog. @param {{inDialog?: boolean}} props */
export function Notices({ inDialog = false }) {
  const elsewhere = behindDialog.value !== inDialog;
  const left = (/** @type {FocusEvent & {currentTarget: HTMLElement}} */ event) => {
    if (!event.currentTarget.contains(/** @type {Node | null} */ (event.relatedTarget))) release();
  };
  return html`<div class="notices" onMouseEnter=${hold} onMouseLeave=${release} onFocusIn=${hold} onFocusOut=${left}>
    <div role="status" aria-live="polite">
      ${!elsewhere &&
      notices.value.map(
        (notice) => html`<p key=${notice.id} class="notice notice--${notice.kind}">
          <span>${notice.text}</span>
          <button type="button" class="link" onClick=${() => dismiss(notice.id)}>
            Close<span class="hidden"> message</span>
          </button>
        </p>`,
      )}
    </div>
    ${!elsewhere && html`<${UndoBar} />`}
  </div>`;
}

function UndoBar() {
  const waiting = pending.value;
  if (!waiting) return null;
  const left = Math.max(0, Math.ceil((waiting.dueAt - (heldAt.value ?? now.value)) / 1_000));
  return html`<div class="notice notice--undo" role="alert">
    <span>${waiting.text}</span>
    <span class="notice__count" aria-hidden="true">${left}</span>
    <button type="button" class="button button--small" onClick=${waiting.cancel} aria-keyshortcuts="Escape">
      Undo <kbd aria-hidden="true">Esc</kbd>
    </button>
  </div>`;
}

/** @param {Notice} notice */
function letGo({ id, kind }) {
  leaving.set(id, setTimeout(() => dismiss(id), kind === "error" ? 2 * STAY_MS : STAY_MS));
}

function countDown() {
  const waiting = pending.value;
  if (waiting) pendingTimer = setTimeout(() => pending.value?.hurry(), waiting.dueAt - Date.now());
}

/** @param {number} id */
export function dismiss(id) {
  clearTimeout(leaving.get(id));
  leaving.delete(id);
  notices.value = notices.value.filter((notice) => notice.id !== id);
  release();
}
