/**
 * How a question did in interviews, and whether it should be asked on.
 * @import {Figure} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { count, dayAndTime, duration } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";

const VERDICTS = /** @type {const} */ ({
  retire: ["badge--bad", "Retire?"],
  revise: ["badge--warn", "Revise?"],
  keep: ["badge--good", "Keep"],
  insufficient: ["", "Not enough yet"],
});

/** @param {{desk: QuestionDesk}} props */
export function FiguresCard({ desk }) {
  const held = desk.statistics.value;
  if (!held) return null;
  const [tone, words] = VERDICTS[held.verdict];
  const { figures } = held;
  return html`<section class="card stack" aria-labelledby="figures-title">
    <div class="row row--apart">
      <h2 id="figures-title">In interviews <span class="badge ${tone}">${words}</span></h2>
      <button type="button" class="button button--small" onClick=${() => report(desk.measure())}>Compute anew</button>
    </div>
    ${!figures && html`<p class="soft">No figures were computed yet. They need answers from interviews.</p>`}
    ${figures && html`<dl class="figures">
      <${OneFigure} label="Difficulty" hint="0: everybody has full marks, 1: nobody has any" figure=${figures.difficulty} say=${share} />
      <${OneFigure} label="Discrimination" hint="Whether who is strong elsewhere is strong here, −1 to 1" figure=${figures.discrimination} say=${share} />
      <${OneFigure} label="Time used" hint="Median" figure=${figures.time_used_median_s} say=${duration} />
      <${OneFigure} label="Skipped" hint="Share of those who were asked" figure=${figures.skip_rate} say=${percent} />
      <div><dt>Asked</dt><dd><span class="figure digits">${count(figures.asked)}</span><span class="small soft">${count(figures.asked_last_90_days)} in the last 90 days</span></dd></div>
    </dl>`}
    ${figures && figures.suggestions.length > 0 && html`<ul class="hints" aria-label="Reasons">${figures.suggestions.map((one) => html`<li key=${one.reason}>${one.sentence}</li>`)}</ul>`}
    ${held.computed_at && html`<p class="small soft">Computed ${dayAndTime(held.computed_at)}</p>`}
  </section>`;
}

/** @param {{label: string, hint: string, figure: Figure, say: (value: number) => string}} props */
function OneFigure({ label, hint, figure, say }) {
  const { state, value, answers, needed, low, high } = figure;
  return html`<div title=${hint}><dt>${label}</dt><dd>
    <span class="figure digits">${state === "known" && value !== null ? say(value) : "–"}</span>
    <span class="small soft">${state === "insufficient" ? `${count(answers)} of ${count(needed)} answers needed` : state === "undefined" ? "All answers are alike" : `${count(answers)} answers`}${
      low !== null && high !== null ? `, ${say(low)} to ${say(high)}` : ""}</span>
  </dd></div>`;
}

const share = (/** @type {number} */ value) => value.toFixed(2).replace("-", "−");
const percent = (/** @type {number} */ value) => `${Math.round(100 * value)} %`;
