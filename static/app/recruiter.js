/**
 * All interviews one may see: live ones as they change, the next, the past.
 * @import {DashboardRoom, SessionView} from "../types.js"
 * @import {Lists} from "../recruiter/lists.js"
 */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useState } from "preact/hooks";
import { ApiError, request } from "../lib/api.js";
import { followDashboard, line } from "../lib/dashboard.js";
import { count, dayAndTime, plural, points, relative } from "../lib/format.js";
import { catchFocus } from "../lib/focus.js";
import { html } from "../lib/html.js";
import { InviteButton } from "../lib/invite.js";
import { Notices } from "../lib/notices.js";
import { Connection, Empty, Loading, TopBar } from "../lib/parts.js";
import { requireSignIn, signOut, signedIn, user } from "../lib/session.js";
import { MeetingState, PlanActions } from "../recruiter/plan.js";
import { ScheduleDialog } from "../recruiter/schedule.js";
import { fetchLists, fetchMore, inOrder } from "../recruiter/lists.js";

const PAGE = 100;
const RECRUITER_LEVEL = 2;
/** Rooms that change at the same time ask for one list. */
const GATHER_MS = 500;
/** How soon one looks again for a meeting that is being made. */
const MEETING_MS = 3_000;
const lists = signal(/** @type {Lists | null} */ (null));
const failure = signal(/** @type {string | null} */ (null));
const rooms = signal(/** @type {ReadonlyMap<number, DashboardRoom>} */ (new Map()));

/** Those who hold interviews; candidates see their own ones. */
const holds = () => (user.value?.level ?? 0) >= RECRUITER_LEVEL;

/** Fetch what is shown anew, or some more of the past. @param {boolean} [more] */
async function load(more = false) {
  const held = lists.value;
  try {
    lists.value = more && held ? await fetchMore(fetchPage, held) : await fetchLists(fetchPage, held);
    failure.value = null;
  } catch (error) {
    const signedOut = error instanceof ApiError && error.status === 401;
    if (signedOut && !(await requireSignIn())) return;
    failure.value = error instanceof Error ? error.message : "The interviews cannot be shown.";
  }
}

/** @type {import("../recruiter/lists.js").FetchPage} */
function fetchPage(status, cursor) {
  const query = new URLSearchParams({ status, limit: String(PAGE), ...(cursor && { cursor }) });
  return request("GET", `/api/interview/sessions?${query}`, { credentials: signedIn });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let reloading;

/** Rooms that are new here or changed their status move to another list. @param {DashboardRoom[]} changed */
function take(changed) {
  const moved = changed.some((room) => statusOf(room.session_id) !== room.status);
  rooms.value = new Map([...rooms.value, ...changed.map((room) => /** @type {const} */ ([room.session_id, room]))]);
  if (!moved || !lists.value) return;
  clearTimeout(reloading);
  reloading = setTimeout(() => void load(), GATHER_MS);
}

/** What was last heard of an interview, listed or not. @param {number} id */
function statusOf(id) {
  const listed = Object.values(lists.value ?? {}).flatMap(({ items }) => items);
  return listed.find((one) => one.id === id)?.status ?? rooms.value.get(id)?.status;
}

function Page() {
  const [planning, setPlanning] = useState(false);
  const shown = lists.value && inOrder(lists.value);
  const none = shown && shown.live.length + shown.next.length + shown.past.length === 0;
  return html`<a class="skip-link" href="#main">Skip to the content</a>
    <${TopBar} home=${holds() ? "/recruiter" : "/"}>
      <div class="topbar__end">
        ${holds() && html`<${Connection} state=${line.value} />`}
        ${holds() && html`<a class="button button--small" href="/questions">Questions</a>`}
        <span class="small soft">${user.value?.username}</span>
        <button type="button" class="button button--small" onClick=${leave}>Sign out</button>
      </div>
    <//>
    <main id="main" class="wide stack stack--wide" tabindex="-1">
      <div class="row row--apart">
        <h1>${holds() ? "Interviews" : "Your interviews"}</h1>
        ${holds() && html`<button type="button" class="button button--primary" onClick=${() => setPlanning(true)}>Schedule an interview</button>`}
      </div>
      ${failure.value && html`<${Empty} title="The interviews cannot be shown">
        <p>${failure.value}</p>
        <button type="button" class="button" onClick=${() => load()}>Try again</button>
      <//>`}
      ${!shown && !failure.value && html`<${Loading} label="Looking for interviews" />`}
      ${none && html`<${Empty} title="No interviews yet">
        <p>${holds()
          ? "Schedule one for an application, then copy its invite link from here and send it to the candidate."
          : "Once an interview is planned for you, it stands here. An invite link works without this page."}</p>
      <//>`}
      ${shown && !none && html`
        <${Section} title="Live now" sessions=${shown.live} none="Nobody is in an interview right now." />
        <${Section} title="Next" sessions=${shown.next} none="Nothing is planned." />
        <${Section} title="Past" sessions=${shown.past} total=${shown.pastTotal} none="No interview has ended yet." />`}
      ${shown && shown.past.length < shown.pastTotal && html`<div class="row">
        <button type="button" class="button" onClick=${() => load(true)}>Show more</button>
        <span class="small soft">${count(shown.past.length)} of ${count(shown.pastTotal)} past interviews</span>
      </div>`}
    </main>
    ${holds() && html`<${ScheduleDialog} open=${planning} onClose=${() => setPlanning(false)} onPlanned=${() => load()} />`}
    <${Notices} />`;
}

/** @param {{title: string, sessions: SessionView[], none: string, total?: number}} props */
function Section({ title, sessions: list, none, total = list.length }) {
  return html`<section class="stack" aria-label=${title}>
    <h2>${title} <span class="soft digits">${total ? count(total) : ""}</span></h2>
    ${list.length === 0 && html`<p class="soft">${none}</p>`}
    <ul class="sessions">${list.map((one) => html`<${Row} key=${one.id} session=${one} room=${rooms.value.get(one.id)} />`)}</ul>
  </section>`;
}

/** @param {{session: SessionView, room?: DashboardRoom}} props */
function Row({ session, room }) {
  const live = session.status === "In Progress";
  const scored = holds() && (live || session.status === "Completed");
  const overall = room?.overall ?? session.overall_score;
  const page = holds() ? `/recruiter/live/${session.id}` : `/room/${session.id}`;
  return html`<li class="session ${live ? "session--live" : ""}">
    <div class="session__who">
      <a class="session__name" href=${page}>${session.candidate_name}</a>
      <span class="soft">${session.job_title}</span>
    </div>
    <div class="session__what small">${live && room ? html`<${Progress} room=${room} />` : html`<${When} session=${session} />`}
      ${holds() && html`<${MeetingState} session=${session} onChange=${() => load()} />`}
      ${holds() && session.status === "Scheduled" && html`<${PlanActions} session=${session} onChange=${() => load()} />`}</div>
    <div class="session__end">
      ${scored && overall !== null && html`<${Overall} value=${overall} />`}
      ${holds() && session.status === "Scheduled" && html`<${InviteButton} sessionId=${session.id} label="Copy invite" />`}
      ${scored && html`<a class="button button--small" href=${`/recruiter/report/${session.id}`}>Report<span class="hidden"> of ${session.candidate_name}'s interview</span></a>`}
      <a class="button button--small ${live ? "button--primary" : ""}" href=${page}>
        ${live && holds() ? "Watch" : "Open"}<span class="hidden"> ${session.candidate_name}'s interview</span>
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

/** @param {{value: number}} props */
function Overall({ value }) {
  return html`<span class="session__score digits" title="Overall score so far, out of 10"><span class="hidden">Score </span>${points(value)}</span>`;
}

async function leave() {
  await signOut();
  location.replace("/login");
}

const root = document.getElementById("page");
if (root && (await requireSignIn())) {
  render(html`<${Page} />`, root);
  catchFocus("#main");
  await load();
  effect(() => {
    const making = lists.value?.Scheduled.items.some(({ meeting }) => meeting?.state === "wanted" && !meeting.problem);
    if (!making || !holds()) return undefined;
    const timer = setTimeout(() => void load(), MEETING_MS);
    return () => clearTimeout(timer);
  });
  if (holds()) followDashboard({ "rooms.changed": ({ rooms: changed }) => take(changed) }, take);
}
