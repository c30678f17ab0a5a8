/**
 * The interview's questions with what was covered, and the ways to ask the next one.
 * @import {KeyPointStatus, QuestionState, Room} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { points } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useKept } from "../lib/kept.js";

/** @type {Record<KeyPointStatus, string>} */
const STATUS_WORDS = { covered: "covered", partial: "partly", missing: "missing", contradicted: "contradicted" };

/** @param {{desk: Desk, room: Room}} props */
export function Questions({ desk, room }) {
  const asked = room.questions.filter((question) => question.status !== "waiting").length;
  return html`<section class="panel questions" aria-labelledby="questions-title">
    <header class="panel__head">
      <h2 id="questions-title">Questions</h2>
      <span class="small soft digits">${asked} of ${room.questions.length} asked</span>
    </header>
    ${room.questions.length === 0 && html`<p class="soft small">This interview has no questions yet. Once it runs, ask one of your own below.</p>`}
    <ol class="questions__list">
      ${room.questions.map((question, index) => html`<${Item} key=${question.question_id} desk=${desk} room=${room} question=${question} number=${index + 1} />`)}
    </ol>
    <${FollowUp} desk=${desk} room=${room} />
  </section>`;
}

/** @param {{desk: Desk, room: Room, question: QuestionState, number: number}} props */
function Item({ desk, room, question, number }) {
  const current = desk.shown.value?.question_id === question.question_id;
  const score = desk.score(question);
  const canPush = room.status === "In Progress" && !room.paused_at && question.status === "waiting";
  return html`<li class="item item--${question.status} ${current ? "item--current" : ""}">
    <button type="button" class="item__open" aria-current=${current ? "true" : undefined}
      onClick=${() => (desk.picked.value = question.question_id)}>
      <span class="item__number digits">${number}</span>
      <span class="item__text">${question.text}</span>
      <span class="item__score digits">${score?.state === "enough" ? points(score.overall) : ""}</span>
      <span class="item__foot">
        <span class="item__status">${statusOf(question)}</span>
        <${Coverage} desk=${desk} question=${question} />
      </span>
    </button>
    ${canPush && html`<button type="button" class="button button--small item__push" onClick=${() => desk.push(question.question_id)}
      aria-label=${`Ask question ${number} now`}>Ask</button>`}
  </li>`;
}

/** @param {{desk: Desk, question: QuestionState}} props */
function Coverage({ desk, question }) {
  const list = desk.keyPoints(question);
  if (list.length === 0 || question.status === "waiting") return null;
  const covered = list.filter((point) => point.status === "covered").length;
  return html`<span class="coverage" role="img" aria-label=${`${covered} of ${list.length} key points covered`}>
    ${list.map((point) => html`<span class="coverage__part coverage__part--${point.status}" title=${STATUS_WORDS[point.status]}></span>`)}
  </span>`;
}

/** @param {{desk: Desk, room: Room}} props */
function FollowUp({ desk, room }) {
  const [text, setText] = useKept(`follow-up.${room.session_id}`);
  const [limit, setLimit] = useState("120");
  const idle = room.status !== "In Progress" || room.paused_at !== null;
  const waiting = room.questions.some((question) => question.status === "waiting");
  const ask = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!text.trim() || !(await desk.followUp(text.trim(), limit ? Number(limit) : null))) return;
    setText("");
    document.getElementById("follow-up")?.focus();
  };
  if (["Completed", "Cancelled"].includes(room.status)) return null;
  return html`<div class="panel__foot stack stack--tight">
    <button type="button" class="button ${desk.open.value ? "" : "button--primary"}" disabled=${idle || !waiting}
      onClick=${desk.pushNext} aria-keyshortcuts="n">
      ${waiting ? "Ask the next question" : "All questions were asked"} <kbd aria-hidden="true">N</kbd>
    </button>
    <form class="stack stack--tight" onSubmit=${ask}>
      <label class="label" for="follow-up">Follow-up</label>
      <textarea id="follow-up" class="input input--small" rows="2" maxlength="2000" value=${text} disabled=${idle}
        placeholder="Ask something of your own" aria-keyshortcuts="f"
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}></textarea>
      <div class="row row--apart">
        <select class="input input--small limit" aria-label="Time for the follow-up" value=${limit} disabled=${idle}
          onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => setLimit(event.currentTarget.value)}>
          <option value="60">1 minute</option>
          <option value="120">2 minutes</option>
          <option value="300">5 minutes</option>
          <option value="">No limit</option>
        </select>
        <button class="button button--small" disabled=${idle || !text.trim()}>Ask it now</button>
      </div>
    </form>
  </div>`;
}

/** @param {QuestionState} question */
function statusOf({ status, close_reason }) {
  if (status === "waiting") return "Not asked";
  if (status === "open") return "Being answered";
  return { submitted: "Answered", skipped: "Skipped", time: "Time was up", closed: "Closed", ended: "Interview ended" }[close_reason ?? "closed"];
}
