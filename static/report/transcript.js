/**
 * Everything that was said, with who said it; the line that plays is marked.
 * @import {Room} from "../types.js"
 * @import {ReportDesk} from "./desk.js"
 * @import {Line, Report} from "./types.js"
 */
import { html } from "../lib/html.js";
import { Moment } from "./moment.js";

/** @type {Record<string, string>} */
const SPEAKERS = { interviewer: "Interviewer", unknown: "Somebody" };

/** @param {{desk: ReportDesk, found: Report, room: Room}} props */
export function Transcript({ desk, found, room }) {
  const { lines } = found;
  const playing = desk.at.value > 0 ? lines.findLast((line) => line.at_s !== null && line.at_s <= desk.at.value) : undefined;
  return html`<section class="panel transcript-panel" aria-labelledby="transcript-title">
    <header class="panel__head"><h2 id="transcript-title">Transcript</h2>
      ${lines.length > 0 && html`<span class="small soft">from speech, may be misheard</span>`}</header>
    ${lines.length === 0 && html`<p class="soft">${whyNone(found, room)}</p>`}
    <ol class="transcript">
      ${lines.map((line) => html`<li key=${line.id} class="transcript__line ${line === playing ? "transcript__line--playing" : ""}" aria-current=${line === playing ? "true" : undefined}>
        <span class="transcript__who small">${nameOf(line, found)}</span>
        <${Moment} desk=${desk} at=${line.at_s}>${line.text}<//>
      </li>`)}
    </ol>
  </section>`;
}

/** @param {Line} line @param {Report} found */
function nameOf({ speaker }, found) {
  return speaker === "candidate" ? found.candidate.name : SPEAKERS[speaker];
}

/** @param {Report} found @param {Room} room */
function whyNone(found, room) {
  const file = found.recordings.find(({ kind }) => kind === "transcript");
  if (file?.state === "waiting" || file?.state === "fetching") return "The transcript is on its way.";
  if (file?.problem) return `There is no transcript: ${file.problem}`;
  if (room.meeting && room.consents.transcribe === false) return "There is no transcript: the candidate said no.";
  return room.meeting ? "There is no transcript." : "There is no transcript: this interview had no video meeting.";
}
