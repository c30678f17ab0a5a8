/**
 * Single keys for the things done most, and the page that names them. They can be switched off.
 * @import {Desk} from "./desk.js"
 */
import { signal } from "@preact/signals";
import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";
import { deviceMemory } from "../room/keeper.js";

const enabled = signal(deviceMemory("shortcuts") !== "off");

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

/** @param {Desk} desk @param {() => void} onHelp @returns {() => void} stops listening */
export function listenForKeys(desk, onHelp) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (!enabled.value || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const shortcut = SHORTCUTS.find(({ key }) => key === event.key);
    if (!shortcut && event.key !== "?") return;
    event.preventDefault();
    if (shortcut) shortcut.run(desk);
    else onHelp();
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

/** @param {{open: boolean, onClose: () => void}} props */
export function ShortcutHelp({ open, onClose }) {
  const toggle = () => {
    enabled.value = !enabled.value;
    deviceMemory("shortcuts", enabled.value ? "on" : "off");
  };
  return html`<${Dialog} open=${open} title="Keys" onClose=${onClose}>
    <dl class="keys">
      ${SHORTCUTS.map(({ key, does }) => html`<div key=${key}><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${does}</dd></div>`)}
      <div><dt><kbd>?</kbd></dt><dd>Show this list</dd></div>
    </dl>
    <label class="switch"><input type="checkbox" role="switch" checked=${enabled.value} onChange=${toggle} /><span>Single keys are on</span></label>
  <//>`;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select, dialog") !== null;
}

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
