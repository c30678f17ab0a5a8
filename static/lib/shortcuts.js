/** Single keys for the things done most, and the list that names them. They can be switched off. */
import { signal } from "@preact/signals";
import { deviceMemory } from "../room/keeper.js";
import { Dialog } from "./dialog.js";
import { html } from "./html.js";

const enabled = signal(deviceMemory("shortcuts") !== "off");

/** @typedef {{key: string, does: string, run: () => void}} Shortcut */

/** @param {readonly Shortcut[]} shortcuts @param {() => void} onHelp @returns {() => void} stops listening */
export function listenForKeys(shortcuts, onHelp) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (!enabled.value || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const shortcut = shortcuts.find(({ key }) => key === event.key);
    if (!shortcut && event.key !== "?") return;
    event.preventDefault();
    if (shortcut) shortcut.run();
    else onHelp();
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

/** @param {{shortcuts: readonly Shortcut[], open: boolean, onClose: () => void}} props */
export function ShortcutHelp({ shortcuts, open, onClose }) {
  const toggle = () => {
    enabled.value = !enabled.value;
    deviceMemory("shortcuts", enabled.value ? "on" : "off");
  };
  return html`<${Dialog} open=${open} title="Keys" onClose=${onClose}>
    <dl class="keys">
      ${shortcuts.map(({ key, does }) => html`<div key=${key}><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${does}</dd></div>`)}
      <div><dt><kbd>?</kbd></dt><dd>Show this list</dd></div>
    </dl>
    <label class="switch"><input type="checkbox" role="switch" checked=${enabled.value} onChange=${toggle} /><span>Single keys are on</span></label>
  <//>`;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select, dialog") !== null;
}
