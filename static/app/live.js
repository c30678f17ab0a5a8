/** An interviewer's live page. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { catchFocus } from "../lib/focus.js";
import { html } from "../lib/html.js";
import { Notices, notify } from "../lib/notices.js";
import { Empty, Loading, TopBar } from "../lib/parts.js";
import { requireSignIn, signedIn } from "../lib/session.js";
import { ShortcutHelp, listenForKeys } from "../lib/shortcuts.js";
import { deviceMemory } from "../room/keeper.js";
import { recallAlways } from "../room/recall.js";
import { AnswerView } from "../live/answer.js";
import { Captions } from "../live/captions.js";
import { Desk } from "../live/desk.js";
import { Header } from "../live/header.js";
import { KeyPoints } from "../live/key-points.js";
import { Meeting } from "../live/meeting.js";
import { Notes } from "../live/notes.js";
import { Questions } from "../live/questions.js";
import { Scores } from "../live/scores.js";
import { shortcutsOf } from "../live/shortcuts.js";
import { Timeline } from "../live/timeline.js";

/** Refusals that a new sign-in cures. */
const SIGNED_OUT = new Set(["SignInNeeded", "TokenExpired", "TokenInvalid", "SessionEnded"]);

/** @param {{desk: Desk}} props */
function Page({ desk }) {
  const [helping, setHelping] = useState(false);
  const shortcuts = shortcutsOf(desk);
  useEffect(() => listenForKeys(shortcuts, () => setHelping(true)), []);
  const room = desk.store.room.value;
  const refusal = desk.line.refusal.value;
  if (refusal || !room) return html`<${Outside} desk=${desk} /><${Notices} />`;
  if (desk.store.seat.value?.role === "candidate") return html`<${OwnInterview} desk=${desk} />`;
  document.title = `${room.candidate.name}, ${room.job.title} – Greenroom`;
  return html`<a class="skip-link" href="#main">Skip to the answer</a>
    <${Header} desk=${desk} room=${room} onHelp=${() => setHelping(true)} />
    <${HelpCall} desk=${desk} />
    <main id="main" class="desk" tabindex="-1">
      <div class="desk__centre"><${AnswerView} desk=${desk} room=${room} /><${Captions} store=${desk.store} room=${room} /></div>
      <div class="desk__right">
        <${Meeting} desk=${desk} room=${room} />
        <${Scores} desk=${desk} />
        <${KeyPoints} desk=${desk} />
      </div>
      <div class="desk__left"><${Questions} desk=${desk} room=${room} /></div>
      <div class="desk__under">
        <${Notes} desk=${desk} room=${room} />
        <${Timeline} desk=${desk} room=${room} />
      </div>
    </main>
    <${ShortcutHelp} shortcuts=${shortcuts} open=${helping} onClose=${() => setHelping(false)} />
    <${Notices} />`;
}

/** @param {{desk: Desk}} props */
function HelpCall({ desk }) {
  const key = `seen.${desk.sessionId}`;
  const [seen, setSeen] = useState(Number(deviceMemory(key) ?? 0));
  const call = desk.store.helps.value.at(-1);
  const over = ["Completed", "Cancelled"].includes(desk.store.room.value?.status ?? "");
  if (!call || call.seq <= seen || over) return null;
  const see = () => {
    deviceMemory(key, String(call.seq));
    setSeen(call.seq);
  };
  return html`<div class="banner help-call" role="alert">
    <span><strong>${desk.store.room.value?.candidate.name} asks for help:</strong> ${call.message}</span>
    <button type="button" class="button button--small" onClick=${see}>Seen</button>
  </div>`;
}

/** @param {{desk: Desk}} props */
function Outside({ desk }) {
  const refusal = desk.line.refusal.value;
  const offline = desk.line.state.value === "offline";
  return html`<${TopBar} home="/recruiter" />
    <main class="narrow">
      ${refusal && (SIGNED_OUT.has(refusal.code)
        ? html`<${Empty} title="Your sign-in has ended">
            <p>Sign in again to go on where you were. What you were writing here is kept, and the interview itself goes on.</p>
            <a class="button button--primary" href=${`/login?next=${encodeURIComponent(location.pathname)}`}>Sign in</a>
          <//>`
        : html`<${Empty} title="You cannot see this interview">
            <p>${refusal.message}</p>
            <a class="button" href="/recruiter">All interviews</a>
          <//>`)}
      ${!refusal && (offline
        ? html`<${Empty} title="The server cannot be reached"><p>This page keeps trying. Nothing of the interview is lost.</p><//>`
        : html`<${Loading} label="Opening the room" />`)}
    </main>`;
}

/** A candidate who came to the wrong page. @param {{desk: Desk}} props */
function OwnInterview({ desk }) {
  return html`<${TopBar} />
    <main class="narrow">
      <${Empty} title="This is the interviewers' page">
        <p>Your own interview waits for you in the room.</p>
        <a class="button button--primary" href=${`/room/${desk.sessionId}`}>Go to the room</a>
      <//>
    </main>`;
}

/** Say aloud what changes while one looks elsewhere. @param {Desk} desk */
function announce(desk) {
  let ready = /** @type {string | null | undefined} */ (undefined);
  effect(() => {
    const room = desk.store.room.value;
    if (!room) return;
    if (ready === null && room.ready_at) notify(`${room.candidate.name} is ready.`);
    ready = room.ready_at;
  });
}

const root = document.getElementById("page");
if (root && (await requireSignIn())) {
  const desk = new Desk(Number(location.pathname.split("/")[3]));
  render(html`<${Page} desk=${desk} />`, root);
  announce(desk);
  recallAlways({
    store: desk.store,
    sessionId: desk.sessionId,
    credentials: signedIn,
    wanted: () => desk.store.seat.value?.role !== "candidate",
  });
  catchFocus("#main");
  desk.line.open();
}
