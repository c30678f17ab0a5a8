/**
 * Handing an answer in: exactly once, whole, however often the line breaks.
 * @import {Draft} from "./draft.js"
 * @import {SubmitCommand, WireError} from "../types.js"
 */
import { sha256 } from "../lib/sha256.js";

const MOST_REPAIRS = 2;
const PAUSE_MS = 1_000;
const WAITING = new Set(["OFFLINE", "TIMEOUT", "RATE", "PAUSED"]);

/**
 * @typedef {object} Line
 * @property {(answer: SubmitCommand) => Promise<any>} submit
 * @property {() => Promise<void>} usable
 */

/**
 * Wait until everything typed is saved, then submit; the key makes a repeated call harmless.
 * @param {Draft} draft
 * @param {Line} line
 * @param {string} key
 * @param {(ms: number) => Promise<void>} [pause]
 * @returns {Promise<any>} the stored answer; rejects with a WireError
 */
export async function handIn(draft, line, key, pause = sleep) {
  for (let repairs = 0; ; ) {
    const { rev, text } = await draft.settle();
    const text_sha256 = await sha256(text);
    try {
      return await line.submit({ question_id: draft.questionId, rev, text_sha256, idempotency_key: key });
    } catch (caught) {
      const error = /** @type {WireError} */ (caught);
      if (WAITING.has(error.code)) {
        await pause((error.retry_after_s ?? 0) * 1_000 || PAUSE_MS);
        await line.usable();
      } else if (error.code === "STALE" && repairs < MOST_REPAIRS) {
        repairs += 1;
        draft.rebase(error);
        if (draft.text !== text) throw error;
      } else throw error;
    }
  }
}

/** @param {number} ms @returns {Promise<void>} */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
