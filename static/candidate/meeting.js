/**
 * The video meeting beside the interview: how it stands, the way in, and what of it is kept.
 * @import {Purpose, Room, RoomMeeting} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";

/** @type {Record<string, [string, string]>} */
const STATES = {
  open: ["", "Not begun yet"],
  started: ["badge--good", "On now"],
  ended: ["", "Ended"],
};
/** @type {[Purpose, string][]} */
const CHOICES = [
  ["record", "A recording of me may be kept"],
  ["transcribe", "What I say may be turned into text"],
];

/** How many of the candidate's own newest lines are shown. */
const SHOWN = 3;

/** A meeting in our own room is no other place to go to. @param {Room} room @returns {RoomMeeting | null} */
export function elsewhere({ meeting }) {
  return meeting && meeting.provider !== "offline" && meeting.state in STATES ? meeting : null;
}

/** @param {{visit: Visit, room: Room}} props */
export function Meeting({ visit, room }) {
  const meeting = elsewhere(room);
  if (!meeting) return null;
  const [tone, words] = STATES[meeting.state] ?? ["", ""];
  const over = meeting.state === "ended";
  return html`<section class="card meeting" aria-labelledby="meeting-title">
    <header class="row row--apart">
      <h2 id="meeting-title">Video meeting</h2>
      <span class="badge ${tone}" role="status">${words}</span>
    </header>
    ${!over && html`<div class="row">
      <button type="button" class="button button--primary" onClick=${() => report(visit.joinMeeting())}>Join in a new tab</button>
      ${meeting.passcode && html`<span class="small soft">Passcode <strong class="digits">${meeting.passcode}</strong></span>`}
    </div>
    <p class="small soft">${presentWords(meeting)} Keep this page open too: the questions appear here.</p>`}
    ${over && html`<p class="small soft">The interview itself goes on here.</p>`}
    <${MeetingChoices} visit=${visit} room=${room} />
    <p class="small" role="status">${captureWords(meeting)}</p>
    <${OwnWords} visit=${visit} />
  </section>`;
}

/** What may be kept, changed at once. @param {{visit: Visit, room: Room}} props */
function MeetingChoices({ visit, room }) {
  const set = (/** @type {Purpose} */ purpose, /** @type {boolean} */ granted) => report(visit.choose({ [purpose]: granted }));
  return html`<fieldset class="meeting__choices">
    <legend class="small">What may be kept of it</legend>
    ${CHOICES.map(([purpose, words]) => html`<label key=${purpose} class="switch small">
      <input type="checkbox" role="switch" checked=${room.consents[purpose] === true} onChange=${() => set(purpose, room.consents[purpose] !== true)} />
      <span>${words}${room.consents[purpose] === undefined && html` <span class="soft">(not answered)</span>`}</span>
    </label>`)}
  </fieldset>`;
}

/** What is being written down and recorded. @param {RoomMeeting} meeting */
function captureWords({ capture }) {
  const words = capture.transcript === "on" ? ["What you say is turned into text now."] : [];
  if (capture.recording === "stopping") words.push("The recording is being stopped.");
  if (capture.recording === "stopped") words.push("The recording is stopped.");
  return words.join(" ");
}

/** The candidate's own newest words, as they were heard. @param {{visit: Visit}} props */
function OwnWords({ visit }) {
  const own = visit.store.said.value.filter((line) => line.speaker === "candidate").slice(-SHOWN);
  if (own.length === 0) return null;
  return html`<section class="meeting__own" aria-labelledby="own-title">
    <h3 id="own-title" class="small">What was heard of you</h3>
    <ol class="stack stack--tight small">${own.map((line) => html`<li key=${line.line_id}>${line.text}</li>`)}</ol>
    <p class="small soft">It may be misheard, and is corrected later by the recording's transcript.</p>
  </section>`;
}

/** @param {RoomMeeting} meeting */
function presentWords({ participants }) {
  const here = participants.filter((one) => one.left_at === null);
  if (here.some((one) => one.role === "interviewer")) return "The interviewer is in the meeting.";
  const others = here.filter((one) => one.role !== "candidate").length;
  return others > 0 ? "Somebody is in the meeting." : "Nobody else is in the meeting yet.";
}
