/**
 * What a room has no list of is read out of its events: calls for help, and what was said.
 * @import {Credentials} from "../types.js"
 * @import {RoomStore} from "./store.js"
 */
import { effect } from "@preact/signals";
import { request } from "../lib/api.js";

/** The server tells of so many events at once; what is older stands in the report. */
const MOST_EVENTS = 300;

/**
 * Recall after each snapshot, for it says nothing of what happened before it.
 * @param {{store: RoomStore, sessionId: number, credentials: Credentials, wanted?: () => boolean}} visit
 */
export function recallAlways({ store, sessionId, credentials, wanted = () => true }) {
  effect(() => {
    if (store.snapshots.value === 0 || !wanted()) return;
    // Not now: reading the room here would make every event one to recall after.
    queueMicrotask(() => void recall(store, sessionId, credentials));
  });
}

/** Without the server's answer only those are missing. @param {RoomStore} store @param {number} sessionId @param {Credentials} credentials */
async function recall(store, sessionId, credentials) {
  const { seq = 0 } = store.room.value ?? {};
  const path = `/api/interview/sessions/${sessionId}/events?after=${Math.max(0, seq - MOST_EVENTS)}`;
  const { events } = await request("GET", path, { credentials }).catch(() => ({ events: [] }));
  store.recall(events);
}
