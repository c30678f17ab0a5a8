/**
 * All interviews one may see: live ones as they change, the next, the past.
 * @import {DashboardRoom, SessionView} from "../types.js"
 */
import { signal } from "@preact/signals";
import { render } from "preact";
import { io } from "socket.io-client";
import { request } from "../lib/api.js";
import { count, dayAndTime, plural, points, relative } from "../lib/format.js";
import { html } from "../lib/html.js";
import { InviteButton } from "../lib/invite.js";
import { Notices } from "../lib/notices.js";
import { Connection, Empty, Loading, TopBar } from "../lib/parts.js";
import { requireSignIn, signOut, signedIn, user } from "../lib/session.js";

const PAGE = 100;
const sessions = signal(/** @type {SessionView[] | null} */ (null));
const total = signal(0);
const cursor = signal(/** @type {string | null} */ (null));
const failure = signal(/** @type {string | null} */ (null));
const rooms = signal(/** @type {ReadonlyMap<number, DashboardRoom>} */ (new Map()));
const line = signal(/** @type {import("../types.js").ConnectionState} */ ("connecting"));

/** @param {string | null} [after] */
async function load(after = null) {
  failure.value = null;
  const query = new URLSearchParams({ limit: String(PAGE), ...(after && { cursor: after }) });
  try {
    const page = await request("GET", `/api/interview/sessions?${query}`, { credentials: signedIn });
    sessions.value = after ? [...(sessions.value ?? []), ...page.items] : page.items;
    cursor.value = page.next_cursor;
    total.value = page.total;
  } catch (error) {
    failure.value = error instanceof Error ? error.message : "The interviews cannot be shown.";
  }
}

function follow() {
  const socket = io("/dashboard", { transports: ["websocket"], auth: (send) => void signedIn.socket().then(send) });
  socket.on("connect", async () => {
    const ack = await socket.timeout(8_000).emitWithAck("dashboard.subscribe", {}).catch(() => null);
    line.value = ack?.ok ? "live" : "offline";
    if (ack?.ok) take(ack.data.rooms);
  });
  socket.on("rooms.changed", ({ rooms: changed }) => take(changed));
  socket.on("disconnect", (reason) => {
    line.value = "offline";
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1_000);
  });
  socket.on("connect_error", () => {
    line.value = "offline";
    if (!socket.active) setTimeout(() => socket.connect(), 5_000);
  });
}

/** Rooms that changed their status move to another list. @param {DashboardRoom[]} changed */
function take(changed) {
  const known = sessions.value ?? [];
  const moved = changed.some((room) => known.find((one) => one.id === room.session_id)?.status !== room.status);
  rooms.value = new Map([...rooms.value, ...changed.map((room) => /** @type {const} */ ([room.session_id, room]))]);
  if (moved && sessions.value) void load();
}

function Page() {
  const list = sessions.value;
  const live = list?.filter((one) => one.status === "In Progress") ?? [];
  const next = list?.filter((one) => one.status === "Scheduled").sort(byTime) ?? [];
  const past = list?.filter((one) => ["Completed", "Cancelled"].includes(one.status)).sort(byEnd) ?? [];
  return html`<a class="skip-link" href="#main">Skip to the content</a>
    <${TopBar} home="/recruiter">
      <div class="topbar__end">
        <${Connection} state=${line.value} />
        <span class="small soft">${user.value?.username}</span>
        <button type="button" class="button button--small" onClick=${leave}>Sign out</button>
      </div>
    <//>
    <main id="main" class="wide stack stack--wide" tabindex="-1">
      <h1>Interviews</h1>
      ${failure.value && html`<${Empty} title="The interviews cannot be shown">
        <p>${failure.value}</p>
        <button type="button" class="button" onClick=${() => load()}>Try again</button>
      <//>`}
      ${!list && !failure.value && html`<${Loading} label="Looking for interviews" />`}
      ${list?.length === 0 && html`<${Empty} title="No interviews yet">
        <p>Schedule one for an application, then copy its invite link from here and send it to the candidate.</p>
      <//>`}
      ${list && list.length > 0 && html`
        <${Section} title="Live now" sessions=${live} none="Nobody is in an interview right now." />
        <${Section} title="Next" sessions=${next} none="Nothing is planned." />
        <${Section} title="Past" sessions=${past} none="No interview has ended yet." />`}
      ${list && cursor.value && html`<div class="row"><button type="button" class="button" onClick=${() => load(cursor.value)}>Show more</button>
        <span class="small soft">${count(list.length)} of ${count(total.value)}</span></div>`}
    </main>
    <${Notices} />`;
}

/** @param {{title: string, sessions: SessionView[], none: string}} props */
function Section({ title, sessions: list, none }) {
  return html`<section class="stack" aria-label=${title}>
    <h2>${title} <span class="soft digits">${list.length || ""}</span></h2>
    ${list.length === 0 && html`<p class="soft">${none}</p>`}
    <ul class="sessions">${list.map((one) => html`<${Row} key=${one.id} session=${one} room=${rooms.value.get(one.id)} />`)}</ul>
  </section>`;
}

/** @param {{session: SessionView, room?: DashboardRoom}} props */
function Row({ session, room }) {
  const live = session.status === "In Progress";
  return html`<li class="session ${live ? "session--live" : ""}">
    <div class="session__who">
      <a class="session__name" href=${`/recruiter/live/${session.id}`}>${session.candidate_name}</a>
      <span class="soft">${session.job_title}</span>
    </div>
    <div class="session__what small">${live && room ? html`<${Progress} room=${room} />` : html`<${When} session=${session} />`}</div>
    <div class="session__end">
      ${live || session.status === "Completed" ? html`<${Overall} value=${room?.overall ?? session.overall_score} />` : null}
      ${session.status === "Scheduled" && html`<${InviteButton} sessionId=${session.id} label="Copy invite" />`}
      <a class="button button--small ${live ? "button--primary" : ""}" href=${`/recruiter/live/${session.id}`}>
        ${live ? "Watch" : "Open"}<span class="hidden"> ${session.candidate_name}'s interview</span>
      </a>
    </div>
  </li>`;
}

/** @param {{room: DashboardRoom}} props */
function Progress({ room }) {
  return html`<span class="row">
      ${room.paused ? html`<span class="badge badge--warn">Paused</span>` : html`<span class="badge badge--good">Live</span>`}
      <span class="dot dot--${room.candidate_connected ? "good" : "bad"}">${room.candidate_connected ? "Candidate is here" : "Candidate is away"}</span>
      <span class="soft digits">${room.answered} of ${plural(room.question_count, "question")}</span>
    </span>
    ${room.question && html`<span class="session__question soft">${room.question}</span>`}`;
}

/** @param {{session: SessionView}} props */
function When({ session }) {
  const at = session.completed_at ?? session.started_at ?? session.scheduled_at;
  return html`<span class="soft">
    ${session.status === "Cancelled" ? "Cancelled, " : ""}
    ${at ? html`<time datetime=${at} title=${relative(at)}>${dayAndTime(at)}</time>` : "No time set"},
    ${" "}${plural(session.question_count, "question")}${session.auto ? ", asks by itself" : ""}
  </span>`;
}

/** @param {{value: number | null}} props */
function Overall({ value }) {
  return html`<span class="session__score digits" title="Overall score so far, out of 10"><span class="hidden">Score </span>${points(value)}</span>`;
}

async function leave() {
  await signOut();
  location.replace("/login");
}

/** @param {SessionView} one @param {SessionView} other */
function byTime(one, other) {
  return String(one.scheduled_at).localeCompare(String(other.scheduled_at));
}

/** The latest first. @param {SessionView} one @param {SessionView} other */
function byEnd(one, other) {
  return String(other.completed_at ?? other.scheduled_at).localeCompare(String(one.completed_at ?? one.scheduled_at));
}

const root = document.getElementById("page");
if (root && (await requireSignIn())) {
  render(html`<${Page} />`, root);
  await load();
  follow();
}
