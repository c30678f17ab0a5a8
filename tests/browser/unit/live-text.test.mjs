import assert from "node:assert/strict";
import { test } from "node:test";

import { follow, liveText, newest, pieces, quotesIn } from "../../../static/room/live-text.js";

const edit = (base_rev, rev, ...splices) => ({
  base_rev,
  rev,
  splices: splices.map(([at, remove, insert]) => ({ at, remove, insert, t: 0 })),
});
const point = (id, start, end) => ({ id, text: id, status: "covered", quote: { start, end } });

test("the next edit is followed and the caret stands behind what was typed", () => {
  const live = follow(liveText({ rev: 1, text: "ab" }), edit(1, 3, [2, 0, "c"], [0, 1, "😀"]));

  assert.deepEqual([live.rev, live.text, live.caret], [3, "😀bc", 1]);
});

test("an old edit changes nothing", () => {
  const held = liveText({ rev: 5, text: "ab" });

  assert.equal(follow(held, edit(4, 5, [0, 0, "x"])), held);
});

test("a hole, or a splice that does not fit, asks for the whole text", () => {
  const held = liveText({ rev: 5, text: "ab" });

  assert.equal(follow(held, edit(6, 7, [0, 0, "x"])), null);
  assert.equal(follow(held, edit(5, 6, [9, 0, "x"])), null);
});

test("what was read never replaces something newer", () => {
  const held = liveText({ rev: 5, text: "newer" });

  assert.equal(newest(held, { rev: 4, text: "older" }), held);
  assert.equal(newest(held, { rev: 6, text: "newest" }).text, "newest");
});

test("quotes of an older revision move along with the edits since", () => {
  let live = liveText({ rev: 1, text: "GET is safe" });
  live = follow(live, edit(1, 2, [0, 0, "So "]));
  live = follow(live, edit(2, 3, [14, 0, "!"]));

  const [span] = quotesIn(live, 1, [point("k1", 0, 3)]);

  assert.deepEqual([span.start, span.end], [3, 6]);
});

test("a quote whose words were changed is not shown", () => {
  const live = follow(liveText({ rev: 1, text: "GET is safe" }), edit(1, 2, [1, 1, "O"]));

  assert.deepEqual(quotesIn(live, 1, [point("k1", 0, 3), point("k2", 7, 11)]).map((span) => span.id), ["k2"]);
});

test("quotes of an unknown past or beyond the text are not shown", () => {
  const live = liveText({ rev: 9, text: "short" });

  assert.deepEqual(quotesIn(live, 3, [point("k1", 0, 3)]), []);
  assert.deepEqual(quotesIn(live, 9, [point("k1", 0, 30)]), []);
});

test("overlapping quotes and the caret cut the text without losing a character", () => {
  const text = "a😀cdef";
  const spans = [point("k1", 0, 3), point("k2", 2, 5)].map(({ id, quote }) => ({ id, ...quote }));

  const cut = pieces(text, spans, 4);

  assert.equal(cut.map((piece) => piece.text).join(""), text);
  assert.deepEqual(cut.map((piece) => piece.spans.map((span) => span.id).join("+")), ["k1", "k1+k2", "k2", "k2", ""]);
  assert.deepEqual(cut.filter((piece) => piece.caretAfter).map((piece) => piece.text), ["d"]);
});
