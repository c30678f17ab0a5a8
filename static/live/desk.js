/**
 * An interviewer's desk in one room: the state, the question in view, and the commands.
 * @import {DimensionName, QuestionState} from "../types.js"
 */
import { computed, effect, signal } from "@preact/signals";
import { request } from "../lib/api.js";
import { openInNewTab } from "../lib/new-tab.js";
import { report, undoable } from "../lib/notices.js";
import { signedIn } from "../lib/session.js";
import { RoomConnection } from "../room/connection.js";
import { openQuestion } from "../room/fold.js";
import { RoomStore } from "../room/store.js";

const UNDO_S = 5;

export class Desk {
  store = new RoomStore();
  open = computed(() => {
    const room = this.store.room.value;
    return room && openQuestion(room);
  });
  /** The question that was picked; null follows the open one. */
  picked = signal(/** @type {number | null} */ (null));
  /** The key point under the pointer or focus, in the list or in the text. */
  pointed = signal(/** @type {string | null} */ (null));
  shown = computed(() => this.#shown());

  /** @param {number} sessionId */
  constructor(sessionId) {
    this.sessionId = sessionId;
    this.line = new RoomConnection({ sessionId, store: this.store, credentials: signedIn });
    this.#followOpen();
  }

  start = () => this.#run("room.start");
  pause = () => this.#run("room.pause");
  resume = () => this.#run("room.resume");
  close = () => this.#run("question.close");
  /** Named, so that a second press or a second interviewer does not ask the one after it as well. */
  pushNext = () => {
    const next = this.store.room.value?.questions.find((one) => one.status === "waiting");
    return this.#run("question.push", next && { question_id: next.question_id });
  };

  end = () => undoable("Ending the interview for everybody.", UNDO_S, () => void this.#run("room.end"), { leaving: true });

  /** @param {number} question_id */
  push = (question_id) => this.#run("question.push", { question_id });

  /** @param {string} text @param {number | null} time_limit_s */
  followUp = (text, time_limit_s) =>
    this.#run("question.push", time_limit_s === null ? { text } : { text, time_limit_s });

  /** @param {number} seconds */
  extend = (seconds) => this.#run("time.extend", { seconds }, `${seconds} seconds more.`);

  /** @param {boolean} on */
  setAuto = (on) => this.#run("auto.set", { on });

  /** @param {string} text */
  note = (text) => this.#run("note.add", { text });

  /** @param {{answer_id: number, dimension: DimensionName | "overall", value: number, reason: string}} own */
  override = (own) => this.#run("score.override", own, "Your score stands beside the computer's.");

  /** Start or enter the meeting as its host, by a link that is made for this click and kept nowhere. */
  hostMeeting = () => openInNewTab(async () => (await this.#meeting("host-link")).url);

  /** Ask the video service once more for what it has not done. */
  retryMeeting = () => this.#meeting("retry");

  /** The key points of a question as last scored; unscored ones count as missing. @param {QuestionState} question */
  keyPoints(question) {
    const scored = this.score(question)?.key_points;
    return scored ?? question.key_points.map(({ id, text }) => ({ id, text, status: /** @type {const} */ ("missing"), quote: null }));
  }

  /** The newest score of a question, final before partial. @param {QuestionState} question */
  score({ question_id, answer }) {
    return answer?.score ?? this.store.partials.value.get(question_id)?.score ?? null;
  }

  /** @param {"host-link" | "retry"} what */
  async #meeting(what) {
    const credentials = signedIn;
    const { meeting } = await request("GET", `/api/interview/sessions/${this.sessionId}`, { credentials });
    if (!meeting) throw new Error("This interview has no meeting any more.");
    return request("POST", `/api/video/meetings/${meeting.id}/${what}`, { credentials });
  }

  /** @param {string} name @param {object} [data] @param {string} [done] */
  #run(name, data, done) {
    return report(this.line.command(name, data), done);
  }

  #shown() {
    const questions = this.store.room.value?.questions ?? [];
    const picked = questions.find((one) => one.question_id === this.picked.value);
    const asked = questions.filter((one) => one.status === "closed").at(-1);
    return picked ?? this.open.value ?? asked ?? questions[0] ?? null;
  }

  /** A newly pushed question comes into view, whatever was looked at before. */
  #followOpen() {
    let last = /** @type {number | undefined} */ (undefined);
    effect(() => {
      const id = this.open.value?.question_id;
      if (id !== undefined && id !== last) this.picked.value = null;
      last = id;
    });
  }
}
