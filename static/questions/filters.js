/**
 * What the list is narrowed by: states with their counts, and the other filters.
 * @import {Filter, QuestionState} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { count } from "../lib/format.js";
import { html } from "../lib/html.js";
import { DIFFICULTIES, STATES, STATE_WORDS, TYPES, narrows } from "./filter.js";
import { titled } from "./words.js";

const PAUSE_MS = 350;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;

/** @param {{desk: QuestionDesk}} props */
export function States({ desk }) {
  const { filter, counts } = desk.shelf;
  const all = Object.values(counts.value).reduce((sum, number) => sum + number, 0);
  const tab = (/** @type {QuestionState | ""} */ state, /** @type {string} */ words, /** @type {number | undefined} */ number) => html`<button
    type="button" class="state-tab" aria-pressed=${filter.value.state === state} onClick=${() => look(desk, { state })}>
    ${words} <span class="digits soft">${number === undefined ? "" : count(number)}</span>
  </button>`;
  return html`<div class="state-tabs" role="group" aria-label="State">
    ${tab("", "All", Object.keys(counts.value).length ? all : undefined)}
    ${STATES.map((state) => tab(state, STATE_WORDS[state], counts.value[state]))}
  </div>`;
}

/** @param {{desk: QuestionDesk}} props */
export function Filters({ desk }) {
  const { filter, jobs } = desk.shelf;
  const held = filter.value;
  const chosen = (/** @type {keyof Filter} */ name) => (/** @type {{currentTarget: HTMLSelectElement}} */ event) => look(desk, { [name]: event.currentTarget.value });
  const skills = [...new Set(desk.shelf.jobs.value.filter((job) => !held.job_id || job.id === Number(held.job_id)).flatMap((job) => job.skills_required))].sort();
  return html`<form class="question-filters" role="search" aria-label="Questions" onSubmit=${(/** @type {SubmitEvent} */ event) => event.preventDefault()}>
    <${Choice} id="filter-job" label="Job" value=${held.job_id} any="All jobs" onChange=${chosen("job_id")}
      options=${jobs.value.map((job) => [String(job.id), job.title])} />
    <${Choice} id="filter-type" label="Type" value=${held.type} any="Any type" onChange=${chosen("type")} options=${TYPES.map((one) => [one, titled(one)])} />
    <${Choice} id="filter-difficulty" label="Difficulty" value=${held.difficulty} any="Any difficulty" onChange=${chosen("difficulty")}
      options=${DIFFICULTIES.map((one) => [one, titled(one)])} />
    <${Typed} desk=${desk} name="skill" label="Skill" list="known-skills" />
    <${Typed} desk=${desk} name="q" label="Words" />
    <datalist id="known-skills">${skills.map((skill) => html`<option key=${skill} value=${skill} />`)}</datalist>
    ${narrows(held) && html`<button type="button" class="link small" onClick=${() => look(desk, { job_id: "", type: "", difficulty: "", skill: "", q: "" })}>Clear filters</button>`}
  </form>`;
}

/** @param {{id: string, label: string, value: string, any: string, options: [string, string][], onChange: (event: any) => void}} props */
function Choice({ id, label, value, any, options, onChange }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} class="input input--small" value=${value} onChange=${onChange}>
      <option value="">${any}</option>
      ${options.map(([word, words]) => html`<option key=${word} value=${word} selected=${word === value}>${words}</option>`)}
    </select>
  </div>`;
}

/** @param {{desk: QuestionDesk, name: "skill" | "q", label: string, list?: string}} props */
function Typed({ desk, name, label, list }) {
  const held = desk.shelf.filter.value[name];
  const [text, setText] = useState(held);
  const [told, setTold] = useState(held);
  if (held !== told) {
    setTold(held);
    setText(held);
  }
  const typed = (/** @type {{currentTarget: HTMLInputElement}} */ event) => {
    const said = event.currentTarget.value;
    setText(said);
    setTold(held);
    clearTimeout(typing);
    typing = setTimeout(() => look(desk, { [name]: said.trim() }), PAUSE_MS);
  };
  return html`<div class="field">
    <label for="filter-${name}">${label}</label>
    <input id="filter-${name}" class="input input--small" type="search" maxlength="100" list=${list} value=${text} onInput=${typed} />
  </div>`;
}

/** @param {QuestionDesk} desk @param {Partial<Filter>} change */
function look(desk, change) {
  void desk.shelf.look(change);
  desk.remember();
}
