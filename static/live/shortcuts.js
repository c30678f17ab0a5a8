/**
 * Single keys for the things done most in a room.
 * @import {Desk} from "./desk.js"
 */

/** @typedef {{key: string, does: string, run: (desk: Desk) => void}} Shortcut */

/** @type {Shortcut[]} */
const SHORTCUTS = [
  { key: "n", does: "Ask the next question", run: (desk) => void desk.pushNext() },
  { key: "f", does: "Write a follow-up", run: () => focus("follow-up") },
  { key: "e", does: "60 seconds more", run: (desk) => void desk.extend(60) },
  { key: "c", does: "Close the question", run: (desk) => void desk.close() },
  { key: "p", does: "Pause or resume", run: (desk) => void (desk.store.room.value?.paused_at ? desk.resume() : desk.pause()) },
  { key: "m", does: "Write a note", run: () => focus("note") },
  { key: "g", does: "Show the model answer", run: toggleGold },
  { key: "j", does: "Next question in the list", run: (desk) => pick(desk, 1) },
  { key: "k", does: "Question before", run: (desk) => pick(desk, -1) },
  { key: "l", does: "Back to live", run: (desk) => void (desk.picked.value = null) },
];

/** @param {Desk} desk @returns {import("../lib/shortcuts.js").Shortcut[]} */
export const shortcutsOf = (desk) => SHORTCUTS.map(({ key, does, run }) => ({ key, does, run: () => run(desk) }));

/** @param {string} id */
function focus(id) {
  document.getElementById(id)?.focus();
}

function toggleGold() {
  const gold = document.querySelector(".gold");
  if (gold instanceof HTMLDetailsElement) gold.open = !gold.open;
}

/** @param {Desk} desk @param {number} step */
function pick(desk, step) {
  const questions = desk.store.room.value?.questions ?? [];
  const here = questions.findIndex((one) => one.question_id === desk.shown.value?.question_id);
  const next = questions[Math.min(questions.length - 1, Math.max(0, here + step))];
  if (next) desk.picked.value = next.question_id;
}
