/**
 * Everything a page knows of one room, as signals. Components read it; only the connection writes.
 * @import {AnswerEdited, AnswerRead, Delta, HelpCall, Presence, Room, RoomEvent, SaidLine, ScorePartial, Seat, Snapshot} from "../types.js"
 * @import {LiveText} from "./live-text.js"
 * @import {Verdict} from "./fold.js"
 */
import { batch, signal } from "@preact/signals";
import { fold, judge } from "./fold.js";
import { follow, liveText, newest } from "./live-text.js";

const LONGEST_HISTORY = 2_000;

export class RoomStore {
  room = signal(/** @type {Room | null} */ (null));
  seat = signal(/** @type {Seat | null} */ (null));
  presence = signal(/** @type {Presence[]} */ ([]));
  /** Server's time minus ours, in milliseconds. */
  offset = signal(0);
  /** The answers as they are typed, by question. */
  live = signal(/** @type {ReadonlyMap<number, LiveText>} */ (new Map()));
  /** The newest score while an answer is typed, by question. */
  partials = signal(/** @type {ReadonlyMap<number, ScorePartial>} */ (new Map()));
  /** All scores seen since this page was opened, by question, oldest first. */
  history = signal(/** @type {ReadonlyMap<number, ScorePartial[]>} */ (new Map()));
  /** Calls for help, oldest first. The room has no list of them; they are read out of its events. */
  helps = signal(/** @type {HelpCall[]} */ ([]));
  /** What was said in the meeting, by time. The room has no list of it either. */
  said = signal(/** @type {SaidLine[]} */ ([]));
  /** How many snapshots came: after each, what the room has no list of is to be recalled. */
  snapshots = signal(0);
  /** What was said until this event is to be forgotten. */
  #forgotten = 0;

  /** Start afresh. @param {Snapshot} snapshot */
  begin(snapshot) {
    batch(() => {
      this.room.value = snapshot.room;
      this.#meet(snapshot);
      const live = new Map(this.live.value);
      for (const { question_id, answer } of snapshot.room.questions) {
        if (answer) live.set(question_id, newest(live.get(question_id), answer));
      }
      this.live.value = live;
      if (mustForget(snapshot.room)) this.#forget(snapshot.room.seq);
      this.snapshots.value += 1;
    });
  }

  /** Take in one event; the verdict says whether something is missing. @param {RoomEvent} event @returns {Verdict} */
  receive(event) {
    const held = this.room.value;
    if (!held) return "gap";
    const verdict = judge(held, event);
    if (verdict === "apply") batch(() => this.#apply(held, event));
    return verdict;
  }

  /** Take in what was missed; false when only a snapshot helps. @param {Delta} delta */
  catchUp(delta) {
    const epochs = this.room.value?.epoch === delta.epoch;
    if (delta.resync || !epochs) return false;
    return batch(() => {
      this.#meet(delta);
      return delta.events.every((event) => ["apply", "ignore"].includes(this.receive(event)));
    });
  }

  /** Take in somebody's typing; false when the text has to be read anew. @param {AnswerEdited} edit */
  edited(edit) {
    const held = this.live.value.get(edit.question_id) ?? liveText({ rev: 0, text: "" });
    const next = follow(held, edit);
    if (next) this.#setLive(edit.question_id, next);
    return next !== null;
  }

  /** @param {AnswerRead} answer */
  read(answer) {
    this.#setLive(answer.question_id, newest(this.live.value.get(answer.question_id), answer));
  }

  /** @param {ScorePartial} partial */
  scored(partial) {
    const { question_id } = partial;
    const known = this.partials.value.get(question_id);
    if (known && known.rev > partial.rev) return;
    batch(() => {
      this.partials.value = new Map(this.partials.value).set(question_id, partial);
      this.#remember(partial);
    });
  }

  /** @param {Partial<Snapshot>} arrival */
  #meet({ server_time, seat, presence }) {
    if (server_time) this.offset.value = Date.parse(server_time) - Date.now();
    if (seat) this.seat.value = seat;
    if (presence) this.presence.value = presence;
  }

  /** @param {Room} held @param {RoomEvent} event */
  #apply(held, event) {
    const room = fold(held, event);
    this.room.value = room;
    const { type, data } = event;
    if (type === "answer.submitted") this.read(/** @type {AnswerRead} */ (data));
    if (type === "help.requested") this.#call(event);
    if (type === "score.final") this.#finish(event);
    if (type === "transcript.line") this.#say([event]);
    if ((type === "consent.changed" || type === "meeting.capture_changed") && mustForget(room)) this.#forget(event.seq);
  }

  /** Take calls for help and what was said out of earlier events, each once. @param {readonly RoomEvent[]} events */
  recall(events) {
    events.filter(({ type }) => type === "help.requested").forEach((event) => this.#call(event));
    this.#say(events.filter(({ type }) => type === "transcript.line"));
  }

  /** Lines come out of order; those that had to be forgotten have no text any more. @param {readonly RoomEvent[]} events */
  #say(events) {
    const lines = new Map(this.said.value.map((line) => [line.line_id, line]));
    for (const { seq, data } of events) {
      if (data.text && seq > this.#forgotten) lines.set(data.line_id, /** @type {SaidLine} */ (data));
    }
    this.said.value = [...lines.values()].sort(
      (one, other) => one.started_at.localeCompare(other.started_at) || one.line_id - other.line_id,
    );
  }

  /** @param {number} seq */
  #forget(seq) {
    this.#forgotten = seq;
    this.said.value = [];
  }

  /** @param {RoomEvent} event */
  #call({ seq, at, by, data }) {
    const others = this.helps.value.filter((call) => call.seq !== seq);
    this.helps.value = [...others, { seq, at, by, message: data.message }].sort((one, other) => one.seq - other.seq);
  }

  /** @param {RoomEvent} event */
  #finish({ at, data }) {
    const { question_id, answer_id, score } = data;
    const session_id = this.room.value?.session_id ?? 0;
    const rev = this.live.value.get(question_id)?.rev ?? 0;
    this.#remember({ session_id, question_id, answer_id, score, rev, took_ms: 0, at });
  }

  /** @param {ScorePartial} scored */
  #remember(scored) {
    const before = this.history.value.get(scored.question_id) ?? [];
    const after = [...before, scored].slice(-LONGEST_HISTORY);
    this.history.value = new Map(this.history.value).set(scored.question_id, after);
  }

  /** @param {number} questionId @param {LiveText} live */
  #setLive(questionId, live) {
    this.live.value = new Map(this.live.value).set(questionId, live);
  }
}

/** Whether what was said may not be kept: the candidate said no, or the host took it back. @param {Room} room */
function mustForget({ consents, meeting }) {
  return consents.transcribe === false || meeting?.capture.transcript === "revoked";
}
