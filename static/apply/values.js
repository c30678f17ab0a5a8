/**
 * From what a résumé says to the form's fields, and from the fields to the application.
 * @import {FormQuestion, ResumeDetail} from "../types.js"
 */

/** The fields that a résumé can fill. */
export const FIELDS = /** @type {const} */ ([
  "applicant_name",
  "applicant_email",
  "applicant_phone",
  "location",
  "experience_years",
  "current_position",
  "current_company",
]);
export const CONSENT_TEXT = "apply-2026-06";
const LONGEST = 100;

/** @typedef {Record<string, string>} Values */
/** @typedef {Record<string, any>} Answers */

/** What the résumé says of each field; nothing where it does not say. @param {ResumeDetail} detail @returns {Values} */
export function suggestions({ contact, experience_years, facts }) {
  const now = facts?.positions.find((position) => position.is_current && position.is_work);
  /** @type {Record<string, string | null | undefined>} */
  const read = {
    applicant_name: contact.name,
    applicant_email: contact.email,
    applicant_phone: contact.phone,
    location: facts?.location?.value,
    experience_years: experience_years === null ? null : String(Math.floor(experience_years)),
    current_position: now?.title,
    current_company: now?.company,
  };
  const said = Object.entries(read).filter(([, value]) => value);
  return Object.fromEntries(said.map(([name, value]) => [name, String(value).slice(0, LONGEST)]));
}

/** Fill in what nobody has written. @param {Values} values @param {ReadonlySet<string>} written @param {Values} read */
export function fill(values, written, read) {
  const free = Object.entries(read).filter(([name]) => !written.has(name));
  return { ...values, ...Object.fromEntries(free) };
}

/**
 * The application as the server takes it.
 * @param {{jobId: number, values: Values, answers: Answers, consents: Record<string, boolean>, claim: object | null, source: string | null}} form
 */
export function asCommand({ jobId, values, answers, consents, claim, source }) {
  const filled = Object.entries(values).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const { experience_years: years, ...words } = Object.fromEntries(filled);
  return {
    job_id: jobId,
    ...words,
    ...(years && { experience_years: Number(years) }),
    ...(source && { source }),
    ...claim,
    answers: Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== "" && answer !== undefined)),
    consents: Object.entries(consents).map(([purpose, granted]) => ({ purpose, granted, text_version: CONSENT_TEXT })),
  };
}

/** The answer as typed, as the server wants it. @param {FormQuestion} question @param {string} typed */
export function answerOf(question, typed) {
  if (question.kind !== "number") return typed;
  const number = Number(typed.replace(",", "."));
  return typed.trim() === "" ? "" : Number.isFinite(number) ? number : typed;
}
