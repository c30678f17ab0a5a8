/**
 * A question with all that came back: what was typed, what was said, and the scores with their proof.
 * @import {ReportDesk} from "./desk.js"
 * @import {QuestionReport, ReportPoint, SpokenReport, TypedReport} from "./types.js"
 */
import { points } from "../lib/format.js";
import { html } from "../lib/html.js";
import { liveText, pieces, quotesIn } from "../room/live-text.js";
import { Moment } from "./moment.js";
import { Scores } from "./scores.js";

/** @type {Record<string, string>} */
const COUNTED = { person: "a person's score", typed: "of what was typed", spoken: "of what was said" };
/** @type {Record<string, string>} */
const ENDINGS = { submitted: "Handed in", skipped: "Skipped", time: "Time was up", closed: "Closed by the interviewer", ended: "The interview ended" };
/** @type {Record<string, string>} */
const STATES = { covered: "covered", partial: "partly said", missing: "not said", contradicted: "contradicted" };

/** @param {{desk: ReportDesk, question: QuestionReport, number: number}} props */
export function Question({ desk, question, number }) {
  const { question_id, typed, spoken, counted, gold_standard_answer } = question;
  return html`<article class="panel report-question" aria-labelledby=${`question-${question_id}`}>
    <header class="row row--apart">
      <h2 id=${`question-${question_id}`}>${number}. ${question.text}</h2>
      <span class="report-question__overall digits"><strong>${points(question.overall)}</strong>
        ${counted && html`<span class="small soft"> ${COUNTED[counted]}</span>`}</span>
    </header>
    <p class="row small soft">
      <span>${question.close_reason ? ENDINGS[question.close_reason] : question.opened_at ? "Being answered" : "Not asked"}</span>
      ${question.at_s !== null && html`<${Moment} desk=${desk} at=${question.at_s}>asked<//>`}
    </p>
    <${Typed} typed=${typed} />
    <${Spoken} desk=${desk} spoken=${spoken} />
    ${gold_standard_answer && html`<details class="gold"><summary>Model answer</summary><p>${gold_standard_answer}</p></details>`}
  </article>`;
}

/** @param {{typed: TypedReport | null}} props */
function Typed({ typed }) {
  const written = typed?.text.trim();
  return html`<section class="stack stack--tight" aria-label="Typed answer">
    <h3>Typed</h3>
    ${!typed || !written ? html`<p class="soft">Nothing was typed.</p>` : html`<p class="report-text">${marked(typed)}</p>`}
    ${typed && (written || typed.overrides.length > 0) && html`<${Scores} score=${typed.score} overrides=${typed.overrides} of="the typed answer" />`}
  </section>`;
}

/** @param {TypedReport} typed */
function marked({ text, score }) {
  const quotes = quotesIn(liveText({ rev: 0, text }), 0, score?.key_points ?? []);
  return pieces(text, quotes, null).map((piece) => {
    const [quote] = piece.spans;
    return quote ? html`<mark class="quote quote--${quote.status}">${piece.text}</mark>` : piece.text;
  });
}

/** @param {{desk: ReportDesk, spoken: SpokenReport | null}} props */
function Spoken({ desk, spoken }) {
  return html`<section class="stack stack--tight" aria-label="Spoken answer">
    <h3>Said ${spoken && html`<span class="badge" title="Speech is turned into text by a machine, which may mishear">from speech</span>`}</h3>
    ${spoken
      ? html`<p class="report-text">${spoken.text}</p>
          ${spoken.summary_by === "model" && html`<p><strong>Summary by a language model</strong> ${spoken.summary}</p>`}
          ${spoken.warnings.length > 0 && html`<p class="soft">Somebody spoke to the machine here. It was not obeyed; read the words yourself.</p>`}
          ${spoken.points.length > 0 && html`<ul class="stack stack--tight">${spoken.points.map((point) => html`<${Point} key=${point.id} desk=${desk} point=${point} />`)}</ul>`}
          <${Scores} score=${spoken.score} of="the spoken answer" />`
      : html`<p class="soft">Nothing that was said is known.</p>`}
  </section>`;
}

/** @param {{desk: ReportDesk, point: ReportPoint}} props */
function Point({ desk, point }) {
  return html`<li class="report-point">
    <span>${point.text} <span class="badge ${point.status === "covered" ? "badge--good" : ""}">${STATES[point.status]}</span></span>
    ${point.quotes.map((quote) => html`<${Moment} key=${`${quote.line_id} ${quote.start}`} desk=${desk} at=${quote.at_s} class="said-quote">“${quote.text}”<//>`)}
  </li>`;
}
