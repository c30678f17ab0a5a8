/**
 * Whether the text is safe, in words.
 * @import {SaveState} from "../types.js"
 * @import {Answering} from "./answering.js"
 */
import { useRef } from "preact/hooks";
import { clockTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { notify } from "../lib/notices.js";
import { now } from "../lib/ticking.js";

/** Saving takes a moment; from here on the writer wants to know that nothing is lost. */
const SLOW_MS = 4_000;

/** @param {{answering: Answering}} props */
export function SavedMark({ answering }) {
  const { kind, savedAt } = answering.saved.value;
  const step = `${kind} ${savedAt}`;
  const since = useRef({ step, at: Date.now() });
  if (since.current.step !== step) since.current = { step, at: Date.now() };
  const slow = kind === "saving" && now.value - since.current.at > SLOW_MS;
  const [tone, words] = describe(answering.saved.value, slow);
  return html`<span class="dot dot--${tone} digits" data-testid="saved">${words}</span>`;
}

/** Another device replaced our text: offer it back. @param {{answering: Answering}} props */
export function Rival({ answering }) {
  const { rival, restored } = answering.saved.value;
  if (rival === null) return null;
  const restore = () => answering.draft.restoreMine();
  return html`<div class="banner" role="alert">
    <span>
      ${restored
        ? "Your version is back. The one from the other window or device is kept here for now."
        : "This answer was changed in another window or on another device. Your version is kept."}
    </span>
    <button type="button" class="button button--small" onClick=${restore}>
      ${restored ? "Show the other version" : "Restore my version"}
    </button>
    <button type="button" class="link" onClick=${() => answering.draft.dismissRival()}>Keep this one</button>
  </div>`;
}

/** Say so when the question closed before the last words arrived. @param {Answering} answering */
export function unsavedEnd(answering) {
  if (answering.draft.settled || answering.stage.value === "handed_in") return;
  notify("The question was closed before your last words reached the server. What had been saved until then counts.", "error");
}

/** @param {SaveState} state @param {boolean} slow @returns {[string, string]} */
function describe({ kind, savedAt, kept }, slow) {
  switch (kind) {
    case "saving":
      if (!slow) return ["busy", "Saving…"];
      return ["busy", kept ? "Still saving – kept on this device" : "Still saving – keep this page open"];
    case "saved":
      return ["good", savedAt ? `Saved ${clockTime(savedAt)}` : "Saved"];
    case "offline":
      return ["bad", kept ? "Offline – kept on this device" : "Offline – keep this page open"];
    case "held":
      return ["busy", "Paused – kept on this device"];
    case "too_large":
      return ["bad", "Too long – shorten it to go on saving"];
    case "closed":
      return ["bad", "Closed – the last words were not saved"];
    default:
      return ["idle", "Nothing written yet"];
  }
}
