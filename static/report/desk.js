/**
 * Everything the report page shows, and the recording that its moments count in.
 * @import {Room} from "../types.js"
 * @import {Report} from "./types.js"
 */
import { signal } from "@preact/signals";
import { ApiError, request } from "../lib/api.js";
import { requireSignIn, signedIn } from "../lib/session.js";

const credentials = signedIn;

export class ReportDesk {
  /** @type {import("@preact/signals").Signal<Report | null>} */
  report = signal(null);
  /** What the room knows beside it: consents and the meeting. @type {import("@preact/signals").Signal<Room | null>} */
  room = signal(null);
  /** @type {import("@preact/signals").Signal<Error | null>} */
  failure = signal(null);
  /** The address that plays the recording. @type {import("@preact/signals").Signal<string | null>} */
  film = signal(null);
  /** Where the player is, in seconds. */
  at = signal(0);
  /** @type {HTMLMediaElement | null} */
  player = null;

  /** @param {number} sessionId */
  constructor(sessionId) {
    this.path = `/api/interview/sessions/${sessionId}`;
  }

  async load() {
    this.failure.value = null;
    try {
      const get = (/** @type {string} */ part) => request("GET", this.path + part, { credentials });
      const [report, snapshot] = await Promise.all([get("/report"), get("/snapshot")]);
      const changed = report.recording_id !== this.report.value?.recording_id;
      this.room.value = snapshot.room;
      this.report.value = report;
      if (changed) await this.link();
    } catch (error) {
      const signedOut = error instanceof ApiError && error.status === 401;
      if (signedOut && !(await requireSignIn())) return;
      this.failure.value = error instanceof Error ? error : new Error("The report cannot be shown.");
    }
  }

  /** Get an address for the player, which sends no headers; an old one stops working after hours. */
  async link() {
    const id = this.report.value?.recording_id ?? null;
    if (id === null) {
      this.film.value = null;
      return;
    }
    const { url } = await request("POST", `/api/video/recordings/${id}/link`, { credentials });
    this.film.value = url;
  }

  /** Play from a moment on. @param {number} second */
  async playFrom(second) {
    const { player } = this;
    if (!player) return;
    player.scrollIntoView({ block: "nearest" });
    player.currentTime = second;
    // Browsers may refuse to play by themselves; the moment is found all the same.
    await player.play().catch(() => null);
  }
}
