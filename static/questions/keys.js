/**
 * Single keys for reviewing many questions.
 * @import {QuestionDesk} from "./desk.js"
 * @import {Shortcut} from "../lib/shortcuts.js"
 */

/** @param {QuestionDesk} desk @param {() => void} onGenerate @returns {Shortcut[]} */
export function shortcutsOf(desk, onGenerate) {
  return [
    { key: "j", does: "Next question", run: () => step(desk, 1) },
    { key: "k", does: "Question before", run: () => step(desk, -1) },
    { key: "a", does: "Approve", run: () => document.getElementById("approve")?.click() },
    { key: "r", does: "Reject", run: () => document.getElementById("reject")?.click() },
    { key: "e", does: "Edit", run: () => edit(desk) },
    { key: "x", does: "Select or not", run: () => desk.reviews && desk.picked.value !== null && desk.shelf.toggle(desk.picked.value) },
    { key: "g", does: "Generate questions", run: onGenerate },
  ];
}

/** @param {QuestionDesk} desk @param {number} places */
function step(desk, places) {
  const next = desk.shelf.beside(desk.picked.value, places);
  if (!next || next.id === desk.picked.value) return;
  void desk.pick(next.id);
  document.getElementById(`row-${next.id}`)?.scrollIntoView({ block: "nearest" });
}

/** @param {QuestionDesk} desk */
function edit(desk) {
  if (desk.question.value?.possible.includes("edit")) desk.writing.value = "edit";
}
