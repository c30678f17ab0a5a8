/**
 * A computer's score with the dimensions, and people's beside it.
 * @import {DimensionName, Override, Score} from "../types.js"
 */
import { points } from "../lib/format.js";
import { html } from "../lib/html.js";

/** @type {DimensionName[]} */
const DIMENSIONS = ["relevance", "completeness", "accuracy", "clarity"];

/** @param {{score: Score | null, overrides?: Override[], of: string}} props `of`: what was scored, in words */
export function Scores({ score, overrides = [], of }) {
  if (!score && overrides.length === 0) return html`<p class="small soft">Not scored by a computer.</p>`;
  const people = (/** @type {string} */ name) => overrides.filter((one) => one.dimension === name).at(-1);
  return html`<table class="score-table digits">
    <caption class="hidden">Scores of ${of}, out of 10</caption>
    <thead><tr><td></td><th scope="col">Computer</th><th scope="col">People</th></tr></thead>
    <tbody>
      ${["overall", ...DIMENSIONS].map((name) => html`<tr key=${name}>
        <th scope="row">${name}</th>
        <td>${points(valueOf(score, name))}</td>
        <td>${points(people(name)?.value)}</td>
      </tr>`)}
    </tbody>
  </table>
  ${overrides.length > 0 && html`<ul class="stack stack--tight small">
    ${overrides.map((one) => html`<li key=${`${one.at} ${one.dimension}`}><strong>${one.by}</strong>, ${one.dimension} ${points(one.value)}: ${one.reason}</li>`)}
  </ul>`}`;
}

/** Without a model answer, or with too few words, the scorer says nothing. @param {Score | null} score @param {string} name */
function valueOf(score, name) {
  if (!score || score.flags.includes("no_reference") || score.state === "not_enough_yet") return null;
  return name === "overall" ? score.overall : score.dimensions[/** @type {DimensionName} */ (name)];
}
