/** How times, numbers and names are written, in the viewer's own zone and language. */

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", second: "2-digit" });
const SHORT_TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const COUNT = new Intl.NumberFormat();

/** @param {string | number} moment */
export const clockTime = (moment) => TIME.format(new Date(moment));

/** @param {string} moment */
export const shortTime = (moment) => SHORT_TIME.format(new Date(moment));

/** @param {string} moment */
export const dayAndTime = (moment) => `${DAY.format(new Date(moment))}, ${shortTime(moment)}`;

/** @param {number} number */
export const count = (number) => COUNT.format(number);

/** @param {number | null | undefined} points 0 to 10 */
export const points = (points) => (typeof points === "number" ? points.toFixed(1) : "–");

/** "+0.6" or "−0.4". @param {number} change */
export const signed = (change) => `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)}`;

/** "3:07", or "1:02:09" from an hour on. @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** "in 5 minutes", "yesterday". @param {string} moment @param {number} [now] */
export function relative(moment, now = Date.now()) {
  const minutes = (Date.parse(moment) - now) / 60_000;
  if (Math.abs(minutes) < 60) return RELATIVE.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 36 * 60) return RELATIVE.format(Math.round(minutes / 60), "hour");
  return RELATIVE.format(Math.round(minutes / 1_440), "day");
}

/** @param {number} number @param {string} one @param {string} [many] */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
