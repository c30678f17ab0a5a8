/**
 * A candidate's answer on its way to the server: what was typed never gets lost.
 *
 * Every input becomes a splice. Splices are gathered into numbered revisions, a few of which are
 * under way at a time; what is not acknowledged stays in order, is sent again after a broken
 * connection and is kept on the device until then.
 * @import {Clock, Edit, EditSaved, Keeper, SaveKind, SaveState, Splice, Transport, WireError} from "../types.js"
 */
import { systemClock } from "./clock.js";
import { LONGEST_ANSWER, lengthOf, spliceBetween, storable } from "./splices.js";

const TYPING_INTERVAL_MS = 150;
const MOST_SPLICES = 400;
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** The server says these when the question takes no more text. */
const FINAL_CODES = new Set(["CLOSED", "InterviewEnded"]);

const REASONS = {
  too_large: `An answer holds at most ${LONGEST_ANSWER} characters.`,
  closed: "The question is closed.",
};

/** @typedef {Edit & {flying: boolean, attempt: number}} Entry */

export class Draft {
  /** @type {{rev: number, text: string}} what the server is known to hold */
  #acked;
  /** @type {Entry[]} revisions that were made and not acknowledged, oldest first */
  #entries = [];
  /** @type {Splice[]} what was typed since the newest revision */
  #splices = [];
  #text;
  /** No revision's number is used twice, lest a new one be taken for an old one sent again. */
  #lastRev = 0;
  #wholeNext = false;
  #interval = TYPING_INTERVAL_MS;
  #sentAt = -Infinity;
  #heldUntil = -Infinity;
  #paused = false;
  #failures = 0;
  /** @type {(() => void) | null} */
  #cancelTimer = null;
  /** @type {{resolve: (answer: {rev: number, text: string}) => void, reject: (error: unknown) => void}[]} */
  #waiting = [];
  /** @type {"too_large" | "closed" | null} */
  #problem = null;
  #savedAt = /** @type {string | null} */ (null);
  #kept = true;
  #rival = /** @type {string | null} */ (null);
  #restored = false;

  /**
   * @param {object} options
   * @param {number} options.questionId
   * @param {string} options.clientId names this tab
   * @param {{rev: number, text: string}} options.answer what the server holds
   * @param {Transport} options.transport
   * @param {Keeper} options.keeper
   * @param {number} [options.openedAt] local milliseconds
   * @param {Clock} [options.clock]
   * @param {(state: SaveState) => void} [options.onState]
   * @param {(text: string) => void} [options.onText] the text changed by other hands than the typist's
   */
  constructor({ questionId, clientId, answer, transport, keeper, ...rest }) {
    this.questionId = questionId;
    this.clientId = clientId;
    this.#acked = { rev: answer.rev, text: answer.text };
    this.#text = answer.text;
    this.transport = transport;
    this.keeper = keeper;
    this.clock = rest.clock ?? systemClock;
    this.openedAt = rest.openedAt ?? this.clock.now();
    this.onState = rest.onState ?? (() => {});
    this.onText = rest.onText ?? (() => {});
    this.#pickUp();
  }

  /** The text on the screen. */
  get text() {
    return this.#text;
  }

  /** Whether the server holds everything that was typed. */
  get settled() {
    return this.#entries.length === 0 && this.#splices.length === 0;
  }

  /** @returns {SaveState} */
  get state() {
    return {
      kind: this.#kind(),
      savedAt: this.#savedAt,
      kept: this.#kept,
      rival: this.#rival,
      restored: this.#restored,
    };
  }

  /** Take in what the typist made of the text. @param {string} typed */
  input(typed) {
    const text = storable(typed);
    const t = Math.max(0, Math.round(this.clock.now() - this.openedAt));
    const splice = spliceBetween(this.#text, text, t);
    if (!splice || this.#problem === "closed") return;
    const wasTooLarge = this.#problem === "too_large";
    this.#text = text;
    this.#splices.push(splice);
    this.#problem = lengthOf(text) > LONGEST_ANSWER ? "too_large" : null;
    if (wasTooLarge || this.#problem || this.#splices.length > MOST_SPLICES) this.#gather();
    this.#keep();
    this.#schedule();
    this.#changed();
  }

  /** Send now what can be sent: after reconnecting, on leaving the page, before handing in. */
  flush() {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#pump();
  }

  /** Keep the text back while the room is paused, go on afterwards. @param {boolean} paused */
  hold(paused) {
    this.#paused = paused;
    this.#heldUntil = -Infinity;
    this.flush();
    this.#changed();
  }

  /** The server asks for fewer messages. @param {number} ms */
  slowDown(ms) {
    this.#interval = Math.max(TYPING_INTERVAL_MS, ms);
  }

  /** Take over what another device wrote, unless something of ours is still under way. @param {{rev: number, text: string}} answer */
  refresh(answer) {
    if (!this.settled || answer.rev <= this.#acked.rev) return;
    this.#acked = { rev: answer.rev, text: answer.text };
    this.#show(answer.text);
  }

  /** Put back the version that another device's text replaced; that text becomes the spare one. */
  restoreMine() {
    const mine = this.#rival;
    if (mine === null) return;
    this.#rival = this.#text;
    this.#restored = !this.#restored;
    this.input(mine);
    this.onText(mine);
  }

  /** Forget the replaced version. */
  dismissRival() {
    this.#rival = null;
    this.#changed();
  }

  /** The server holds another text than we think: build on it. @param {WireError} error */
  rebase(error) {
    this.#stale(error);
  }

  /** The question takes no more text. */
  close() {
    if (this.settled) return;
    this.#problem = "closed";
    this.#fail({ code: "CLOSED", message: "The question is closed." });
  }

  /**
   * Wait until the server holds everything.
   * @returns {Promise<{rev: number, text: string}>} rejects with a WireError when that cannot be
   */
  settle() {
    return new Promise((resolve, reject) => {
      if (this.#problem) return reject({ code: this.#problem.toUpperCase(), message: REASONS[this.#problem] });
      this.#waiting.push({ resolve, reject });
      this.flush();
      this.#changed();
    });
  }

  /** Another tab's or an earlier visit's text that never reached the server comes first. */
  #pickUp() {
    const kept = this.keeper.load();
    if (!kept || kept.text === this.#text) return this.keeper.forget();
    const ours = this.#acked.rev >= kept.rev && this.#acked.rev <= kept.lastRev;
    this.#lastRev = kept.lastRev;
    if (ours) return this.input(kept.text);
    this.#rival = kept.text;
    this.keeper.forget();
  }

  /** @returns {void} */
  #schedule() {
    if (this.#cancelTimer) return;
    const now = this.clock.now();
    const wait = Math.max(this.#sentAt + this.#interval, this.#heldUntil) - now;
    if (wait <= 0) return this.#pump();
    this.#cancelTimer = this.clock.later(() => this.flush(), wait);
  }

  /** @returns {void} */
  #pump() {
    if (this.#paused || this.#problem) return;
    if (this.clock.now() < this.#heldUntil) return this.#schedule();
    this.#makeRevision();
    const window = this.transport.window();
    for (const entry of this.#entries.slice(0, window)) {
      if (!entry.flying) this.#send(entry);
    }
  }

  #makeRevision() {
    const room = this.#entries.length < Math.max(1, this.transport.window());
    if (this.#splices.length === 0 || !room) return;
    const base = this.#newestRev();
    this.#lastRev = Math.max(this.#lastRev, base) + 1;
    this.#entries.push({
      question_id: this.questionId,
      client_id: this.clientId,
      base_rev: base,
      rev: this.#lastRev,
      splices: this.#splices,
      text: this.#text,
      full: this.#wholeNext,
      flying: false,
      attempt: 0,
    });
    this.#splices = [];
    this.#wholeNext = false;
    this.#keep();
  }

  /** @param {Entry} entry */
  #send(entry) {
    entry.flying = true;
    entry.attempt += 1;
    const { attempt } = entry;
    this.#sentAt = this.clock.now();
    const current = () => this.#entries.includes(entry) && entry.attempt === attempt;
    this.transport.save(entry).then(
      (saved) => current() && this.#acknowledged(entry, saved),
      (error) => current() && this.#refused(entry, error),
    );
  }

  /** @param {Entry} entry @param {EditSaved} saved */
  #acknowledged(entry, saved) {
    this.#acked = { rev: entry.rev, text: entry.text };
    this.#entries = this.#entries.slice(this.#entries.indexOf(entry) + 1);
    this.#savedAt = saved.saved_at;
    this.#failures = 0;
    this.#settleOr(() => this.#schedule());
  }

  /** @param {Entry} entry @param {WireError} error */
  #refused(entry, error) {
    entry.flying = false;
    if (error.code === "STALE") return this.#stale(error);
    if (error.code === "OFFLINE") return this.#changed();
    if (error.code === "TIMEOUT") return this.#retry(RETRY_MS);
    if (FINAL_CODES.has(error.code)) return this.#end(error);
    this.#rewind(entry);
    if (error.code === "TOO_LARGE") this.#problem = "too_large";
    else if (error.code === "RATE") this.#retry((error.retry_after_s ?? 1) * 1_000);
    else if (error.code === "PAUSED") this.#retry(2 * RETRY_MS);
    else this.#startOver();
    this.#changed();
  }

  /** What the server did not understand goes again as the whole text, ever more slowly. */
  #startOver() {
    this.#wholeNext = true;
    this.#failures += 1;
    this.#retry(Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.#failures));
  }

  /**
   * The server's text differs from what we built on. Our own lost revisions are made up for by the
   * whole text; another device's words are taken over and ours offered back.
   * @param {WireError} error
   */
  #stale({ rev = 0, text = "", client_id = null }) {
    const ours = client_id ? client_id === this.clientId : rev <= Math.max(this.#lastRev, this.#acked.rev);
    this.#entries = [];
    this.#splices = [];
    this.#acked = { rev, text };
    if (text === this.#text) return this.#settleOr(() => {});
    if (ours) {
      this.#gather();
      this.#wholeNext = true;
      this.flush();
      return this.#changed();
    }
    this.#rival = this.#text;
    this.#restored = false;
    this.#show(text);
    this.#settleOr(() => {});
  }

  /** @param {string} text */
  #show(text) {
    this.#text = text;
    this.onText(text);
    this.#changed();
  }

  /** @param {WireError} error */
  #end(error) {
    this.#problem = "closed";
    this.#entries = [];
    this.#splices = [];
    if (this.#acked.text !== this.#text) this.#gather();
    this.#fail(error);
  }

  /** Undo the making of `entry` and of all after it. @param {Entry} entry */
  #rewind(entry) {
    this.#entries = this.#entries.slice(0, this.#entries.indexOf(entry));
    this.#gather();
  }

  /** Put everything since the newest revision into one splice. */
  #gather() {
    const before = this.#entries.at(-1)?.text ?? this.#acked.text;
    const splice = spliceBetween(before, this.#text, this.#splices.at(-1)?.t ?? 0);
    this.#splices = splice ? [splice] : [];
  }

  /** @param {number} ms */
  #retry(ms) {
    this.#heldUntil = this.clock.now() + ms;
    this.#cancelTimer?.();
    this.#cancelTimer = this.clock.later(() => this.flush(), ms);
    this.#changed();
  }

  /** @param {() => void} otherwise */
  #settleOr(otherwise) {
    if (this.settled) {
      this.keeper.forget();
      const { rev, text } = this.#acked;
      for (const { resolve } of this.#waiting.splice(0)) resolve({ rev, text });
    } else {
      this.#keep();
      otherwise();
    }
    this.#changed();
  }

  /** @param {WireError} error */
  #fail(error) {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    this.#changed();
  }

  #newestRev() {
    return this.#entries.at(-1)?.rev ?? this.#acked.rev;
  }

  #keep() {
    const { rev } = this.#acked;
    const lastRev = Math.max(rev, this.#lastRev);
    this.#kept = this.keeper.keep({ text: this.#text, rev, lastRev });
  }

  #changed() {
    this.onState(this.state);
    if (this.#waiting.length && this.settled) this.#settleOr(() => {});
  }

  /** @returns {SaveKind} */
  #kind() {
    if (this.#problem) return this.#problem;
    if (this.settled) return this.#acked.text === "" && !this.#savedAt ? "empty" : "saved";
    if (this.#paused) return "held";
    return this.transport.window() > 0 ? "saving" : "offline";
  }
}
