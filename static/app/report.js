/** The report of an interview: answers typed and said, scores with their proof, the recording. */
import { render } from "preact";
import { ApiError } from "../lib/api.js";
import { catchFocus } from "../lib/focus.js";
import { dayAndTime, duration, points } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Notices } from "../lib/notices.js";
import { Empty, Loading, TopBar } from "../lib/parts.js";
import { requireSignIn, user } from "../lib/session.js";
import { ReportDesk } from "../report/desk.js";
import { Recording } from "../report/player.js";
import { Question } from "../report/question.js";
import { Transcript } from "../report/transcript.js";

const sessionId = Number(location.pathname.split("/")[3]);

/** @param {{desk: ReportDesk}} props */
function Page({ desk }) {
  const found = desk.report.value;
  const room = desk.room.value;
  const failure = found ? null : desk.failure.value;
  if (found) document.title = `Report: ${found.candidate.name}, ${found.job.title} – Greenroom`;
  return html`<a class="skip-link" href="#main">Skip to the report</a>
    <${TopBar} home="/recruiter"><div class="topbar__end">
      <a class="button button--small" href="/recruiter">Interviews</a>
      <a class="button button--small" href=${`/recruiter/live/${sessionId}`}>Live page</a>
      ${found && html`<button type="button" class="button button--small" onClick=${() => print()}>Print</button>`}
      <span class="small soft">${user.value?.username}</span>
    </div><//>
    <main id="main" class="report" tabindex="-1">
      ${failure && html`<${Missing} failure=${failure} onRetry=${() => desk.load()} />`}
      ${!failure && !found && html`<${Loading} label="Opening the report" />`}
      ${found && room && html`<${Head} found=${found} />
        <div class="report__side">
          <${Recording} desk=${desk} found=${found} room=${room} />
          <${Transcript} desk=${desk} found=${found} room=${room} />
        </div>
        <div class="report__main"><${Answers} desk=${desk} found=${found} /></div>`}
    </main>
    <${Notices} />`;
}

/** @param {{failure: Error, onRetry: () => void}} props */
function Missing({ failure, onRetry }) {
  const gone = failure instanceof ApiError && [403, 404].includes(failure.status);
  return html`<${Empty} title=${gone ? "There is no such report for you to see" : "The report cannot be shown"}>
    <p>${failure.message}</p>
    ${gone ? html`<a class="button" href="/recruiter">All interviews</a>` : html`<button type="button" class="button" onClick=${onRetry}>Try again</button>`}
  <//>`;
}

/** @param {{found: import("../report/types.js").Report}} props */
function Head({ found }) {
  const { started_at: start, completed_at: end, scheduled_at: planned } = found;
  const when = start ?? planned;
  return html`<header class="report__head row row--apart">
    <div class="stack stack--tight">
      <h1>${found.candidate.name}</h1>
      <p class="soft row"><span>${found.job.title}</span><span class="badge">${found.status}</span>
        ${when && html`<time datetime=${when}>${start ? "" : "planned "}${dayAndTime(when)}</time>`}
        ${start && end && html`<span class="digits">${duration((Date.parse(end) - Date.parse(start)) / 1_000)}</span>`}</p>
    </div>
    <p class="report__overall"><strong class="digits">${points(found.overall)}</strong> <span class="small soft">out of 10; a person decides</span></p>
  </header>`;
}

/** @param {{desk: ReportDesk, found: import("../report/types.js").Report}} props */
function Answers({ desk, found }) {
  const asked = found.questions.filter((question) => question.opened_at);
  return html`${asked.length === 0 && html`<${Empty} title="Nothing asked yet"><p>Questions, answers and scores stand here once the interview has begun.</p><//>`}
    ${asked.map((question, index) => html`<${Question} key=${question.question_id} desk=${desk} question=${question} number=${index + 1} />`)}
    ${found.notes.length > 0 && html`<section class="panel" aria-labelledby="notes-title">
      <h2 id="notes-title">Notes</h2>
      <ul class="stack stack--tight">${found.notes.map((note) => html`<li key=${note.id}><span class="small soft">${note.by}, ${dayAndTime(note.at)}</span><p>${note.text}</p></li>`)}</ul>
    </section>`}`;
}

const root = document.getElementById("page");
if (root && (await requireSignIn())) {
  const desk = new ReportDesk(sessionId);
  render(html`<${Page} desk=${desk} />`, root);
  catchFocus("#main");
  await desk.load();
}
