/**
 * Which stretches of a résumé's text belong to which facts.
 * @import {ResumeFacts, Span} from "../types.js"
 */

/** @typedef {{key: string, span: Span}} Mark */
/** @typedef {{text: string, keys: string[]}} Stretch */

/** All spans of the facts, each under the key of its fact. @param {ResumeFacts} facts @returns {Mark[]} */
export function marksOf(facts) {
  const many = /** @type {const} */ (["emails", "phones", "links", "languages", "education", "positions"]);
  const single = /** @type {const} */ (["name", "location"]);
  return [
    ...single.flatMap((kind) => (facts[kind] ? [{ key: kind, span: facts[kind].span }] : [])),
    ...many.flatMap((kind) => facts[kind].map(({ span }, place) => ({ key: `${kind}.${place}`, span }))),
    ...facts.skills.flatMap(({ spans }, place) => spans.map((span) => ({ key: `skills.${place}`, span }))),
  ];
}

/**
 * Cut the text where any mark begins or ends. Spans count code points, as the server does.
 * @param {string} text @param {readonly Mark[]} marks @returns {Stretch[]}
 */
export function stretches(text, marks) {
  const points = [...text];
  const inside = marks.map(({ key, span }) => ({ key, start: Math.max(0, span.start), end: Math.min(points.length, span.end) }));
  const cuts = [...new Set([0, points.length, ...inside.flatMap(({ start, end }) => (start < end ? [start, end] : []))])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, place) => {
    const end = /** @type {number} */ (cuts[place + 1]);
    const keys = inside.filter((mark) => mark.start <= start && end <= mark.end).map(({ key }) => key);
    return { text: points.slice(start, end).join(""), keys };
  });
}
