/** Times and calls of planning. */
import { request } from "../lib/api.js";
import { signedIn } from "../lib/session.js";

const HOUR_MS = 3_600_000;
const SHORTEST_H = 72;
const LONGEST_H = 720;

/** @type {Record<string, string>} */
export const PROVIDERS = { zoom: "at Zoom", offline: "in our own room, because no video service is set up" };

/** @param {string} method @param {string} path @param {unknown} [body] */
export const call = (method, path, body) => request(method, path, { body, credentials: signedIn });

/** A moment as a field for local time spells it. @param {number} ms */
export function spellLocal(ms) {
  const moment = new Date(ms);
  return new Date(ms - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that a field for local time means. @param {string} local */
export const momentOf = (local) => new Date(local).toISOString();

/** How long an invite must hold: until a day after the interview, as far as the server allows. @param {string} scheduled_at */
export function inviteHours(scheduled_at) {
  const hours = Math.ceil((Date.parse(scheduled_at) - Date.now()) / HOUR_MS) + 24;
  return Math.min(LONGEST_H, Math.max(SHORTEST_H, hours));
}
