/**
 * Time: timers that tests can replace, and the server's clock as seen from here.
 * @import {Clock} from "../types.js"
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Seconds until `deadline` by the server's clock, never below 0.
 * @param {string} deadline ISO 8601
 * @param {number} offsetMs server's time minus ours
 * @param {number} [now] local milliseconds
 */
export function secondsUntil(deadline, offsetMs, now = Date.now()) {
  return Math.max(0, (Date.parse(deadline) - now - offsetMs) / 1_000);
}
