/**
 * Everything the report page shows, and the recording that its moments count in.
 * @import {Room} from "../types.js"
 * @import {Hosted, Report} from "./types.js"
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
  /** Null without a meeting, and for whoever may not see it. @type {import("@preact/signals").Signal<Hosted | null>} */
  hosted = signal(null);
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
    this.meetings = `/api/video/meetings?session_id=${sessionId}&limit=1`;
  }

  async load() {
    this.failure.value = null;
    try {
      const get = (/** @type {string} */ part) => request("GET", this.path + part, { credentials });
      const [report, snapshot, meetings] = await Promise.all([get("/report"), get("/snapshot"), this.#meetings()]);
      const changed = report.recording_id !== this.report.value?.recording_id;
      this.hosted.value = meetings.items[0] ?? null;
      this.room.value = snapshot.room;
      this.report.value = report;
      if (changed) await this.link();
    } catch (error) {
      const signedOut = error instanceof ApiError && error.status === 401;
      if (signedOut && !(await requireSignIn())) return;
      this.failure.value = error instanceof Error ? error : new Error("The report cannot be shown.");
    }
  }

  async #meetings() {
    try {
      return await request("GET", this.meetings, { credentials });
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) return { items: [] };
      throw error;
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
