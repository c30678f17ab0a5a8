/**
 * A word to the interviewers, and the candidate's choices at any time.
 * @import {Room} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { useState } from "preact/hooks";
import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";

const TOPICS = ["I need more time", "I need a short break", "I do not understand the question", "Something does not work"];

/** @param {{visit: Visit, room: Room, open: boolean, onClose: () => void}} props */
export function Help({ visit, room, open, onClose }) {
  const [message, setMessage] = useState("");
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const sent = await report(visit.askForHelp(message.trim() || "I need help."), "Sent. An interviewer will see it at once.");
    if (!sent) return;
    setMessage("");
    onClose();
  };
  return html`<${Dialog} open=${open} title="Ask for help" onClose=${onClose}>
    <form class="stack" onSubmit=${send}>
      <div class="row" role="group" aria-label="Common requests">
        ${TOPICS.map(
          (topic) => html`<button type="button" class="button button--small" onClick=${() => setMessage(topic)}>${topic}</button>`,
        )}
      </div>
      <div class="field">
        <label for="help-message">Your message</label>
        <textarea id="help-message" class="input" rows="3" maxlength="2000" value=${message}
          onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setMessage(event.currentTarget.value)}></textarea>
        <span class="field__hint">Interviewers see it. It is not part of any score, and you need not give reasons.</span>
      </div>
      <div><button class="button button--primary">Send</button></div>
    </form>
    <hr />
    <${Choices} visit=${visit} room=${room} />
  <//>`;
}

/** @param {{visit: Visit, room: Room}} props */
function Choices({ visit, room }) {
  const { ai_score = false, keep = false } = room.consents;
  const machine = () =>
    void report(visit.choose({ ai_score: !ai_score }), ai_score ? "From now on only people score your answers." : "The computer scores your answers, too.");
  return html`<section class="stack stack--tight">
    <h3>Your choices</h3>
    <label class="choice">
      <input type="checkbox" checked=${ai_score} onChange=${machine} />
      <span>A computer may score my answers, too</span>
      <small>Taking it back holds at once; the interview goes on with people only.</small>
    </label>
    <label class="choice">
      <input type="checkbox" checked=${keep} onChange=${() => void report(visit.choose({ keep: !keep }), "Saved.")} />
      <span>My answers may be kept for other jobs</span>
    </label>
  </section>`;
}
