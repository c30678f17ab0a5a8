/**
 * How events change a room: one pure function per event type, and the rule of the sequence.
 *
 * Whoever holds a snapshot and folds every later event into it has what a fresh snapshot says.
 * @import {Room, RoomEvent, QuestionState, AnswerState} from "../types.js"
 */
import { MEETING_CHANGES } from "./meeting-fold.js";

/** @typedef {"apply" | "ignore" | "gap" | "foreign"} Verdict */
/** @typedef {(room: Room, data: Record<string, any>) => Room} Change */

/** @type {Record<string, Change>} */
const CHANGES = {
  "room.started": (room, { started_at }) => ({ ...room, status: "In Progress", started_at }),
  "room.paused": (room, { paused_at, remaining_s = null }) =>
    withOpenQuestion({ ...room, paused_at }, { deadline_at: null, remaining_s }),
  "room.resumed": (room, { deadline_at = null }) =>
    withOpenQuestion({ ...room, paused_at: null }, { deadline_at, remaining_s: null }),
  "room.ended": (room, { completed_at }) => ({
    ...room,
    status: "Completed",
    completed_at,
    paused_at: null,
  }),
  "auto.changed": (room, { on }) => ({ ...room, auto: on }),
  "question.pushed": pushQuestion,
  "answer.submitted": submitAnswer,
  "question.closed": (room, { question_id, reason, closed_at }) =>
    withQuestion(room, question_id, () => ({
      status: "closed",
      close_reason: reason,
      closed_at,
      deadline_at: null,
      remaining_s: null,
    })),
  "time.extended": (room, { question_id, deadline_at = null, remaining_s = null }) =>
    withQuestion(room, question_id, () => ({ deadline_at, remaining_s })),
  "question.repeated": (room, { question_id, repeats }) =>
    withQuestion(room, question_id, () => ({ repeats })),
  "candidate.ready": (room, { ready_at }) => ({ ...room, ready_at }),
  "candidate.left": (room, { left_at }) => ({ ...room, away_since: left_at }),
  "candidate.returned": (room) => ({ ...room, away_since: null }),
  "consent.changed": (room, { purpose, granted }) => ({
    ...room,
    consents: { ...room.consents, [purpose]: granted },
  }),
  "score.final": (room, { question_id, score }) => withAnswer(room, question_id, () => ({ score })),
  "score.evaluated": (room, { question_id, evaluation }) =>
    withAnswer(room, question_id, () => ({ evaluation })),
  "score.overridden": (room, { question_id, dimension, value, reason, by, at }) =>
    withAnswer(room, question_id, (answer) => ({
      overrides: [...answer.overrides, { dimension, value, reason, by, at }],
    })),
  "note.added": (room, { note }) => ({ ...room, notes: [...room.notes, note] }),
  "signal.raised": (room, { signal }) => ({ ...room, signals: [...room.signals, signal] }),
  ...MEETING_CHANGES,
};

/** Every event type a client may hear, those without state included. */
export const EVENT_TYPES = [...Object.keys(CHANGES), "help.requested", "recording.ready", "transcript.line"];

/**
 * The room after `event`. Types that carry no state only move `seq` on.
 * @param {Room} room
 * @param {RoomEvent} event
 * @returns {Room}
 */
export function fold(room, event) {
  const change = CHANGES[event.type];
  const next = change ? change(room, event.data) : room;
  return { ...next, seq: event.seq };
}

/**
 * What to do with `event`: the next one applies, a known one is ignored, a later one shows a gap,
 * another epoch means that the server's history is not the one we hold.
 * @param {Pick<Room, "epoch" | "seq">} held
 * @param {Pick<RoomEvent, "epoch" | "seq">} event
 * @returns {Verdict}
 */
export function judge(held, event) {
  if (event.epoch !== held.epoch) return "foreign";
  if (event.seq <= held.seq) return "ignore";
  return event.seq === held.seq + 1 ? "apply" : "gap";
}

/** @param {Room} room */
export function openQuestion(room) {
  return room.questions.find((question) => question.status === "open") ?? null;
}

/** @type {Change} */
function pushQuestion(room, { question, question_count }) {
  const others = room.questions.filter((one) => one.question_id !== question.question_id);
  const questions = [...others, question].sort((one, other) => one.position - other.position);
  return { ...room, questions, question_count };
}

/** @type {Change} */
function submitAnswer(room, { question_id, rev, text, text_sha256, submitted_at }) {
  return withAnswer(room, question_id, () => ({ rev, text, status: "submitted", text_sha256, submitted_at }));
}

/** @param {Room} room @param {Partial<QuestionState>} update */
function withOpenQuestion(room, update) {
  const open = openQuestion(room);
  return open ? withQuestion(room, open.question_id, () => update) : room;
}

/**
 * @param {Room} room
 * @param {number} questionId
 * @param {(question: QuestionState) => Partial<QuestionState>} update
 * @returns {Room}
 */
function withQuestion(room, questionId, update) {
  const questions = room.questions.map((question) =>
    question.question_id === questionId ? { ...question, ...update(question) } : question,
  );
  return { ...room, questions };
}

/**
 * @param {Room} room
 * @param {number} questionId
 * @param {(answer: AnswerState) => Partial<AnswerState>} update
 * @returns {Room}
 */
function withAnswer(room, questionId, update) {
  return withQuestion(room, questionId, ({ answer }) =>
    answer ? { answer: { ...answer, ...update(answer) } } : {},
  );
}
