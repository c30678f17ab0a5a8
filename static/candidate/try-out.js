/**
 * Device check and a practice question. What is typed here stays on this page.
 * @import {Room} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { useState } from "preact/hooks";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";
import { storageWorks } from "../room/keeper.js";
import { lengthOf } from "../room/splices.js";
import { canDictate, canSpeak, speak } from "./voice.js";

const ENOUGH = 12;
const PRACTICE = "What did you have for breakfast, and would you recommend it?";

/** @param {{visit: Visit, room: Room}} props */
export function TryOut({ visit, room }) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const checks = {
    keyboard: lengthOf(text) >= ENOUGH,
    connection: visit.line.state.value === "live",
    storage: storageWorks(),
  };
  const goOn = async () => {
    if (busy) return;
    setBusy(true);
    await report(visit.ready({ ...checks, speech: canSpeak, dictation: canDictate }));
    setBusy(false);
  };

  return html`<div class="stack stack--wide">
    <header class="stack stack--tight">
      <p class="soft">${room.job.title} · ${room.job.company}</p>
      <h1>Try it out</h1>
      <p>This question is only for practice. Nobody sees what you write here.</p>
    </header>
    <section class="card stack">
      <h2 class="question__text" id="practice">${PRACTICE}</h2>
      <textarea class="input answer answer--short" aria-labelledby="practice" rows="5"
        placeholder="Type a sentence to check your keyboard"
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}
      ></textarea>
      <div class="row small soft">
        <span>In the interview this line tells when your text was saved.</span>
        ${canSpeak && html`<button type="button" class="link" onClick=${() => speak(PRACTICE)}>Read aloud</button>`}
      </div>
    </section>
    <section class="stack stack--tight" aria-labelledby="checks">
      <h2 id="checks">Your device</h2>
      <ul class="checks">
        <${Check} passed=${checks.keyboard} label="Keyboard" yes="Works" no="Type a few words above" />
        <${Check} passed=${checks.connection} label="Connection" yes="Connected to the room" no="Not connected yet; answers would be kept here and sent later" />
        <${Check} passed=${checks.storage} label="Safety copy" yes="This browser keeps a copy of unsaved text" no="This browser keeps nothing; leave the page open while offline" />
        <${Check} passed=${canDictate} optional label="Dictation" yes="Available, if you like to speak your answer" no="Not in this browser; typing is all you need" />
      </ul>
    </section>
    <div class="row">
      <button type="button" class="button button--primary button--big" aria-disabled=${busy} onClick=${goOn}>
        ${busy ? "One moment…" : "I am ready"}
      </button>
      ${!checks.keyboard && html`<span class="soft small">You can go on without trying.</span>`}
    </div>
  </div>`;
}

/** @param {{passed: boolean, optional?: boolean, label: string, yes: string, no: string}} props */
function Check({ passed, optional = false, label, yes, no }) {
  const mark = passed ? "✓" : optional ? "–" : "○";
  return html`<li class=${passed ? "check check--passed" : "check"}>
    <span class="check__mark" aria-hidden="true">${mark}</span>
    <span><strong>${label}</strong><br /><span class="small soft">${passed ? yes : no}</span></span>
  </li>`;
}
