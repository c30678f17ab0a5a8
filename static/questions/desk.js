/**
 * One question in view with its history, and the steps that can be taken with it.
 * @import {Comment, Content, Decision, Diff, Kit, Outcome, Question, Statistics, Version} from "./types.js"
 */
import { signal } from "@preact/signals";
import { request } from "../lib/api.js";
import { notify, report, undoable } from "../lib/notices.js";
import { signedIn, user } from "../lib/session.js";
import { Drafting } from "./drafting.js";
import { asQuery } from "./filter.js";
import { Shelf } from "./shelf.js";

const EXPERT_LEVEL = 3;
const UNDO_S = 5;

/** @typedef {{question_ids: number[], decision: Decision, seen: object[], comment?: string}} Review */

export class QuestionDesk {
  shelf = new Shelf();
  drafting = new Drafting();
  picked = signal(/** @type {number | null} */ (readPicked()));
  question = signal(/** @type {Question | null} */ (null));
  failure = signal(/** @type {Error | null} */ (null));
  versions = signal(/** @type {readonly Version[]} */ ([]));
  comments = signal(/** @type {readonly Comment[]} */ ([]));
  statistics = signal(/** @type {Statistics | null} */ (null));
  kits = signal(/** @type {readonly Kit[]} */ ([]));
  /** What is being written: the question in view, or a new one. */
  writing = signal(/** @type {"edit" | "new" | null} */ (null));
  /** What became of the questions that were decided on together. */
  outcome = signal(/** @type {{decision: Decision, asked: number[], questions: Question[], refused: Outcome["refused"]} | null} */ (null));

  async begin() {
    await Promise.all([this.shelf.begin(), this.picked.value && this.pick(this.picked.value)]);
  }

  /** Whether the reader may decide on questions at all. */
  get reviews() {
    return (user.value?.level ?? 0) >= EXPERT_LEVEL;
  }

  /** @param {number | null} id */
  async pick(id) {
    this.picked.value = id;
    this.writing.value = null;
    if (this.question.value?.id !== id) this.question.value = this.shelf.page.value?.items.find((one) => one.id === id) ?? null;
    this.versions.value = [];
    this.comments.value = [];
    this.statistics.value = null;
    this.kits.value = [];
    this.remember();
    if (id !== null) await this.read(id);
  }

  /** Fetch what is shown of a question. @param {number} id */
  async read(id) {
    this.failure.value = null;
    try {
      const path = `/api/questions/${id}`;
      const [question, versions, comments, statistics] = await Promise.all([
        call("GET", path), call("GET", `${path}/versions?limit=100`), call("GET", `${path}/comments?limit=100`), call("GET", `${path}/statistics`),
      ]);
      if (this.picked.value !== id) return;
      this.take(question);
      this.versions.value = versions.items;
      this.comments.value = comments.items;
      this.statistics.value = statistics;
      await this.readKits();
    } catch (error) {
      if (this.picked.value === id) this.failure.value = error instanceof Error ? error : new Error("The question cannot be shown.");
    }
  }

  async readKits() {
    const job = this.question.value?.job_id ?? Number(this.shelf.filter.value.job_id);
    if (job) this.kits.value = (await call("GET", `/api/jobs/${job}/kits?limit=200`)).items;
  }

  /** Something changed elsewhere. @param {{question_id: number}[]} news */
  hear(news) {
    this.shelf.stir();
    const shown = this.picked.value;
    if (shown !== null && !this.writing.value && news.some((one) => one.question_id === shown)) void this.read(shown);
  }

  /** @param {Question} question */
  take(question) {
    this.shelf.put(question);
    if (this.picked.value === question.id) this.question.value = question;
  }

  /** Write a new version with the `fields` that changed. @param {Partial<Content>} fields @param {string} why @param {number} version the newest that was read */
  async edit(fields, why, version) {
    const id = this.picked.value;
    const body = { ...fields, expected_version: version, ...(why && { why }) };
    this.take(await call("PATCH", `/api/questions/${id}`, body));
    await this.#settle(id);
  }

  /** @param {Content} fields @param {number} jobId */
  async write(fields, jobId) {
    const { id } = await call("POST", "/api/questions", { ...fields, job_id: jobId });
    await this.shelf.load();
    await this.pick(id);
  }

  submit = () => this.#step("submit", "Handed in for review.");
  restore = () => this.#step("restore", "Back in the bank.");

  retire() {
    const id = this.picked.value;
    undoable("Retiring the question.", UNDO_S, () => void this.#step("retire", "Retired. It can be restored.", id), { leaving: true });
  }

  remove() {
    const id = this.picked.value;
    const run = async () => {
      const gone = await call("DELETE", `/api/questions/${id}`, undefined, true);
      if (gone.outcome === "retired") notify("It is used in kits or interviews, so it was retired.");
      if (this.picked.value === id) await this.pick(null);
      await this.shelf.load();
    };
    undoable("Deleting the question.", UNDO_S, () => void report(run()), { leaving: true });
  }

  /** Decide on one question or many, unless it is taken back. @param {Decision} decision @param {number[]} ids @param {string} comment */
  decide(decision, ids, comment) {
    const doing = decision === "approve" ? "Approving" : "Rejecting";
    const command = { question_ids: ids, decision, seen: this.#seen(ids), ...(comment && { comment }) };
    const what = ids.length === 1 ? "the question" : `${ids.length} questions`;
    const run = () => (ids.length === 1 ? report(this.#decide(command), decision === "approve" ? "Approved." : "Rejected.") : this.#decideMany(command));
    undoable(`${doing} ${what}.`, UNDO_S, () => void run(), { leaving: true });
  }

  /** @param {string} text */
  async comment(text) {
    const comment = await call("POST", `/api/questions/${this.picked.value}/comments`, { text });
    this.comments.value = [comment, ...this.comments.value];
  }

  /** @param {Comment} comment */
  removeComment({ id }) {
    const run = async () => {
      await call("DELETE", `/api/questions/comments/${id}`, undefined, true);
      this.comments.value = this.comments.value.filter((one) => one.id !== id);
    };
    undoable("Deleting the comment.", UNDO_S, () => void report(run()), { leaving: true });
  }

  /** @param {number} number @param {number} against @returns {Promise<Diff>} */
  compare = (number, against) => call("GET", `/api/questions/${this.picked.value}/versions/${number}/diff?against=${against}`);

  async measure() {
    this.statistics.value = await call("POST", `/api/questions/${this.picked.value}/statistics`);
    notify("The figures are being computed. Look again in a moment.");
  }

  /** Keep what is looked at in the address. */
  remember() {
    const query = asQuery(this.shelf.filter.value);
    if (this.picked.value !== null) query.set("question", String(this.picked.value));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  }

  /** The versions that are on the page now, since newer ones may come before the decision is sent. @param {number[]} ids */
  #seen(ids) {
    const shown = [...(this.shelf.page.value?.items ?? []), ...(this.question.value ? [this.question.value] : [])];
    const versions = new Map(shown.map(({ id, newest_version }) => [id, newest_version]));
    return ids.filter((id) => versions.has(id)).map((id) => ({ question_id: id, version: versions.get(id) }));
  }

  /** @param {Review} command @returns {Promise<Outcome>} */
  async #decide(command) {
    const outcome = await call("POST", "/api/questions/approve", command, true);
    for (const question of outcome.questions) this.take(question);
    await this.#settle(this.picked.value);
    return outcome;
  }

  /** @param {Review} command */
  async #decideMany(command) {
    const { decision, question_ids: ids } = command;
    try {
      this.outcome.value = { decision, asked: ids, ...(await this.#decide(command)) };
    } catch (error) {
      // Where none was decided on, the first refusal is all that is told.
      const message = error instanceof Error ? error.message : "That did not work.";
      this.outcome.value = { decision, asked: ids, questions: [], refused: ids.map((id) => ({ id, code: "", message })) };
    }
    this.shelf.selected.value = new Set(this.outcome.value.refused.map(({ id }) => id));
  }

  /** @param {string} name @param {string} done @param {number | null} [id] */
  #step(name, done, id = this.picked.value) {
    const run = async () => {
      this.take(await call("POST", `/api/questions/${id}/${name}`, undefined, true));
      await this.#settle(id);
    };
    return report(run(), done);
  }

  /** After a change the list and the history are others. @param {number | null} id */
  async #settle(id) {
    this.shelf.stir();
    if (id !== null && this.picked.value === id) await this.read(id);
  }
}

/** @param {string} method @param {string} path @param {unknown} [body] @param {boolean} [outlive] whether it goes on when the page is left */
export function call(method, path, body, outlive = false) {
  return request(method, path, { body, credentials: signedIn, outlive });
}

function readPicked() {
  const said = new URLSearchParams(location.search).get("question") ?? "";
  return /^[1-9]\d{0,8}$/.test(said) ? Number(said) : null;
}
