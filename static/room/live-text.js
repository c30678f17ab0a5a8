/**
 * An answer as an interviewer sees it grow: the newest text, the caret and the way there.
 *
 * Edits may be dropped on the way; a hole is filled by reading the whole text anew.
 * @import {AnswerEdited, AnswerRead, KeyPointScore, Span, Splice} from "../types.js"
 */
import { applySplices, lengthOf, moveSpan } from "./splices.js";

const LONGEST_TRAIL = 200;

/**
 * `trail` holds the latest edits, so that quotes of an older revision can be moved along.
 * @typedef {{rev: number, text: string, caret: number | null, trail: {base: number, rev: number, splices: Splice[]}[]}} LiveText
 */

/** @param {{rev: number, text: string}} answer @returns {LiveText} */
export function liveText({ rev, text }) {
  return { rev, text, caret: null, trail: [] };
}

/**
 * `held` after `edit`; the same value when it brings nothing new; null when something is missing.
 * @param {LiveText} held
 * @param {Pick<AnswerEdited, "base_rev" | "rev" | "splices">} edit
 * @returns {LiveText | null}
 */
export function follow(held, { base_rev, rev, splices }) {
  if (rev <= held.rev) return held;
  if (base_rev !== held.rev) return null;
  try {
    const text = applySplices(held.text, splices);
    const trail = [...held.trail, { base: base_rev, rev, splices }].slice(-LONGEST_TRAIL);
    return { rev, text, caret: caretAfter(splices, held.caret), trail };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * `held` or what was just read, whichever is newer.
 * @param {LiveText | undefined} held
 * @param {Pick<AnswerRead, "rev" | "text">} read
 */
export function newest(held, read) {
  return held && held.rev >= read.rev ? held : liveText(read);
}

/**
 * The quotes of a score at `rev` as spans of the text now; those that were edited since are left out.
 *
 * A score may run ahead of the merged edits or fall between two of them; its quotes are then off by
 * what was typed in between, until the next score a moment later.
 * @param {LiveText} live
 * @param {number} rev
 * @param {readonly KeyPointScore[]} points
 * @returns {(Span & {id: string, status: KeyPointScore["status"]})[]}
 */
export function quotesIn(live, rev, points) {
  const oldest = live.trail[0]?.base ?? live.rev;
  if (rev < oldest) return [];
  const since = live.trail.filter((step) => step.base >= rev).flatMap((step) => step.splices);
  const length = lengthOf(live.text);
  return points.flatMap(({ id, status, quote }) => {
    const span = quote && moveSpan(quote, since);
    return span && span.start < span.end && span.end <= length ? [{ ...span, id, status }] : [];
  });
}

/**
 * `text` cut into pieces at the ends of all spans and at the caret, each with the spans over it.
 * @template {Span} S
 * @param {string} text
 * @param {readonly S[]} spans
 * @param {number | null} caret
 * @returns {{text: string, spans: S[], caretAfter: boolean}[]}
 */
export function pieces(text, spans, caret) {
  const points = Array.from(text);
  const cuts = new Set([0, points.length, ...spans.flatMap((span) => [span.start, span.end])]);
  if (caret !== null && caret <= points.length) cuts.add(caret);
  const ends = [...cuts].sort((one, other) => one - other);
  return ends.slice(1).map((end, index) => {
    const start = ends[index] ?? 0;
    return {
      text: points.slice(start, end).join(""),
      spans: spans.filter((span) => span.start <= start && span.end >= end),
      caretAfter: caret === end,
    };
  });
}

/** @param {readonly Splice[]} splices @param {number | null} caret */
function caretAfter(splices, caret) {
  const last = splices.at(-1);
  return last ? last.at + lengthOf(last.insert) : caret;
}
