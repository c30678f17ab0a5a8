/**
 * The first page: who, what, how long, what is kept and scored, and the candidate's choices.
 * @import {Room} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { useState } from "preact/hooks";
import { dayAndTime, plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";
import { elsewhere } from "./meeting.js";

/** @param {{visit: Visit, room: Room, onHelp: () => void}} props */
export function Welcome({ visit, room, onHelp }) {
  return html`<div class="stack stack--wide">
    <header class="stack stack--tight">
      <p class="soft">${room.job.company}</p>
      <h1>Hello ${room.candidate.name}, welcome to your interview</h1>
      <p class="lead">${room.job.title}</p>
    </header>
    ${room.status === "In Progress" &&
    html`<p class="banner" role="status">The interview has begun. Take the moment you need to read this; then come in.</p>`}
    <${Facts} room=${room} />
    <${Record} room=${room} />
    <${Choices} visit=${visit} room=${room} onHelp=${onHelp} />
  </div>`;
}

/** @param {{room: Room}} props */
function Facts({ room }) {
  return html`<dl class="facts">
    <div>
      <dt>Questions</dt>
      <dd>${plural(room.question_count, "question")}, answered in writing</dd>
    </div>
    <div>
      <dt>Who asks</dt>
      <dd>
        ${room.auto
          ? "The system shows the questions one after another. A person at the company can look in, and reads your answers."
          : `A person from ${room.job.company} leads the interview and sees your answer as you type.`}
      </dd>
    </div>
    ${room.scheduled_at &&
    html`<div>
      <dt>Planned for</dt>
      <dd><time datetime=${room.scheduled_at}>${dayAndTime(room.scheduled_at)}</time></dd>
    </div>`}
    <div>
      <dt>If the line breaks</dt>
      <dd>Your text stays on this device and is sent when you are back. Open the same link to return.</dd>
    </div>
  </dl>`;
}

/** @param {{room: Room}} props */
function Record({ room }) {
  return html`<section class="stack stack--tight" aria-labelledby="kept">
    <h2 id="kept">What is kept</h2>
    <ul class="ticks">
      <li>Your answers, and the steps in which you wrote them.</li>
      <li>When you paste text or leave the page. You see the same list; it never changes a score.</li>
      <li>No video, no sound, no screen is recorded here.${elsewhere(room) && " The video meeting opens in a tab of its own; you choose below what may be kept of it."}</li>
    </ul>
  </section>`;
}

/** @param {{visit: Visit, room: Room, onHelp: () => void}} props */
function Choices({ visit, room, onHelp }) {
  const { ai_score, keep, record, transcribe } = room.consents;
  const meeting = elsewhere(room);
  const [machine, setMachine] = useState(/** @type {boolean | undefined} */ (ai_score));
  const [later, setLater] = useState(keep ?? false);
  const [recorded, setRecorded] = useState(record ?? false);
  const [spoken, setSpoken] = useState(transcribe ?? false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const missing = asked && machine === undefined;

  const goOn = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    setAsked(true);
    if (machine === undefined) return document.getElementById("machine-yes")?.focus();
    setBusy(true);
    const saved = await report(visit.choose({ ai_score: machine, keep: later, ...(meeting && { record: recorded, transcribe: spoken }) }));
    setBusy(false);
    if (saved) visit.welcome();
  };

  return html`<form class="stack stack--wide" onSubmit=${goOn} novalidate>
    <fieldset aria-describedby="machine-hint">
      <legend>May a computer score your answers too?</legend>
      <p id="machine-hint" class="soft small spaced">
        It compares what you write with what a good answer covers, and shows its reasons. It never decides: a named
        person does. You can change this at any time.
      </p>
      <div class="choices">
        <${Option} id="machine-yes" name="machine" checked=${machine === true} onPick=${() => setMachine(true)}
          title="Yes, computer and people" text="Scores with the quoted words they rest on. You may see them and object." />
        <${Option} id="machine-no" name="machine" checked=${machine === false} onPick=${() => setMachine(false)}
          title="No, people only" text="A person reads and scores your answers. It counts exactly as much." />
      </div>
      ${missing && html`<p class="field__error" role="alert">Please choose one. Neither is a disadvantage.</p>`}
    </fieldset>
    ${meeting && html`<fieldset class="stack">
      <legend>What may be kept of the video meeting?</legend>
      <label class="choice">
        <input type="checkbox" checked=${recorded} onChange=${() => setRecorded(!recorded)} />
        <span>A recording of me may be kept</span>
        <small>Only the people who decide can play it. Leave it empty to say no; it is no disadvantage.</small>
      </label>
      <label class="choice">
        <input type="checkbox" checked=${spoken} onChange=${() => setSpoken(!spoken)} />
        <span>What I say may be turned into text</span>
        <small>Machines may mishear, so a person reads it beside the recording. You can change both at any time.</small>
      </label>
    </fieldset>`}
    <label class="choice">
      <input type="checkbox" checked=${later} onChange=${() => setLater(!later)} />
      <span>${room.job.company} may keep my answers for other jobs</span>
      <small>Optional, and without it they are deleted when this application is closed.</small>
    </label>
    <section class="aside">
      <p>
        <strong>Do you need something to show what you can do?</strong> More time, a break, larger text, another way to
        answer: just ask. It is not part of any score.
      </p>
      <button type="button" class="button" onClick=${onHelp}>Ask for an adjustment</button>
    </section>
    <div>
      <button class="button button--primary button--big" aria-disabled=${busy}>
        ${busy ? "Saving…" : "Continue to a short try-out"}
      </button>
    </div>
  </form>`;
}

/** @param {{id: string, name: string, checked: boolean, onPick: () => void, title: string, text: string}} props */
function Option({ id, name, checked, onPick, title, text }) {
  return html`<label class="choice" for=${id}>
    <input id=${id} type="radio" name=${name} checked=${checked} onChange=${onPick} />
    <span>${title}</span>
    <small>${text}</small>
  </label>`;
}
