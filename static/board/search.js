/**
 * What the job board looks for: kept in the address, so that a search can be shared and gone back to.
 * @import {Job, Search} from "../types.js"
 */

export const FILTERS = /** @type {const} */ (["location", "work_mode", "job_type", "experience_level"]);
const LONGEST = 100;
const NAMES = /** @type {const} */ (["q", ...FILTERS]);

/** @param {string} query the address's @returns {Search} */
export function readSearch(query) {
  const params = new URLSearchParams(query);
  const said = (/** @type {keyof Search} */ name) => (params.get(name) ?? "").slice(0, LONGEST);
  return { q: said("q"), location: said("location"), work_mode: said("work_mode"), job_type: said("job_type"), experience_level: said("experience_level") };
}

/** Only what is filled in. @param {Search} search */
export function asQuery(search) {
  const filled = NAMES.map((name) => [name, search[name].trim()]).filter(([, value]) => value);
  return new URLSearchParams(/** @type {string[][]} */ (filled));
}

/** @param {Search} search */
export const isEmpty = (search) => asQuery(search).size === 0;

/** What the jobs seen so far offer for each filter, in alphabetical order. @param {readonly Job[]} jobs */
export function choices(jobs) {
  const of = (/** @type {(typeof FILTERS)[number]} */ name) => [...new Set(jobs.map((job) => job[name]))].sort((a, b) => a.localeCompare(b));
  return { location: of("location"), work_mode: of("work_mode"), job_type: of("job_type"), experience_level: of("experience_level") };
}
