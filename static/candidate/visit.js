/**
 * One candidate's visit to one room: the line, the state, and the commands behind the buttons.
 * @import {Credentials, Purpose, SignalKind} from "../types.js"
 */
import { computed, signal } from "@preact/signals";
import { ApiError, request } from "../lib/api.js";
import { openInNewTab } from "../lib/new-tab.js";
import { signedIn } from "../lib/session.js";
import { RoomConnection } from "../room/connection.js";
import { openQuestion } from "../room/fold.js";
import { deviceId, tabMemory, takeInvite } from "../room/keeper.js";
import { RoomStore } from "../room/store.js";

/** Names the wording of the choices below; a change of words needs a new name. */
export const CONSENT_TEXT = "room-2026-11-video";

export class Visit {
  store = new RoomStore();
  /** Whether the welcome page was read on this visit. */
  welcomed = signal(false);
  open = computed(() => {
    const room = this.store.room.value;
    return room && openQuestion(room);
  });

  /** @param {number} sessionId */
  constructor(sessionId) {
    this.sessionId = sessionId;
    const invite = takeInvite(sessionId);
    this.invited = invite !== null;
    const credentials = invite === null ? signedIn : byInvite(invite);
    this.credentials = credentials;
    this.line = new RoomConnection({ sessionId, store: this.store, credentials });
    this.welcomed.value = tabMemory(`welcomed.${sessionId}`) === "yes";
  }

  /** @param {Partial<Record<Purpose, boolean>>} choices */
  async choose(choices) {
    for (const [purpose, granted] of Object.entries(choices)) {
      await this.line.command("consent.set", { purpose, granted, text_version: CONSENT_TEXT });
    }
  }

  welcome() {
    tabMemory(`welcomed.${this.sessionId}`, "yes");
    this.welcomed.value = true;
  }

  /** @param {Record<string, boolean>} checks */
  ready(checks) {
    return this.line.command("room.ready", { checks });
  }

  /** Go to the video meeting by the candidate's own link; where none can be made, by the common one. */
  joinMeeting() {
    return openInNewTab(async () => {
      const common = this.store.room.value?.meeting?.join_url;
      try {
        const path = `/api/video/sessions/${this.sessionId}/registrants`;
        return (await request("POST", path, { credentials: this.credentials })).join_url;
      } catch (error) {
        if (common && error instanceof ApiError && error.status !== 409) return common;
        throw error;
      }
    });
  }

  /** @param {string} message */
  askForHelp(message) {
    return this.line.command("help.request", { message });
  }

  /** Tell what the browser noticed; while offline it is told later, with the time it happened. @param {SignalKind} kind @param {number} [size] */
  async notice(kind, size) {
    const data = { kind, at: this.#serverTime(), ...(size === undefined ? {} : { size }) };
    await this.line.usable();
    await this.line.command("signal.report", data).catch(() => null);
  }

  #serverTime() {
    return new Date(Date.now() + this.store.offset.value).toISOString();
  }
}

/** @param {string} invite @returns {Credentials} */
function byInvite(invite) {
  return {
    socket: async () => ({ invite }),
    headers: async () => ({ Authorization: `Invite ${invite}`, "X-Device": deviceId() }),
    renew: async () => false,
  };
}
