/**
 * A generation of questions that runs on the server, followed until it ends.
 * @import {Generation} from "./types.js"
 */
import { computed, signal } from "@preact/signals";
import { request } from "../lib/api.js";
import { signedIn } from "../lib/session.js";

/** News come by the socket; where it is cut, this is how often we ask. */
const ASK_EVERY_MS = 3_000;

export class Drafting {
  generation = signal(/** @type {Generation | null} */ (null));
  runs = computed(() => ["waiting", "running"].includes(this.generation.value?.state ?? ""));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;

  /** @param {object} command */
  async start(command) {
    this.#take(await request("POST", "/api/questions/generate", { body: { ...command, wait: false }, credentials: signedIn }));
  }

  /** @param {{generation_id: number}} news */
  hear({ generation_id: id }) {
    if (this.generation.value?.generation_id === id) void this.#ask();
  }

  async cancel() {
    const id = this.generation.value?.generation_id;
    this.#take(await request("POST", `/api/questions/generations/${id}/cancel`, { credentials: signedIn }));
  }

  async #ask() {
    const id = this.generation.value?.generation_id;
    const path = `/api/questions/generations/${id}`;
    const fresh = await request("GET", path, { credentials: signedIn }).catch(() => this.generation.value);
    if (fresh && this.generation.value?.generation_id === id) this.#take(fresh);
  }

  /** @param {Generation} generation */
  #take(generation) {
    this.generation.value = generation;
    clearTimeout(this.#next);
    if (this.runs.value) this.#next = setTimeout(() => void this.#ask(), ASK_EVERY_MS);
  }
}
