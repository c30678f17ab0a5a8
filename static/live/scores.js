/**
 * The score of the question in view: one number large, four dimensions with their lines over time.
 * @import {DimensionName, Evaluation, QuestionState, Score, ScorePartial} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { points, signed } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Line } from "./line.js";
import { OwnScore } from "./own-score.js";
import { who } from "./who.js";

/** @type {DimensionName[]} */
const DIMENSIONS = ["relevance", "completeness", "accuracy", "clarity"];
/** @type {Record<string, string>} */
const FLAGS = {
  gibberish: "Words without sense",
  parroted_question: "Repeats the question",
  word_list: "A list of words, no sentences",
  contradiction: "Contradicts a key point",
  instruction_like_text: "Addresses the computer, ignored",
  cut_off: "Too long, its end was not read",
  no_answer_offered: "Says there is no answer",
};
/** @type {Record<string, string>} */
const ADVICE = { select: "Suggests: select", next_round: "Suggests: next round", needs_review: "Suggests: a person should look closely" };

/** @param {{desk: Desk}} props */
export function Scores({ desk }) {
  const question = desk.shown.value;
  const score = question && desk.score(question);
  return html`<section class="panel scores" aria-labelledby="score-title">
    <header class="panel__head">
      <h2 id="score-title">Score</h2>
      ${question?.answer?.score && comparable(question.answer.score)
        ? html`<span class="badge badge--good">final</span>`
        : score && comparable(score) && html`<span class="badge">while typing</span>`}
    </header>
    ${question && score && comparable(score) ? html`<${Verdict} desk=${desk} question=${question} score=${score} />` : html`<${NoScore} desk=${desk} question=${question} />`}
  </section>`;
}

/** @param {{desk: Desk, question: QuestionState | null}} props */
function NoScore({ desk, question }) {
  return html`<div class="stack stack--tight">
    <p class="soft">${whyNone(desk, question)}</p>
    ${question && html`<${OwnScore} desk=${desk} question=${question} key=${question.question_id} />`}
  </div>`;
}

/** @param {Desk} desk @param {QuestionState | null} question */
function whyNone(desk, question) {
  const score = question && desk.score(question);
  if (score && !comparable(score)) return "This question has no model answer to compare with, so only people score it.";
  const consent = desk.store.room.value?.consents.ai_score;
  if (consent === false) return "The candidate chose people only. Nothing is scored by a computer.";
  if (consent !== true) return "The candidate has not said yet whether a computer may score. Until then none does.";
  const written = question && desk.store.live.value.get(question.question_id)?.text;
  if (question?.status === "open") return `The score follows a moment after the ${written ? "next" : "first"} words.`;
  return question?.status === "closed" ? "There was nothing to score." : "Nothing to score yet.";
}

/** Without a model answer the scorer says nothing. @param {Score} score */
function comparable({ flags }) {
  return !flags.includes("no_reference");
}

/** @param {{desk: Desk, question: QuestionState, score: Score}} props */
function Verdict({ desk, question, score }) {
  const seen = desk.store.history.value.get(question.question_id) ?? [];
  const partial = desk.store.partials.value.get(question.question_id)?.score;
  const thin = score.state === "not_enough_yet";
  const change = question.answer?.score && partial && partial.state === "enough" ? score.overall - partial.overall : 0;
  return html`<div class="stack">
    <div class="overall ${thin ? "overall--thin" : ""}">
      <span class="overall__number digits" data-testid="overall">${thin ? "–" : points(score.overall)}</span>
      <div class="stack stack--tight">
        <span class="small">
          ${thin ? html`<strong>${question.answer?.score ? "Not enough to tell" : "Not enough yet"}</strong>` : "out of 10"}
          ${Math.abs(change) >= 0.05 && html` <span class="badge" title=${`The last score while typing was ${points(partial?.overall)}`}>${signed(change)} since typing</span>`}
        </span>
        <${Confidence} value=${score.confidence} />
        ${score.recommendation && question.answer?.score && html`<span class="small soft">${ADVICE[score.recommendation]}</span>`}
      </div>
    </div>
    <dl class="dimensions">
      ${DIMENSIONS.map((name) => html`<${Dimension} key=${name} name=${name} score=${score} seen=${seen} thin=${thin} question=${question} />`)}
    </dl>
    ${score.flags.length > 0 && html`<ul class="row" aria-label="For a person to look at">
      ${score.flags.map((flag) => html`<li class="badge badge--warn">${FLAGS[flag] ?? flag.replaceAll("_", " ")}</li>`)}
    </ul>`}
    ${question.answer?.evaluation && html`<${Opinion} evaluation=${question.answer.evaluation} question=${question} />`}
    <${OwnScore} desk=${desk} question=${question} key=${question.question_id} />
    ${score.model && html`<p class="small soft">Scored by ${score.model}. A suggestion; people decide.</p>`}
  </div>`;
}

/**
 * What a language model makes of the answer, as far as the answer's own words bear it out.
 * @param {{evaluation: Evaluation, question: QuestionState}} props
 */
function Opinion({ evaluation, question }) {
  const change = evaluation.overall - evaluation.own_overall;
  const text = new Map(question.key_points.map((point) => [point.id, point.text]));
  const counted = evaluation.points.filter(({ ruling }) => ruling === "accepted" || ruling === "too_far");
  return html`<details class="small" data-testid="opinion">
    <summary>
      ${evaluation.model} reads it as ${points(evaluation.overall)} ${change !== 0 && html`<span class="badge">${signed(change)}</span>`}
    </summary>
    <ul>
      ${counted.map(({ id, own, proposed }) => html`<li key=${id}>${text.get(id) ?? id}: ${own} → ${proposed}</li>`)}
      ${counted.length === 0 && html`<li>Nothing that changes the score.</li>`}
      ${evaluation.flags.includes("quote_not_found") && html`<li>It quoted words that are not in the answer; those do not count.</li>`}
      ${evaluation.flags.includes("instruction_like_text") && html`<li>The answer addresses the computer, so its opinion does not count.</li>`}
    </ul>
    <p class="soft">An opinion beside the score, at most ${points(evaluation.tolerance)} away from it.</p>
  </details>`;
}

/** @param {{value: number}} props */
function Confidence({ value }) {
  const percent = Math.round(value * 100);
  return html`<label class="confidence small">
    <span>Confidence ${percent} %</span>
    <meter min="0" max="100" value=${percent}></meter>
  </label>`;
}

/** @param {{name: DimensionName, score: Score, seen: ScorePartial[], thin: boolean, question: QuestionState}} props */
function Dimension({ name, score, seen, thin, question }) {
  const value = score.dimensions[name];
  const own = question.answer?.overrides.findLast((one) => one.dimension === name);
  return html`<div class="dimension ${thin ? "dimension--thin" : ""}">
    <dt>${name}</dt>
    <dd>
      <span class="dimension__number digits">${points(value)}</span>
      ${own && html`<span class="badge badge--good" title=${own.reason}>${points(own.value)} by ${who(own.by)}</span>`}
      ${seen.length > 0 && html`<${Line} label=${name} seen=${seen} pick=${(/** @type {Score} */ one) => one.dimensions[name]} />`}
    </dd>
  </div>`;
}
