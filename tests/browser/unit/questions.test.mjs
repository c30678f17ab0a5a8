import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, contentOf, freeId, tidied } from "../../../static/questions/edits.js";
import { asQuery, narrows, readFilter } from "../../../static/questions/filter.js";

const question = (over = {}) => ({
  question_text: "What is an index?",
  question_type: "technical",
  difficulty_level: "intermediate",
  gold_standard_answer: "A sorted copy.",
  key_points: [{ id: "k1", text: "Sorted", weight: 1 }],
  rubric: [],
  skills_tested: ["SQL"],
  why_asked: null,
  time_limit_s: null,
  draft: null,
  ...over,
});

test("a filter survives the address, and what no list could have does not come in by it", () => {
  const filter = { job_id: "7", state: "in_review", type: "technical", difficulty: "expert", skill: "C++", q: "slow & big" };

  assert.deepEqual(readFilter(asQuery(filter).toString()), filter);
  assert.deepEqual(readFilter("job_id=0&state=lost&type=x&difficulty=%00&q=" + "a".repeat(500)), {
    job_id: "", state: "", type: "", difficulty: "", skill: "", q: "a".repeat(100),
  });
});

test("a state alone narrows nothing, since its list is one of five that are counted", () => {
  assert.equal(narrows(readFilter("state=draft")), false);
  assert.equal(narrows(readFilter("state=draft&skill=SQL")), true);
});

test("only what differs from the newest words is sent", () => {
  const held = question({ draft: question({ question_text: "What is a lock?" }) });
  const form = { ...contentOf(held), time_limit_s: 60, why_asked: "  " };

  assert.equal(form.question_text, "What is a lock?");
  assert.deepEqual(changed(contentOf(held), tidied(form)), { time_limit_s: 60 });
});

test("points without words are left out, and a new one never takes the id of another", () => {
  const points = [{ id: "k2", text: " Sorted ", weight: 1 }, { id: "k3", text: "  ", weight: 1 }];

  assert.deepEqual(tidied(question({ key_points: points })).key_points, [{ id: "k2", text: "Sorted", weight: 1 }]);
  assert.equal(freeId(points), "k4");
  assert.equal(freeId([]), "k1");
});
