/**
 * The list of questions: what is looked for, what was found, and what is selected in it.
 * @import {Job} from "../types.js"
 * @import {Filter, Question, QuestionPage, QuestionState} from "./types.js"
 */
import { signal } from "@preact/signals";
import { ApiError, request } from "../lib/api.js";
import { requireSignIn, signedIn } from "../lib/session.js";
import { STATES, asQuery, readFilter } from "./filter.js";

const PAGE = 50;
const MOST = 200;
/** Questions that change at the same time ask for one list. */
const GATHER_MS = 500;

export class Shelf {
  /** @type {import("@preact/signals").Signal<Filter>} */
  filter = signal(readFilter(location.search));
  /** @type {import("@preact/signals").Signal<QuestionPage | null>} */
  page = signal(null);
  /** @type {import("@preact/signals").Signal<Partial<Record<QuestionState, number>>>} */
  counts = signal({});
  /** @type {import("@preact/signals").Signal<readonly Job[]>} */
  jobs = signal([]);
  /** Forms choose the first job when they open, so they wait until there is one to choose. */
  hasJobs = signal(false);
  /** @type {import("@preact/signals").Signal<Error | null>} */
  failure = signal(null);
  /** @type {import("@preact/signals").Signal<ReadonlySet<number>>} */
  selected = signal(new Set());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;
  #turn = 0;

  async begin() {
    const { items } = await this.#get("/api/jobs?limit=200").catch(() => ({ items: [] }));
    this.jobs.value = items;
    this.hasJobs.value = true;
    await this.load();
  }

  /** Look for something else. @param {Partial<Filter>} change */
  async look(change) {
    this.filter.value = { ...this.filter.value, ...change };
    this.selected.value = new Set();
    this.page.value = null;
    await this.load();
  }

  /** Fetch anew what is shown: as many as are there. */
  async load() {
    const turn = (this.#turn += 1);
    const limit = Math.min(MOST, Math.max(PAGE, this.page.value?.items.length ?? 0));
    try {
      const [page, counts] = await Promise.all([this.#fetch(this.filter.value, limit), this.#count()]);
      if (turn !== this.#turn) return;
      this.page.value = page;
      this.counts.value = counts;
      this.failure.value = null;
    } catch (error) {
      const signedOut = error instanceof ApiError && error.status === 401;
      if (signedOut && !(await requireSignIn())) return;
      if (turn === this.#turn) this.failure.value = error instanceof Error ? error : new Error("The questions cannot be shown.");
    }
  }

  async more() {
    const held = this.page.value;
    if (!held?.next_cursor) return;
    const turn = this.#turn;
    const next = await this.#fetch(this.filter.value, PAGE, held.next_cursor);
    if (turn === this.#turn) this.page.value = { ...next, items: [...held.items, ...next.items] };
  }

  /** Fetch soon, once for many changes. */
  stir() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.load(), GATHER_MS);
  }

  /** Put a question that is known anew in its place. @param {Question} question */
  put(question) {
    const held = this.page.value;
    if (held) this.page.value = { ...held, items: held.items.map((one) => (one.id === question.id ? question : one)) };
  }

  /** @param {number} id */
  toggle(id) {
    const next = new Set(this.selected.value);
    if (!next.delete(id)) next.add(id);
    this.selected.value = next;
  }

  /** The question `step` places after `id`, or the first. @param {number | null} id @param {number} step */
  beside(id, step) {
    const items = this.page.value?.items ?? [];
    const here = items.findIndex((one) => one.id === id);
    return items[here < 0 ? 0 : Math.min(items.length - 1, Math.max(0, here + step))] ?? null;
  }

  /** @param {number | null} id */
  job(id) {
    return this.jobs.value.find((job) => job.id === id) ?? null;
  }

  async #count() {
    const { filter } = this;
    const pages = await Promise.all(STATES.map((state) => this.#fetch({ ...filter.value, state }, 1)));
    return Object.fromEntries(STATES.map((state, place) => [state, pages[place]?.total ?? 0]));
  }

  /** @param {Filter} filter @param {number} limit @param {string} [cursor] @returns {Promise<QuestionPage>} */
  #fetch(filter, limit, cursor) {
    const query = asQuery(filter);
    query.set("limit", String(limit));
    if (cursor) query.set("cursor", cursor);
    return this.#get(`/api/questions?${query}`);
  }

  /** @param {string} path */
  #get(path) {
    return request("GET", path, { credentials: signedIn });
  }
}
