import assert from "node:assert/strict";
import { test } from "node:test";
import { asQuery, readSearch } from "../../../static/board/search.js";
import { asCommand, fill, suggestions } from "../../../static/apply/values.js";
import { stretches } from "../../../static/person/marks.js";

test("spans count code points, overlap, and are cut at the text's end", () => {
  const marks = [
    { key: "a", span: { start: 0, end: 3 } },
    { key: "b", span: { start: 2, end: 99 } },
    { key: "c", span: { start: 4, end: 4 } },
  ];

  const parts = stretches("😀é12", marks);

  assert.deepEqual(parts, [
    { text: "😀é", keys: ["a"] },
    { text: "1", keys: ["a", "b"] },
    { text: "2", keys: ["b"] },
  ]);
  assert.deepEqual(stretches("", marks), []);
});

test("what a person wrote is never overwritten by what the résumé says", () => {
  const contact = { name: "Amina Rahimi", email: null, phone: "+44 7700 900123" };
  const read = suggestions({ contact, experience_years: 6.9, facts: null });

  const filled = fill({ applicant_name: "" }, new Set(["applicant_name"]), read);

  assert.deepEqual(filled, { applicant_name: "", applicant_phone: "+44 7700 900123", experience_years: "6" });
});

test("an application holds only what was said", () => {
  const form = { jobId: 7, values: { applicant_name: " Amina ", location: " ", experience_years: "6" }, answers: { a: "", b: false }, claim: { resume_id: 3 } };

  const command = asCommand({ ...form, consents: { apply: true }, source: null });

  assert.deepEqual(command, {
    job_id: 7,
    applicant_name: "Amina",
    experience_years: 6,
    resume_id: 3,
    answers: { b: false },
    consents: [{ purpose: "apply", granted: true, text_version: "apply-2026-06" }],
  });
});

test("a search survives the address", () => {
  const search = { q: "c++ & go", location: "São Paulo", work_mode: "", job_type: "", experience_level: "" };

  assert.deepEqual(readSearch(`?${asQuery(search)}`), search);
});
