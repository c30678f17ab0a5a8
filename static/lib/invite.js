/** A fresh join link, copied; shown once where copying is not possible. */
import { useState } from "preact/hooks";
import { request } from "./api.js";
import { Dialog } from "./dialog.js";
import { dayAndTime } from "./format.js";
import { html } from "./html.js";
import { notify } from "./notices.js";
import { signedIn } from "./session.js";

/** @param {{sessionId: number, label?: string}} props */
export function InviteButton({ sessionId, label = "Copy invite link" }) {
  const [invite, setInvite] = useState(/** @type {import("../types.js").InviteView | null} */ (null));
  const make = async () => {
    try {
      const fresh = await request("POST", `/api/interview/sessions/${sessionId}/invite`, { body: {}, credentials: signedIn });
      if (await copied(fresh.url)) notify(`Invite link copied. It holds until ${dayAndTime(fresh.expires_at)}; older links stop working.`);
      else setInvite(fresh);
    } catch (error) {
      notify(error instanceof Error ? error.message : "The link could not be made.", "error");
    }
  };
  return html`<button type="button" class="button button--small" onClick=${make}>${label}</button>
    <${Dialog} open=${invite !== null} title="Invite link" onClose=${() => setInvite(null)}>
      <div class="field">
        <label for="invite-url">Copy this link and send it to the candidate</label>
        <input id="invite-url" class="input" readonly value=${invite?.url}
          onFocus=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => event.currentTarget.select()} />
        <span class="field__hint">It is shown this once. Older links of this interview stop working.</span>
      </div>
    <//>`;
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
