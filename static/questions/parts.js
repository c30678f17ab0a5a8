/**
 * The lists in a question's form: skills, key points, levels of the rubric.
 * @import {KeyPoint} from "../types.js"
 * @import {RubricLevel} from "./types.js"
 */
import { useState } from "preact/hooks";
import { html } from "../lib/html.js";
import { emptyRubric, freeId } from "./edits.js";

const MOST_POINTS = 12;
const MOST_SKILLS = 20;

/** @typedef {{currentTarget: HTMLInputElement}} Typed */

/** @param {{skills: string[], known: readonly string[], onSkills: (skills: string[]) => void, label?: string, id?: string}} props */
export function SkillsField({ skills, known, onSkills, label = "Skills", id = "edit-skill" }) {
  const [text, setText] = useState("");
  const add = () => {
    const said = text.trim();
    if (said && !skills.includes(said) && skills.length < MOST_SKILLS) onSkills([...skills, said]);
    setText("");
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== ",") return;
    event.preventDefault();
    add();
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <div class="row skill-chips">
      ${skills.map((skill) => html`<span key=${skill} class="badge skill-chip">${skill}
        <button type="button" class="skill-chip__off" aria-label=${`Take ${skill} out`} onClick=${() => onSkills(skills.filter((one) => one !== skill))}>×</button></span>`)}
      <input id=${id} class="input input--small skill-input" list="${id}-known" maxlength="50" placeholder="Add a skill" value=${text} aria-describedby="${id}-hint"
        onInput=${(/** @type {Typed} */ { currentTarget }) => setText(currentTarget.value)} onKeyDown=${pressed} onBlur=${add} />
      <datalist id="${id}-known">${known.filter((skill) => !skills.includes(skill)).map((skill) => html`<option key=${skill} value=${skill} />`)}</datalist>
    </div>
    <span class="field__hint" id="${id}-hint">Enter adds it.</span>
  </div>`;
}

/** @param {{points: KeyPoint[], onPoints: (points: KeyPoint[]) => void}} props */
export function PointsField({ points, onPoints }) {
  const set = (/** @type {string} */ id, /** @type {Partial<KeyPoint>} */ change) => onPoints(points.map((point) => (point.id === id ? { ...point, ...change } : point)));
  return html`<fieldset class="stack stack--tight">
    <legend>Key points</legend>
    ${points.map(({ id, text, weight = 1 }, place) => html`<div key=${id} class="point-edit">
      <textarea class="input input--small" rows="1" aria-label=${`Key point ${place + 1}`} maxlength="200" value=${text}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => set(id, { text: currentTarget.value.replaceAll("\n", " ") })}></textarea>
      <input class="input input--small point-edit__weight" type="number" min="0.1" max="10" step="0.1" required aria-label=${`Weight of key point ${place + 1}`} title="Weight, relative to the others"
        value=${weight} onInput=${(/** @type {Typed} */ { currentTarget }) => currentTarget.value && set(id, { weight: Number(currentTarget.value) })} />
      <button type="button" class="button button--small button--plain" aria-label=${`Take key point ${place + 1} out`} onClick=${() => onPoints(points.filter((one) => one.id !== id))}>×</button>
    </div>`)}
    ${points.length < MOST_POINTS && html`<div><button type="button" class="button button--small" onClick=${() => onPoints([...points, { id: freeId(points), text: "", weight: 1 }])}>Add a key point</button></div>`}
  </fieldset>`;
}

/** @param {{rubric: RubricLevel[], onRubric: (rubric: RubricLevel[]) => void}} props */
export function RubricField({ rubric, onRubric }) {
  if (rubric.length === 0) return html`<div><button type="button" class="button button--small" onClick=${() => onRubric(emptyRubric())}>Add a rubric</button></div>`;
  const set = (/** @type {number} */ number, /** @type {Partial<RubricLevel>} */ change) => onRubric(rubric.map((one) => (one.level === number ? { ...one, ...change } : one)));
  return html`<fieldset class="stack stack--tight">
    <legend>Rubric</legend>
    ${rubric.map(({ level, name, text }) => html`<div key=${level} class="level-edit">
      <input class="input input--small" required aria-label=${`Name of level ${level}`} maxlength="50" value=${name} onInput=${(/** @type {Typed} */ { currentTarget }) => set(level, { name: currentTarget.value })} />
      <textarea class="input input--small" rows="2" required aria-label=${`What an answer of level ${level} contains`} maxlength="2000" value=${text}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => set(level, { text: currentTarget.value })}></textarea>
    </div>`)}
    <div><button type="button" class="button button--small" onClick=${() => onRubric([])}>Take the rubric out</button></div>
  </fieldset>`;
}
