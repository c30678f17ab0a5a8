/**
 * What the list of questions looks for: kept in the address, so that a list can be shared and gone back to.
 * @import {Filter, QuestionState} from "./types.js"
 */

/** @type {readonly QuestionState[]} */
export const STATES = ["draft", "in_review", "approved", "rejected", "retired"];
export const TYPES = ["technical", "behavioral", "situational"];
export const DIFFICULTIES = ["beginner", "intermediate", "advanced", "expert"];
const LONGEST = 100;
const NAMES = /** @type {const} */ (["job_id", "state", "type", "difficulty", "skill", "q"]);

/** @type {Record<QuestionState, string>} */
export const STATE_WORDS = { draft: "Draft", in_review: "In review", approved: "Approved", rejected: "Rejected", retired: "Retired" };

/** Read the address's query; what no list could have is left out. @param {string} query @returns {Filter} */
export function readFilter(query) {
  const params = new URLSearchParams(query);
  const said = (/** @type {keyof Filter} */ name) => (params.get(name) ?? "").slice(0, LONGEST);
  const among = (/** @type {keyof Filter} */ name, /** @type {readonly string[]} */ values) => (values.includes(said(name)) ? said(name) : "");
  return {
    job_id: /^[1-9]\d{0,8}$/.test(said("job_id")) ? said("job_id") : "",
    state: among("state", STATES),
    type: among("type", TYPES),
    difficulty: among("difficulty", DIFFICULTIES),
    skill: said("skill"),
    q: said("q"),
  };
}

/** Only what is filled in. @param {Filter} filter */
export function asQuery(filter) {
  const filled = NAMES.map((name) => [name, filter[name].trim()]).filter(([, value]) => value);
  return new URLSearchParams(/** @type {string[][]} */ (filled));
}

/** Whether anything but the state is looked for. @param {Filter} filter */
export const narrows = (filter) => asQuery({ ...filter, state: "" }).size > 0;
