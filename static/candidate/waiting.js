/**
 * The quiet moments: before the start, between two questions, and after the end.
 * @import {CloseReason, QuestionState, Room} from "../types.js"
 */
import { useState } from "preact/hooks";
import { dayAndTime, plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { notify } from "../lib/notices.js";

/** @type {Record<CloseReason, string>} */
const ENDINGS = {
  submitted: "Your answer is handed in.",
  skipped: "The question is skipped.",
  time: "The time was up. Your answer was handed in as it stood.",
  closed: "The interviewer closed the question. Your answer was handed in as it stood.",
  ended: "The interview ended. Your answer was handed in as it stood.",
};

/** @param {{room: Room, interviewers: string[]}} props */
export function Waiting({ room, interviewers }) {
  return html`<section class="quiet" aria-live="polite">
    <div class="quiet__sign" aria-hidden="true"></div>
    <h1 tabindex="-1">You are ready</h1>
    <p class="lead">
      ${room.auto ? "The first question appears here as soon as the interview begins." : "The interviewer will begin. The first question appears here by itself."}
    </p>
    <p class="soft">
      ${interviewers.length ? `${interviewers.join(", ")} ${interviewers.length > 1 ? "are" : "is"} here.` : "Nobody else is here yet."}
      ${room.scheduled_at && html` Planned for ${dayAndTime(room.scheduled_at)}.`}
    </p>
    <p class="soft small">Keep this page open. A glass of water is a good idea.</p>
  </section>`;
}

/** @param {{room: Room}} props */
export function Between({ room }) {
  const last = latest(room);
  return html`<section class="quiet" aria-live="polite">
    <div class="quiet__sign" aria-hidden="true"></div>
    <h1 tabindex="-1">${last?.close_reason ? ENDINGS[last.close_reason] : "The interview has begun"}</h1>
    <p class="lead">
      ${room.paused_at
        ? "The interview is paused. It goes on here by itself."
        : "The next question appears here by itself. Take a breath."}
    </p>
    <p class="soft">${answered(room)} of ${plural(room.question_count, "question")} done.</p>
  </section>`;
}

/** @param {{room: Room}} props */
export function Done({ room }) {
  return html`<div class="stack stack--wide">
    <header class="stack stack--tight">
      <p class="soft">${room.job.title} · ${room.job.company}</p>
      <h1 tabindex="-1">That was it. Thank you, ${room.candidate.name}.</h1>
    </header>
    <section class="stack stack--tight" aria-labelledby="next">
      <h2 id="next">What happens next</h2>
      <ul class="ticks">
        <li>A person at ${room.job.company} reads your answers${room.consents.ai_score ? " and the computer's score with its reasons" : ""}.</li>
        <li>Nobody is turned down by a machine. Whoever decides gives a name and a reason.</li>
        <li>You may ask what was scored and why, have a person look again, get a copy, or have everything deleted.</li>
      </ul>
      <p class="soft">You can close this page. The link keeps showing your answers while it is valid.</p>
    </section>
    <${OwnAnswers} room=${room} />
  </div>`;
}

/** @param {{room: Room}} props */
function OwnAnswers({ room }) {
  const [copied, setCopied] = useState(false);
  const asText = () => room.questions.map(({ text, answer }) => `${text}\n\n${answer?.text || "(no answer)"}`).join("\n\n---\n\n");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(asText());
      setCopied(true);
    } catch {
      notify("The browser does not let this page copy. Use Save as file instead.", "error");
    }
  };
  const file = () => URL.createObjectURL(new Blob([asText()], { type: "text/plain;charset=utf-8" }));
  const save = () => {
    const link = Object.assign(document.createElement("a"), { href: file(), download: "my-answers.txt" });
    link.click();
    URL.revokeObjectURL(link.href);
  };

  return html`<section class="stack" aria-labelledby="own">
    <div class="row row--apart">
      <h2 id="own">Your answers</h2>
      <div class="row">
        <button type="button" class="button button--small" onClick=${copy}>${copied ? "Copied" : "Copy all"}</button>
        <button type="button" class="button button--small" onClick=${save}>Save as file</button>
      </div>
    </div>
    ${room.questions.length === 0 && html`<p class="soft">No question was asked.</p>`}
    ${room.questions.map(
      (question, index) => html`<article key=${question.question_id} class="card stack stack--tight">
        <h3>${index + 1}. ${question.text}</h3>
        ${question.answer?.text
          ? html`<p class="own-answer">${question.answer.text}</p>`
          : html`<p class="soft">${question.close_reason === "skipped" ? "Skipped." : "No answer."}</p>`}
      </article>`,
    )}
  </section>`;
}

/** @param {Room} room @returns {QuestionState | undefined} */
function latest(room) {
  const closed = room.questions.filter((question) => question.closed_at);
  return closed.sort((one, other) => String(one.closed_at).localeCompare(String(other.closed_at))).at(-1);
}

/** @param {Room} room */
function answered(room) {
  return room.questions.filter((question) => question.status === "closed").length;
}
