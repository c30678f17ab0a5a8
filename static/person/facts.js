/**
 * What was read from a résumé; pointing at a fact lights up the words it rests on.
 * @import {PersonDesk} from "./desk.js"
 * @import {Education, Fact, Month, Position, ResumeDetail, ResumeFacts} from "../types.js"
 */
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";

const MONTH = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric" });
/** Below this a fact is shown as unsure. */
const SURE = 0.6;
/** @type {Record<string, string>} */
const WARNINGS = {
  hidden_text: "Hidden text",
  instructions: "Text that speaks to a machine",
  implausible_dates: "Dates that cannot be right",
  needs_ocr: "Pictures of text",
  unreadable_part: "A part cannot be read",
};

/** @param {{desk: PersonDesk, resume: ResumeDetail}} props */
export function Facts({ desk, resume }) {
  const { facts } = resume;
  return html`<div class="stack stack--wide">
    ${resume.parsing_status === "pending" && html`<p class="banner" role="status">This file is still being read. <button type="button" class="button button--small" onClick=${() => report(desk.show(resume.id))}>Look again</button></p>`}
    ${resume.parsing_status === "failed" && html`<p class="banner banner--bad">${resume.message}</p>`}
    ${resume.warnings.length > 0 && html`<${Warnings} resume=${resume} />`}
    ${facts && html`<${Found} desk=${desk} facts=${facts} />`}
  </div>`;
}

/** @param {{resume: ResumeDetail}} props */
function Warnings({ resume }) {
  return html`<section aria-labelledby="warnings-title" class="stack stack--tight">
    <h3 id="warnings-title">To know about this file</h3>
    <ul class="stack stack--tight">${resume.warnings.map((warning, place) => html`<li key=${place} class="banner file-warning">
      <strong>${WARNINGS[warning.kind] ?? "Warning"}</strong>
      <span>${warning.message}</span>
      ${warning.said && html`<q class="file-warning__said">${warning.said}</q>`}
    </li>`)}</ul>
  </section>`;
}

/** @param {{desk: PersonDesk, facts: ResumeFacts}} props */
function Found({ desk, facts }) {
  const list = (/** @type {string} */ kind, /** @type {Fact[]} */ found) => found.map((fact, place) => ({ ...fact, key: `${kind}.${place}` }));
  const one = (/** @type {string} */ kind, /** @type {Fact | null} */ fact) => (fact ? [{ ...fact, key: kind }] : []);
  const rows = /** @type {const} */ ([
    ["Name", one("name", facts.name)],
    ["E-mail", list("emails", facts.emails)],
    ["Phone", list("phones", facts.phones)],
    ["Lives in", one("location", facts.location)],
    ["Links", list("links", facts.links)],
    ["Languages", list("languages", facts.languages)],
  ]);
  const years = facts.experience_years;
  return html`<dl class="read-facts">
      ${rows.filter(([, found]) => found.length).map(([label, found]) => html`<div key=${label}>
        <dt>${label}</dt>
        <dd class="row tags">${found.map(({ key, value, confidence }) => html`<${Pointer} key=${key} desk=${desk} mark=${key} confidence=${confidence}>${value}<//>`)}</dd>
      </div>`)}
      <div><dt>Experience</dt><dd>${years === null ? "Not said" : `${years} years`}${facts.experience_level ? `, ${facts.experience_level}` : ""}</dd></div>
    </dl>
    <${Group} title="Positions" items=${facts.positions} none="No position was found."
      row=${(/** @type {Position} */ position, /** @type {number} */ place) => html`<${Block} desk=${desk} mark=${`positions.${place}`} confidence=${position.confidence}
        title=${position.title ?? "Position not named"} where=${position.company} period=${period(position)} note=${position.is_work ? "" : "not counted as work"} />`} />
    <${Group} title="Skills" items=${facts.skills} none="No skill was found." inline
      row=${(/** @type {import("../types.js").SkillFound} */ skill, /** @type {number} */ place) => html`<${Pointer} desk=${desk} mark=${`skills.${place}`} confidence=${skill.confidence}>
        ${skill.name}${skill.years !== null && html` <span class="soft digits">${skill.years} y</span>`}${skill.category === "Stated" && html` <span class="soft">as stated</span>`}
      <//>`} />
    <${Group} title="Education" items=${facts.education} none="No course of study was found."
      row=${(/** @type {Education} */ course, /** @type {number} */ place) => html`<${Block} desk=${desk} mark=${`education.${place}`} confidence=${course.confidence}
        title=${[course.degree, course.field].filter(Boolean).join(", ") || "Course not named"} where=${course.school} period=${period({ ...course, is_current: false })} note="" />`} />`;
}

/** @param {{title: string, items: readonly any[], none: string, inline?: boolean, row: (item: any, place: number) => any}} props */
function Group({ title, items, none, inline = false, row }) {
  return html`<section class="stack stack--tight" aria-label=${title}>
    <h3>${title}</h3>
    ${items.length === 0 && html`<p class="soft small">${none}</p>`}
    <ul class=${inline ? "row tags" : "stack stack--tight"}>${items.map((item, place) => html`<li key=${place}>${row(item, place)}</li>`)}</ul>
  </section>`;
}

/** @param {{desk: PersonDesk, mark: string, confidence: number, block?: boolean, children?: any}} props */
function Pointer({ desk, mark, confidence, block = false, children }) {
  const point = () => (desk.active.value = mark);
  const leave = () => {
    if (desk.active.value === mark) desk.active.value = null;
  };
  const show = () => {
    point();
    document.getElementById("resume-text")?.scrollIntoView({ block: "nearest" });
  };
  const lit = desk.active.value === mark;
  return html`<button type="button" class="pointer ${block ? "pointer--block" : ""} ${lit ? "pointer--active" : ""}"
    onMouseEnter=${point} onMouseLeave=${leave} onFocus=${point} onBlur=${leave} onClick=${show}>
    ${children}${confidence < SURE && html`<span class="badge badge--warn">unsure</span>`}
  </button>`;
}

/** @param {{desk: PersonDesk, mark: string, confidence: number, title: string, where: string | null, period: string, note: string}} props */
function Block({ desk, mark, confidence, title, where, period: when, note }) {
  return html`<${Pointer} desk=${desk} mark=${mark} confidence=${confidence} block>
    <strong>${title}</strong>
    ${where && html`<span>${where}</span>`}
    <span class="soft small">${[when, note].filter(Boolean).join(", ")}</span>
  <//>`;
}

/** "Mar 2019 – now". @param {{start: Month | null, end: Month | null, is_current: boolean}} block */
function period({ start, end, is_current: current }) {
  const last = current ? "now" : end && spoken(end);
  return [start && spoken(start), last].filter(Boolean).join(" – ");
}

/** @param {Month} month */
function spoken({ year, month }) {
  return month ? MONTH.format(new Date(year, month - 1, 1)) : String(year);
}
