import assert from "node:assert/strict";
import { test } from "node:test";

import { EVENT_TYPES, fold, judge, openQuestion } from "../../../static/room/fold.js";

const AT = "2030-01-01T10:00:00.000Z";
const LATER = "2030-01-01T10:03:00.000Z";
const SCORE = { overall: 7.2, dimensions: {}, key_points: [] };

const answer = (fields = {}) => ({
  answer_id: 11,
  rev: 0,
  text: "",
  status: "open",
  text_sha256: null,
  submitted_at: null,
  score: null,
  overrides: [],
  ...fields,
});

const question = (fields = {}) => ({
  question_id: 1,
  position: 1,
  text: "Why?",
  status: "open",
  deadline_at: LATER,
  remaining_s: null,
  closed_at: null,
  close_reason: null,
  repeats: 0,
  answer: answer(),
  ...fields,
});

const room = (fields = {}) => ({
  session_id: 3,
  epoch: "e1",
  seq: 4,
  status: "In Progress",
  started_at: AT,
  completed_at: null,
  paused_at: null,
  auto: false,
  ready_at: null,
  question_count: 2,
  consents: { keep: false },
  questions: [question()],
  notes: [],
  signals: [],
  ...fields,
});

const after = (before, type, data) =>
  fold(before, { epoch: "e1", seq: before.seq + 1, type, at: AT, by: "Ada", data });

test("starting and ending set status and times", () => {
  const started = after(room({ status: "Scheduled", started_at: null }), "room.started", { started_at: AT });
  const ended = after(room({ paused_at: AT }), "room.ended", { completed_at: LATER });

  assert.equal(started.status, "In Progress");
  assert.equal(started.started_at, AT);
  assert.deepEqual([ended.status, ended.completed_at, ended.paused_at], ["Completed", LATER, null]);
});

test("pausing stops the open question's clock and resuming sets a new deadline", () => {
  const paused = after(room(), "room.paused", { paused_at: AT, remaining_s: 42.5 });
  const resumed = after(paused, "room.resumed", { deadline_at: LATER });

  assert.equal(paused.paused_at, AT);
  assert.deepEqual([openQuestion(paused).deadline_at, openQuestion(paused).remaining_s], [null, 42.5]);
  assert.equal(resumed.paused_at, null);
  assert.deepEqual([openQuestion(resumed).deadline_at, openQuestion(resumed).remaining_s], [LATER, null]);
});

test("pausing between two questions changes no question", () => {
  const before = room({ questions: [question({ status: "closed" })] });

  assert.deepEqual(after(before, "room.paused", { paused_at: AT, remaining_s: null }).questions, before.questions);
});

test("a pushed question takes its place by position and replaces its waiting self", () => {
  const before = room({ questions: [question({ question_id: 5, position: 2, status: "waiting" }), question({ position: 3 })] });
  const pushed = question({ question_id: 5, position: 2 });
  const first = question({ question_id: 9, position: 1 });

  const one = after(before, "question.pushed", { question: pushed, question_count: 2 });
  const two = after(one, "question.pushed", { question: first, question_count: 3 });

  assert.deepEqual(one.questions.map((q) => [q.question_id, q.status]), [[5, "open"], [1, "open"]]);
  assert.deepEqual(two.questions.map((q) => q.question_id), [9, 5, 1]);
  assert.equal(two.question_count, 3);
});

test("a submitted answer is final and then closed", () => {
  const submitted = after(room(), "answer.submitted", {
    question_id: 1,
    answer_id: 11,
    rev: 7,
    text: "Because.",
    text_sha256: "ab",
    submitted_at: LATER,
  });
  const closed = after(submitted, "question.closed", { question_id: 1, reason: "submitted", closed_at: LATER });

  assert.deepEqual(
    submitted.questions[0].answer,
    answer({ rev: 7, text: "Because.", text_sha256: "ab", submitted_at: LATER, status: "submitted" }),
  );
  assert.deepEqual(
    [closed.questions[0].status, closed.questions[0].close_reason, closed.questions[0].deadline_at],
    ["closed", "submitted", null],
  );
  assert.equal(openQuestion(closed), null);
});

const smallChanges = [
  ["time.extended", { question_id: 1, seconds: 60, deadline_at: LATER, remaining_s: null }, (r) => r.questions[0].deadline_at, LATER],
  ["time.extended", { question_id: 1, seconds: 60, deadline_at: null, remaining_s: 99 }, (r) => r.questions[0].remaining_s, 99],
  ["question.repeated", { question_id: 1, repeats: 2 }, (r) => r.questions[0].repeats, 2],
  ["candidate.ready", { ready_at: AT }, (r) => r.ready_at, AT],
  ["auto.changed", { on: true }, (r) => r.auto, true],
  ["consent.changed", { purpose: "ai_score", granted: true }, (r) => r.consents, { keep: false, ai_score: true }],
  ["score.final", { question_id: 1, answer_id: 11, score: SCORE }, (r) => r.questions[0].answer.score, SCORE],
  ["note.added", { note: { id: 1, text: "Good" } }, (r) => r.notes, [{ id: 1, text: "Good" }]],
  ["signal.raised", { signal: { id: 2, kind: "paste" } }, (r) => r.signals, [{ id: 2, kind: "paste" }]],
];

for (const [type, data, look, expected] of smallChanges) {
  test(`${type} changes ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(look(after(room(), type, data)), expected);
  });
}

const ZOE = { participant_id: 7, role: "candidate", name: "Zoe", joined_at: AT, left_at: null };
const opened = () => after(room(), "meeting.opened", { provider: "zoom", join_url: "https://zoom.us/j/1" });

test("a meeting is opened, started, joined, left and ended", () => {
  const started = after(opened(), "meeting.started", { started_at: AT });
  const joined = after(started, "meeting.participant_joined", { participant: ZOE });
  const other = after(joined, "meeting.participant_joined", { participant: { ...ZOE, participant_id: 2 } });
  const left = after(other, "meeting.participant_left", { participant: { ...ZOE, left_at: AT } });
  const ended = after(left, "meeting.ended", { ended_at: LATER });

  assert.deepEqual(opened().meeting, {
    provider: "zoom",
    state: "open",
    join_url: "https://zoom.us/j/1",
    passcode: null,
    participants: [],
    problem: null,
    started_at: null,
    capture: { transcript: "off", recording: null, problem: null },
  });
  assert.equal(started.meeting.started_at, AT);
  assert.deepEqual([started.meeting.state, ended.meeting.state], ["started", "ended"]);
  assert.deepEqual(joined.meeting.participants, [ZOE]);
  assert.deepEqual(ended.meeting.participants.map((one) => [one.participant_id, one.left_at]), [[2, LATER], [7, AT]]);
  assert.equal(after(opened(), "meeting.closed", {}).meeting.state, "closed");
});

test("a problem stands beside an open meeting, and alone where none was made", () => {
  const problem = { provider: "zoom", problem: "The account was refused." };
  const never = after(room(), "meeting.failed", problem);

  assert.deepEqual([never.meeting.state, never.meeting.problem], ["failed", problem.problem]);
  assert.deepEqual(after(never, "meeting.started", {}).meeting, never.meeting);
  assert.equal(after(opened(), "meeting.failed", problem).meeting.state, "open");
  assert.equal(after(never, "meeting.opened", { provider: "zoom" }).meeting.problem, null);
});

test("a person's score stands beside the machine's", () => {
  const scored = after(room(), "score.final", { question_id: 1, answer_id: 11, score: SCORE });
  const said = { dimension: "overall", value: 9, reason: "Better than it looks", by: "Ada", at: AT };

  const overridden = after(scored, "score.overridden", { question_id: 1, answer_id: 11, ...said });

  assert.deepEqual(overridden.questions[0].answer.score, SCORE);
  assert.deepEqual(overridden.questions[0].answer.overrides, [said]);
});

test("a language model's opinion stands beside the score, which stays", () => {
  const scored = after(room(), "score.final", { question_id: 1, answer_id: 11, score: SCORE });
  const evaluation = { overall: 6.9, own_overall: 6.5, tolerance: 0.5, points: [], flags: [] };

  const evaluated = after(scored, "score.evaluated", { question_id: 1, answer_id: 11, evaluation });

  assert.deepEqual(evaluated.questions[0].answer.score, SCORE);
  assert.deepEqual(evaluated.questions[0].answer.evaluation, evaluation);
});

test("events about unknown questions or of unknown types only move the sequence on", () => {
  const before = room();

  assert.deepEqual(after(before, "question.closed", { question_id: 404 }), { ...before, seq: 5 });
  assert.deepEqual(after(before, "help.requested", { message: "?" }), { ...before, seq: 5 });
  assert.deepEqual(after(before, "meeting.started", {}), { ...before, seq: 5 });
});

test("folding leaves the room it was given as it was", () => {
  const before = room();
  const copy = structuredClone(before);

  after(before, "question.closed", { question_id: 1, reason: "time", closed_at: AT });

  assert.deepEqual(before, copy);
});

const verdicts = [
  [{ epoch: "e1", seq: 5 }, "apply"],
  [{ epoch: "e1", seq: 4 }, "ignore"],
  [{ epoch: "e1", seq: 1 }, "ignore"],
  [{ epoch: "e1", seq: 6 }, "gap"],
  [{ epoch: "e2", seq: 5 }, "foreign"],
];

for (const [event, expected] of verdicts) {
  test(`with 4 events held, ${event.epoch}/${event.seq} means ${expected}`, () => {
    assert.equal(judge({ epoch: "e1", seq: 4 }, event), expected);
  });
}

test("every event of the contract is listened to", () => {
  assert.equal(EVENT_TYPES.length, 30);
});
