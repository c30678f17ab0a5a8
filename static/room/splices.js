/**
 * Text edits as splices over Unicode code points: pure functions, the server's twin.
 *
 * JavaScript strings count UTF-16 units, the wire counts code points; only this module converts.
 * @import {Splice, Span} from "../types.js"
 */

export const LONGEST_ANSWER = 20_000;

/** How many code points `text` has. @param {string} text */
export function lengthOf(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * `text` without what no store can carry: NUL is dropped, half a surrogate pair becomes U+FFFD.
 * @param {string} text
 */
export function storable(text) {
  return text
    .replaceAll("\0", "")
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

/**
 * The smallest single splice that turns `before` into `after`; null if they are equal.
 * @param {string} before
 * @param {string} after
 * @param {number} [t] milliseconds since the question was opened
 * @returns {Splice | null}
 */
export function spliceBetween(before, after, t = 0) {
  if (before === after) return null;
  const head = commonHead(before, after);
  const tail = commonTail(before, after, head);
  return {
    at: lengthOf(before.slice(0, head)),
    remove: lengthOf(before.slice(head, before.length - tail)),
    insert: after.slice(head, after.length - tail),
    t,
  };
}

/**
 * `text` after `splices`, each applied to the outcome of the one before.
 * @param {string} text
 * @param {readonly Pick<Splice, "at" | "remove" | "insert">[]} splices
 * @throws {RangeError} when a splice reaches outside the text
 */
export function applySplices(text, splices) {
  let points = Array.from(text);
  for (const { at, remove, insert } of splices) {
    if (at + remove > points.length) throw new RangeError("The splice reaches outside the text.");
    points = [...points.slice(0, at), ...Array.from(insert), ...points.slice(at + remove)];
  }
  return points.join("");
}

/**
 * Where `span` lies after `splices`; null once any of its characters was touched.
 * @param {Span} span
 * @param {readonly Splice[]} splices
 * @returns {Span | null}
 */
export function moveSpan(span, splices) {
  let { start, end } = span;
  for (const { at, remove, insert } of splices) {
    const shift = lengthOf(insert) - remove;
    const before = at + remove <= start;
    const touches = !before && at < end;
    if (touches) return null;
    if (before) {
      start += shift;
      end += shift;
    }
  }
  return { start, end };
}

/** @param {string} left @param {string} right */
function commonHead(left, right) {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left[length] === right[length]) length += 1;
  return splitsPair(left, length) || splitsPair(right, length) ? length - 1 : length;
}

/** @param {string} left @param {string} right @param {number} head */
function commonTail(left, right, head) {
  const most = Math.min(left.length, right.length) - head;
  let length = 0;
  while (length < most && left[left.length - 1 - length] === right[right.length - 1 - length]) {
    length += 1;
  }
  const cut = splitsPair(left, left.length - length) || splitsPair(right, right.length - length);
  return cut ? length - 1 : length;
}

/** Whether cutting at `index` would part the halves of one character. @param {string} text @param {number} index */
function splitsPair(text, index) {
  if (index <= 0 || index >= text.length) return false;
  const low = text.charCodeAt(index);
  const high = text.charCodeAt(index - 1);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
}
