/**
 * How events change the video meeting of a room, which is null without one.
 * @import {Capture, Room, RoomMeeting, Participant} from "../types.js"
 */

/** @typedef {(room: Room, data: Record<string, any>) => Room} Change */

/** @type {Capture} */
const NOTHING_CAPTURED = { transcript: "off", recording: null, problem: null };
const FRESH = { problem: null, started_at: null, capture: NOTHING_CAPTURED };

/** @type {Record<string, Change>} */
export const MEETING_CHANGES = {
  "meeting.opened": (room, { provider, join_url = null, passcode = null }) => ({
    ...room,
    meeting: { provider, state: "open", join_url, passcode, participants: [], ...FRESH },
  }),
  "meeting.started": (room, { started_at = null }) => withMeeting(room, () => ({ state: "started", problem: null, started_at })),
  "meeting.ended": (room, { ended_at }) =>
    withMeeting(room, ({ participants }) => ({
      state: "ended",
      participants: participants.map((one) => (one.left_at ? one : { ...one, left_at: ended_at })),
      problem: null,
    })),
  "meeting.closed": (room) => withMeeting(room, () => ({ state: "closed", problem: null })),
  "meeting.failed": (room, { provider, problem }) =>
    isThere(room) ? withMeeting(room, () => ({ problem })) : { ...room, meeting: neverMade(provider, problem) },
  "meeting.capture_changed": (room, { capture }) => withMeeting(room, () => ({ capture })),
  "meeting.participant_joined": withParticipant,
  "meeting.participant_left": withParticipant,
};

/**
 * Whether there is a meeting that can change: one that failed before it was opened only gets a successor.
 * @param {Room} room
 */
function isThere(room) {
  return Boolean(room.meeting) && room.meeting?.state !== "failed";
}

/** @param {string} provider @param {string} problem @returns {RoomMeeting} */
function neverMade(provider, problem) {
  return { provider, state: "failed", join_url: null, passcode: null, participants: [], ...FRESH, problem };
}

/** @type {Change} */
function withParticipant(room, { participant }) {
  const id = participant.participant_id;
  return withMeeting(room, ({ participants }) => ({
    participants: [...participants.filter((one) => one.participant_id !== id), participant].sort(
      (/** @type {Participant} */ one, /** @type {Participant} */ other) => one.participant_id - other.participant_id,
    ),
  }));
}

/**
 * @param {Room} room
 * @param {(meeting: RoomMeeting) => Partial<RoomMeeting>} update
 * @returns {Room}
 */
function withMeeting(room, update) {
  return room.meeting && isThere(room) ? { ...room, meeting: { ...room.meeting, ...update(room.meeting) } } : room;
}
