/**
 * What was changed in a form, as the server takes it.
 * @import {Content, Question} from "./types.js"
 */

/** @type {readonly (keyof Content)[]} */
const NAMES = ["question_text", "question_type", "difficulty_level", "gold_standard_answer", "key_points", "rubric", "skills_tested", "why_asked", "time_limit_s"];
const LEVELS = ["Weak", "Fair", "Good", "Strong"];

/** The newest words of a question, or those of an empty one. @param {Question | null} question @returns {Content} */
export function contentOf(question) {
  const held = question?.draft ?? question;
  return {
    question_text: held?.question_text ?? "",
    question_type: held?.question_type ?? "technical",
    difficulty_level: held?.difficulty_level ?? "intermediate",
    gold_standard_answer: held?.gold_standard_answer ?? "",
    key_points: held?.key_points ?? [],
    rubric: held?.rubric ?? [],
    skills_tested: held?.skills_tested ?? [],
    why_asked: held?.why_asked ?? null,
    time_limit_s: held?.time_limit_s ?? null,
  };
}

/** Without empty points and the space around words. @param {Content} form @returns {Content} */
export function tidied(form) {
  return {
    ...form,
    question_text: form.question_text.trim(),
    gold_standard_answer: (form.gold_standard_answer ?? "").trim(),
    key_points: form.key_points.map((point) => ({ ...point, text: point.text.trim() })).filter(({ text }) => text),
    rubric: form.rubric.map((level) => ({ ...level, name: level.name.trim(), text: level.text.trim() })),
    why_asked: (form.why_asked ?? "").trim() || null,
  };
}

/** Only the fields that differ. @param {Content} before @param {Content} after @returns {Partial<Content>} */
export function changed(before, after) {
  const differing = NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(differing.map((name) => [name, after[name]]));
}

/** An id that no other point has. @param {readonly {id: string}[]} points */
export function freeId(points) {
  const taken = new Set(points.map(({ id }) => id));
  let number = points.length + 1;
  while (taken.has(`k${number}`)) number += 1;
  return `k${number}`;
}

/** Four empty levels. */
export const emptyRubric = () => LEVELS.map((name, place) => ({ level: place + 1, name, text: "" }));
