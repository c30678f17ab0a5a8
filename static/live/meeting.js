/**
 * The video meeting of the interview: how it stands, who is in it, and the host's way in.
 * @import {Participant, Room, RoomMeeting} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { clockTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";

/** @type {Record<RoomMeeting["state"], [string, string]>} */
const STATES = {
  open: ["", "Not begun yet"],
  started: ["badge--good", "On now"],
  ended: ["", "Ended"],
  closed: ["", "Taken back"],
  failed: ["badge--bad", "Not made"],
};
/** @type {Record<string, string>} */
const ROLES = { candidate: "candidate", interviewer: "interviewer", unknown: "not recognised" };

/** @param {{desk: Desk, room: Room}} props */
export function Meeting({ desk, room }) {
  const { meeting } = room;
  if (!meeting) return null;
  const [tone, words] = STATES[meeting.state];
  return html`<section class="panel" aria-labelledby="meeting-title">
    <header class="panel__head">
      <h2 id="meeting-title">Video meeting</h2>
      <span class="badge ${tone}" role="status">${words}</span>
    </header>
    ${meeting.problem && html`<div class="banner banner--bad" role="alert">
      <span>${meeting.problem}</span>
      <button type="button" class="button button--small" onClick=${() => report(desk.retryMeeting(), "Asked again. The meeting's state appears here.")}>Try again</button>
    </div>`}
    ${meeting.capture.problem && html`<div class="banner" role="alert">
      <span>${meeting.capture.problem}</span>
      <button type="button" class="button button--small" onClick=${() => report(desk.retryMeeting(), "Asked again.")}>Try again</button>
    </div>`}
    ${meeting.provider === "offline"
      ? html`<p class="small soft">No video service is set up; the interview is held in this room.</p>`
      : html`<${Inside} desk=${desk} room=${room} meeting=${meeting} />`}
  </section>`;
}

/** @param {{desk: Desk, room: Room, meeting: RoomMeeting}} props */
function Inside({ desk, room, meeting }) {
  const going = meeting.state === "open" || meeting.state === "started";
  return html`${going && html`<div class="row">
      <button type="button" class="button button--small" onClick=${() => report(desk.hostMeeting())}>
        ${meeting.state === "open" ? "Start as host" : "Enter as host"}
      </button>
      ${meeting.join_url && html`<a class="small" href=${meeting.join_url} target="_blank" rel="noopener noreferrer">Join as guest</a>`}
      ${meeting.passcode && html`<span class="small soft">Passcode <span class="digits">${meeting.passcode}</span></span>`}
    </div>`}
    ${meeting.participants.length > 0 && html`<ul class="stack stack--tight small" aria-label="In the meeting">
      ${meeting.participants.map((one) => html`<${Person} key=${one.participant_id} one=${one} />`)}
    </ul>`}
    ${meeting.participants.length === 0 && going && html`<p class="small soft">Nobody is in the meeting yet.</p>`}
    <p class="small soft" role="status">${recordingWords(meeting) ?? keptWords(room)}${meeting.capture.transcript === "on" && " A live transcript runs."}</p>`;
}

/** @param {{one: Participant}} props */
function Person({ one }) {
  return html`<li class=${one.left_at ? "soft" : ""}>
    <span class="dot ${one.left_at ? "" : "dot--good"}">${one.name ?? "Somebody"}</span>
    <span class="soft">, ${ROLES[one.role]}, ${one.left_at ? `left ${clockTime(one.left_at)}` : `since ${clockTime(one.joined_at)}`}</span>
  </li>`;
}

/** What becomes of a recording that has to stop. @param {RoomMeeting} meeting */
function recordingWords({ capture }) {
  if (capture.recording === "stopping") return "The candidate wants no recording: it is being stopped.";
  return capture.recording === "stopped" ? "The recording is stopped: the candidate did not agree to it." : null;
}

/** @param {Room} room */
function keptWords({ consents }) {
  if (consents.record === true) return "The candidate agreed to a recording.";
  return consents.record === false ? "The candidate said no to a recording." : "The candidate has not said yet whether a recording may be kept.";
}
