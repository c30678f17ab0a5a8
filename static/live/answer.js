/**
 * The question in view and its answer as it is typed, with the quoted words lit.
 * @import {QuestionState, Room} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { TimeLeft } from "../candidate/time-left.js";
import { clockTime, count, plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Empty } from "../lib/parts.js";
import { liveText, pieces, quotesIn } from "../room/live-text.js";
import { lengthOf } from "../room/splices.js";

/** @param {{desk: Desk, room: Room}} props */
export function AnswerView({ desk, room }) {
  const question = desk.shown.value;
  if (!question) {
    return html`<section class="panel answer-view"><${Empty} title="Nothing asked yet"><p>Start the interview, then ask the first question.</p><//></section>`;
  }
  const elsewhere = desk.open.value && desk.open.value.question_id !== question.question_id;
  return html`<section class="panel answer-view" aria-labelledby="shown-question">
    ${elsewhere && html`<div class="banner banner--good">
      <span>Another question is being answered.</span>
      <button type="button" class="button button--small" onClick=${() => (desk.picked.value = null)}>Back to live</button>
    </div>`}
    <header class="stack stack--tight">
      <div class="row row--apart">
        <span class="row small soft">
          ${[question.question_type, question.difficulty_level].filter(Boolean).map((word) => html`<span class="badge">${word}</span>`)}
          ${question.repeats > 0 && html`<span>read again ${plural(question.repeats, "time")}</span>`}
        </span>
        ${question.status === "open" && html`<${TimeLeft} question=${question} paused=${room.paused_at !== null} offset=${desk.store.offset.value} />`}
      </div>
      <h2 id="shown-question" class="answer-view__question">${question.text}</h2>
    </header>
    ${question.status === "open" && html`<${Controls} desk=${desk} question=${question} />`}
    <${Text} desk=${desk} question=${question} />
    <${Gold} question=${question} />
  </section>`;
}

/** @param {{desk: Desk, question: QuestionState}} props */
function Controls({ desk, question }) {
  const limited = question.deadline_at !== null || question.remaining_s !== null;
  return html`<div class="row">
    <button type="button" class="button button--small" onClick=${() => desk.extend(60)} disabled=${!limited} aria-keyshortcuts="e">
      +60 s <kbd aria-hidden="true">E</kbd>
    </button>
    <button type="button" class="button button--small" onClick=${desk.close} aria-keyshortcuts="c">
      Close question <kbd aria-hidden="true">C</kbd>
    </button>
  </div>`;
}

/** @param {{desk: Desk, question: QuestionState}} props */
function Text({ desk, question }) {
  const { question_id, answer, status } = question;
  const live = desk.store.live.value.get(question_id) ?? liveText(answer ?? { rev: 0, text: "" });
  if (status === "waiting") return html`<p class="soft">This question has not been asked yet.</p>`;
  if (live.text === "") {
    return html`<p class="answer-view__none soft">${status === "open" ? "Nothing written yet. Words appear here as they are typed." : "No answer was written."}</p>`;
  }
  const partial = desk.store.partials.value.get(question_id);
  const rev = answer?.score ? answer.rev : (partial?.rev ?? 0);
  const quotes = quotesIn(live, rev, desk.score(question)?.key_points ?? []);
  const typing = status === "open";
  return html`<div class="stack stack--tight">
    <p class="live-text" tabindex="0" role="group" aria-label="Answer">
      ${pieces(live.text, quotes, typing ? live.caret : null).map(
        (piece, index) => html`${piece.spans.length
            ? html`<${Quoted} key=${`quote ${index}`} desk=${desk} spans=${piece.spans} text=${piece.text} />`
            : piece.text}${piece.caretAfter ? html`<span class="caret" aria-hidden="true"></span>` : ""}`,
      )}
    </p>
    <p class="small soft digits">
      ${plural(lengthOf(live.text), "character")}, ${plural(live.text.split(/\s+/).filter(Boolean).length, "word")}, revision ${count(live.rev)}
      ${answer?.submitted_at && html`, handed in ${clockTime(answer.submitted_at)}`}
    </p>
  </div>`;
}

/** @param {{desk: Desk, spans: {id: string, status: string}[], text: string}} props */
function Quoted({ desk, spans, text }) {
  const strongest = ["contradicted", "partial", "covered"].find((status) => spans.some((span) => span.status === status));
  const lit = spans.some((span) => span.id === desk.pointed.value);
  return html`<mark class="quote quote--${strongest} ${lit ? "quote--lit" : ""}"
    onMouseEnter=${() => (desk.pointed.value = spans[0]?.id ?? null)}
    onMouseLeave=${() => (desk.pointed.value = null)}>${text}</mark>`;
}

/** @param {{question: QuestionState}} props */
function Gold({ question }) {
  if (!question.gold_standard_answer) return null;
  return html`<details class="gold">
    <summary>Model answer <kbd aria-hidden="true">G</kbd></summary>
    <p>${question.gold_standard_answer}</p>
  </details>`;
}
