import assert from "node:assert/strict";
import { test } from "node:test";

import { applySplices, lengthOf, moveSpan, spliceBetween, storable } from "../../../static/room/splices.js";

const edits = [
  ["typing at the end", "REST is", "REST is a style", { at: 7, remove: 0, insert: " a style" }],
  ["typing in the middle", "a c", "a b c", { at: 2, remove: 0, insert: "b " }],
  ["deleting", "abcd", "ad", { at: 1, remove: 2, insert: "" }],
  ["replacing a selection", "one two", "one six", { at: 4, remove: 3, insert: "six" }],
  ["clearing everything", "abc", "", { at: 0, remove: 3, insert: "" }],
  ["an emoji counts as one", "👍 a", "👍 ab", { at: 3, remove: 0, insert: "b" }],
  ["emoji that share half a pair", "😀", "😁", { at: 0, remove: 1, insert: "😁" }],
  ["emoji that share the other half", "a\u{1F600}z", "a\u{1F900}z", { at: 1, remove: 1, insert: "\u{1F900}" }],
  ["a repeated letter", "aa", "aaa", { at: 2, remove: 0, insert: "a" }],
];

for (const [name, before, after, expected] of edits) {
  test(`the smallest splice for ${name}`, () => {
    const splice = spliceBetween(before, after, 5);

    assert.deepEqual(splice, { ...expected, t: 5 });
    assert.equal(applySplices(before, [splice]), after);
  });
}

test("equal texts need no splice", () => {
  assert.equal(spliceBetween("same", "same"), null);
});

test("random edits of mixed scripts fold back to the text they came from", () => {
  const letters = ["a", "b", "é", "漢", "👩‍💻", "\u{1F600}", "\u{1F601}", "\n"];
  const random = seeded(7);
  let text = "";
  const splices = [];
  for (let step = 0; step < 500; step += 1) {
    const points = Array.from(text);
    const at = Math.floor(random() * (points.length + 1));
    const remove = Math.floor(random() * 3);
    const insert = letters[Math.floor(random() * letters.length)].repeat(Math.floor(random() * 3));
    const next = [...points.slice(0, at), insert, ...points.slice(at + remove)].join("");
    const splice = spliceBetween(text, next);
    if (splice) splices.push(splice);
    text = next;
  }

  assert.equal(applySplices("", splices), text);
});

test("a splice outside the text is refused", () => {
  assert.throws(() => applySplices("abc", [{ at: 2, remove: 5, insert: "" }]), RangeError);
});

test("NUL and half characters never leave the browser", () => {
  assert.equal(storable("a\0b\uD83Dc\uDE00😀"), "ab\uFFFDc\uFFFD😀");
  assert.equal(lengthOf("a😀"), 2);
});

const spans = [
  ["text put in before moves it", [{ at: 0, remove: 0, insert: "xy" }], { start: 7, end: 10 }],
  ["text put in right before moves it", [{ at: 5, remove: 0, insert: "x" }], { start: 6, end: 9 }],
  ["text put in behind leaves it", [{ at: 8, remove: 0, insert: "x" }], { start: 5, end: 8 }],
  ["text taken away before moves it", [{ at: 1, remove: 3, insert: "" }], { start: 2, end: 5 }],
  ["an edit inside breaks it", [{ at: 6, remove: 0, insert: "x" }], null],
  ["an overlap breaks it", [{ at: 4, remove: 2, insert: "" }], null],
];

for (const [name, splices, expected] of spans) {
  test(`a quoted span: ${name}`, () => {
    assert.deepEqual(moveSpan({ start: 5, end: 8 }, splices), expected);
  });
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
