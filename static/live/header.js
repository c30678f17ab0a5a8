/**
 * Who, what, how long, and the switches of the room.
 * @import {Room} from "../types.js"
 * @import {Desk} from "./desk.js"
 */
import { dayAndTime, duration } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Connection, People } from "../lib/parts.js";
import { now } from "../lib/ticking.js";
import { InviteButton } from "../lib/invite.js";

/** @param {{desk: Desk, room: Room, onHelp: () => void}} props */
export function Header({ desk, room, onHelp }) {
  return html`<header class="desk-head">
    <div class="desk-head__who">
      <a class="link desk-head__back" href="/recruiter">Interviews</a>
      ${room.started_at && html`<a class="link desk-head__back" href=${`/recruiter/report/${room.session_id}`}>Report</a>`}
      <h1>${room.candidate.name}</h1>
      <p class="soft">${room.job.title}</p>
    </div>
    <div class="desk-head__state">
      <${Status} room=${room} />
      <${Elapsed} room=${room} offset=${desk.store.offset.value} />
      <${Connection} state=${desk.line.state.value} />
      <${People} people=${desk.store.presence.value} />
    </div>
    <div class="desk-head__switches">
      <${Switches} desk=${desk} room=${room} />
      <button type="button" class="button button--small button--plain" onClick=${onHelp} aria-keyshortcuts="?">
        Keys <kbd aria-hidden="true">?</kbd>
      </button>
    </div>
  </header>`;
}

/** @param {{room: Room}} props */
function Status({ room }) {
  if (room.paused_at) return html`<span class="badge badge--warn">Paused</span>`;
  if (room.status === "In Progress" && room.away_since) {
    return html`<span class="badge badge--warn" title="The clock waits for the candidate, three minutes at most">Candidate offline</span>`;
  }
  if (room.status === "In Progress") return html`<span class="badge badge--good">Live</span>`;
  if (room.status === "Scheduled") {
    return html`<span class="badge ${room.ready_at ? "badge--good" : ""}">${room.ready_at ? "Candidate is ready" : "Not started"}</span>`;
  }
  return html`<span class="badge">${room.status}</span>`;
}

/** @param {{room: Room, offset: number}} props */
function Elapsed({ room, offset }) {
  if (!room.started_at) {
    return room.scheduled_at ? html`<span class="small soft">Planned ${dayAndTime(room.scheduled_at)}</span>` : null;
  }
  const end = room.completed_at ? Date.parse(room.completed_at) : now.value + offset;
  const seconds = (end - Date.parse(room.started_at)) / 1_000;
  return html`<span class="digits elapsed"><span class="hidden">Elapsed </span>${duration(seconds)}</span>`;
}

/** @param {{desk: Desk, room: Room}} props */
function Switches({ desk, room }) {
  if (["Completed", "Cancelled"].includes(room.status)) return null;
  const auto = html`<label class="switch small">
    <input type="checkbox" role="switch" checked=${room.auto} onChange=${() => desk.setAuto(!room.auto)} />
    <span>Ask by itself</span>
  </label>`;
  if (room.status === "Scheduled") {
    return html`${auto}<${InviteButton} sessionId=${room.session_id} />
      <button type="button" class="button button--primary" onClick=${desk.start}>Start interview</button>`;
  }
  return html`${auto}
    ${room.paused_at
      ? html`<button type="button" class="button button--primary" onClick=${desk.resume}>Resume</button>`
      : html`<button type="button" class="button" onClick=${desk.pause}>Pause</button>`}
    <button type="button" class="button button--danger" onClick=${desk.end}>End</button>`;
}
