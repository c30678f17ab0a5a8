/**
 * The candidate's page: one visit, and the step that the room's state calls for.
 * @import {Room} from "../types.js"
 */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Help } from "../candidate/help.js";
import { Meeting } from "../candidate/meeting.js";
import { Noticed } from "../candidate/noticing.js";
import { Question } from "../candidate/question.js";
import { Cancelled, NotTheCandidate, Trouble, Unreachable } from "../candidate/trouble.js";
import { TryOut } from "../candidate/try-out.js";
import { Visit } from "../candidate/visit.js";
import { Between, Done, Waiting } from "../candidate/waiting.js";
import { Welcome } from "../candidate/welcome.js";
import { catchFocus } from "../lib/focus.js";
import { html } from "../lib/html.js";
import { Notices } from "../lib/notices.js";
import { Connection, TopBar } from "../lib/parts.js";
import { recallAlways } from "../room/recall.js";

/** The steps in which one may go to the video meeting: what is kept was read and chosen before. */
const MEETING_STEPS = new Set(["try-out", "waiting", "question", "between"]);
const visit = new Visit(Number(location.pathname.split("/")[2]));

/** @param {Room} room */
function stepOf(room) {
  if (["interviewer", "observer"].includes(visit.store.seat.value?.role ?? "")) return "watcher";
  if (room.status === "Cancelled") return "cancelled";
  if (room.status === "Completed") return "done";
  if (room.ready_at === null) return visit.welcomed.value ? "try-out" : "welcome";
  if (visit.open.value) return "question";
  return room.status === "In Progress" ? "between" : "waiting";
}

function Page() {
  const [helping, setHelping] = useState(false);
  const { room, presence } = visit.store;
  const state = visit.line.state.value;
  const entered = room.value;
  // What is over stays on the screen, even when its link ends.
  const over = ["Completed", "Cancelled"].includes(entered?.status ?? "");
  const refusal = over ? null : visit.line.refusal.value;
  const step = entered && !refusal ? stepOf(entered) : "outside";
  useEffect(() => focusHeading(step), [step]);
  const onHelp = () => setHelping(true);
  const helpful = !["outside", "watcher", "cancelled", "done"].includes(step);

  return html`<a class="skip-link" href="#main">Skip to the content</a>
    <${TopBar}>
      ${entered && html`<span class="soft topbar__what">${entered.job.title}, ${entered.job.company}</span>`}
      <div class="topbar__end">
        ${!over && html`<${Connection} state=${state} />`}
        ${helpful && html`<button type="button" class="button button--small" onClick=${onHelp}>Help</button>`}
      </div>
    <//>
    <main id="main" class="column" tabindex="-1">
      ${refusal && html`<${Trouble} error=${refusal} onRetry=${() => location.reload()} />`}
      ${!refusal && !entered && html`<${Unreachable} offline=${state === "offline"} />`}
      ${step === "cancelled" && html`<${Cancelled} />`}
      ${step === "watcher" && html`<${NotTheCandidate} sessionId=${visit.sessionId} />`}
      ${entered && html`<${Step} step=${step} room=${entered} onHelp=${onHelp}
        interviewers=${presence.value.filter((one) => one.connected && one.role === "interviewer").map((one) => one.name)} />`}
      ${entered && MEETING_STEPS.has(step) && html`<${Meeting} visit=${visit} room=${entered} />`}
    </main>
    ${entered && html`<${Help} visit=${visit} room=${entered} open=${helping} onClose=${() => setHelping(false)} />`}
    <${Notices} />`;
}

/** @param {{step: string, room: Room, onHelp: () => void, interviewers: string[]}} props */
function Step({ step, room, onHelp, interviewers }) {
  const question = visit.open.value;
  switch (step) {
    case "welcome":
      return html`<${Welcome} visit=${visit} room=${room} onHelp=${onHelp} />`;
    case "try-out":
      return html`<${TryOut} visit=${visit} room=${room} />`;
    case "waiting":
      return html`<${Waiting} room=${room} interviewers=${interviewers} />`;
    case "question":
      return html`<${Question} key=${question?.question_id} visit=${visit} room=${room} question=${question} onHelp=${onHelp} />
        <${Noticed} signals=${room.signals} />`;
    case "between":
      return html`<${Between} room=${room} /><${Noticed} signals=${room.signals} />`;
    case "done":
      return html`<${Done} room=${room} /><${Noticed} signals=${room.signals} />`;
    default:
      return null;
  }
}

/** A new step is a new page to whoever does not see the screen. @param {string} step */
function focusHeading(step) {
  const heading = document.querySelector("h1");
  if (step === "outside" || step === "question" || !heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

const root = document.getElementById("page");
if (root) {
  render(html`<${Page} />`, root);
  catchFocus("#main");
  recallAlways(visit);
  visit.line.open();
}
