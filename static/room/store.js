/**
 * Everything a page knows of one room, as signals. Components read it; only the connection writes.
 * @import {AnswerEdited, AnswerRead, Delta, HelpCall, Presence, Room, RoomEvent, ScorePartial, Seat, Snapshot} from "../types.js"
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
    this.room.value = fold(held, event);
    const { type, data } = event;
    if (type === "answer.submitted") this.read(/** @type {AnswerRead} */ (data));
    if (type === "help.requested") this.#call(event);
    if (type === "score.final") this.#finish(event);
  }

  /** Take calls for help out of earlier events, each once. @param {readonly RoomEvent[]} events */
  recall(events) {
    events.filter(({ type }) => type === "help.requested").forEach((event) => this.#call(event));
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
