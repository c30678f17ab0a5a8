/** Text that is being written and outlives a reload or a new sign-in in this tab. */
import { useState } from "preact/hooks";
import { tabMemory } from "../room/keeper.js";

/** @param {string} key @returns {[string, (text: string) => void]} */
export function useKept(key) {
  const [text, setText] = useState(tabMemory(key) ?? "");
  const keep = (/** @type {string} */ next) => {
    tabMemory(key, next);
    setText(next);
  };
  return [text, keep];
}
