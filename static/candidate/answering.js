/**
 * The draft of the open question, wired to the line and the page's life.
 * @import {QuestionState, SaveState, WireError} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { effect, signal } from "@preact/signals";
import { randomId } from "../lib/random.js";
import { Draft } from "../room/draft.js";
import { handIn } from "../room/hand-in.js";
import { draftKeeper, tabId } from "../room/keeper.js";

/** @typedef {"writing" | "handing_in" | "handed_in"} Stage */

export class Answering {
  stage = signal(/** @type {Stage} */ ("writing"));
  text = signal("");
  /** The text as other hands than the typist's left it: another device, an earlier visit, dictation. */
  given = signal({ text: "" });
  saved = signal(/** @type {SaveState} */ ({ kind: "empty", savedAt: null, kept: true, rival: null, restored: false }));
  #key = randomId();
  /** @type {(() => void)[]} */
  #stops = [];

  /** @param {Visit} visit @param {QuestionState} question */
  constructor(visit, question) {
    const { line, store, sessionId } = visit;
    this.line = line;
    this.draft = new Draft({
      questionId: question.question_id,
      clientId: tabId(),
      answer: question.answer ?? { rev: 0, text: "" },
      transport: line,
      keeper: draftKeeper(sessionId, question.question_id),
      openedAt: Date.parse(question.opened_at ?? "") - store.offset.value || Date.now(),
      onState: (state) => (this.saved.value = state),
      onText: (text) => this.#give(text),
    });
    this.#give(this.draft.text);
    this.saved.value = this.draft.state;
    this.#connect(visit, question.question_id);
  }

  /** @param {string} text */
  type(text) {
    this.draft.input(text);
    this.text.value = this.draft.text;
  }

  /** Put in a phrase where the caret is. @param {string} phrase @param {number} start UTF-16 @param {number} end */
  put(phrase, start, end) {
    const { text } = this.draft;
    const gap = start > 0 && !/\s$/.test(text.slice(0, start)) ? " " : "";
    this.type(text.slice(0, start) + gap + phrase + text.slice(end));
    this.#give(this.draft.text);
    return start + gap.length + phrase.length;
  }

  /**
   * Hand in what is on the screen; rejects with a WireError when that cannot be. A question that
   * closed in the same moment took all that was saved, which is no failure when that is everything.
   */
  async handIn() {
    this.stage.value = "handing_in";
    try {
      await handIn(this.draft, this.line, this.#key);
      this.stage.value = "handed_in";
    } catch (error) {
      const whole = /** @type {WireError} */ (error).code === "CLOSED" && this.draft.settled;
      this.stage.value = whole ? "handed_in" : "writing";
      if (!whole) throw error;
    }
  }

  /** @param {string} text */
  #give(text) {
    this.text.value = text;
    this.given.value = { text };
  }

  leave() {
    this.draft.flush();
    this.#stops.forEach((stop) => stop());
  }

  /** @param {Visit} visit @param {number} questionId */
  #connect({ line, store }, questionId) {
    const { draft } = this;
    const flush = () => draft.flush();
    const ask = (/** @type {BeforeUnloadEvent} */ event) => {
      flush();
      if (!draft.settled && !draft.state.kept) event.preventDefault();
    };
    addEventListener("pagehide", flush);
    addEventListener("beforeunload", ask);
    this.#stops = [
      line.onUsable(flush),
      line.onSlowDown((ms) => draft.slowDown(ms)),
      effect(() => draft.hold(Boolean(store.room.value?.paused_at))),
      effect(() => void (line.state.value && (this.saved.value = draft.state))),
      effect(() => {
        const answer = store.room.value?.questions.find((one) => one.question_id === questionId)?.answer;
        if (answer?.status === "open") draft.refresh(answer);
      }),
      () => removeEventListener("pagehide", flush),
      () => removeEventListener("beforeunload", ask),
    ];
  }
}
