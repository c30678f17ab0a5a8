/**
 * When the room cannot be entered: why, and what to do next.
 * @import {WireError} from "../types.js"
 */
import { html } from "../lib/html.js";

/** @type {Record<string, {title: string, next: string}>} */
const KNOWN = {
  InviteExpired: {
    title: "This link has expired",
    next: "Ask the person who invited you for a new one. Answers you have handed in are safe.",
  },
  InviteUsed: {
    title: "This interview is open somewhere else",
    next: "The link works on one device at a time. Go on there, or close it there and try again here. If that was not you, tell the person who invited you.",
  },
  InviteUnknown: {
    title: "This link does not work any more",
    next: "It was replaced by a newer one, or the interview was called off. Look for the latest invitation, or ask the person who invited you.",
  },
  NotFound: {
    title: "There is no interview here for you",
    next: "Check that the whole link was copied, with everything after the # sign, or ask for a new one.",
  },
  SignInNeeded: {
    title: "This link is not complete",
    next: "Open the link from your invitation again, with everything after the # sign. If you have an account, sign in.",
  },
};

/** @param {{error: WireError, onRetry: () => void}} props */
export function Trouble({ error, onRetry }) {
  const known = KNOWN[error.code];
  const next = `/login?next=${encodeURIComponent(location.pathname)}`;
  return html`<section class="quiet quiet--start" role="alert">
    <h1 tabindex="-1">${known?.title ?? "You cannot enter this room"}</h1>
    <p class="lead">${known?.next ?? error.message}</p>
    <div class="row">
      <button type="button" class="button button--primary" onClick=${onRetry}>Try again</button>
      ${["SignInNeeded", "NotFound"].includes(error.code) && html`<a class="button" href=${next}>Sign in</a>`}
    </div>
    ${error.request_id && html`<p class="soft small">For support: ${error.request_id}</p>`}
  </section>`;
}

/** The server has not answered yet. @param {{offline: boolean}} props */
export function Unreachable({ offline }) {
  return html`<section class="quiet" role="status">
    <div class="quiet__sign quiet__sign--busy" aria-hidden="true"></div>
    <h1 tabindex="-1">${offline ? "The server cannot be reached" : "Opening your interview…"}</h1>
    ${offline &&
    html`<p class="lead">This page keeps trying. Check your internet connection; if it works elsewhere, the server is being restarted or is down. Your invitation stays valid.</p>`}
  </section>`;
}

export function Cancelled() {
  return html`<section class="quiet quiet--start">
    <h1 tabindex="-1">This interview was cancelled</h1>
    <p class="lead">If you did not expect that, ask the person who invited you for a new time.</p>
  </section>`;
}

/** Somebody who may watch opened the candidate's page. @param {{sessionId: number}} props */
export function NotTheCandidate({ sessionId }) {
  return html`<section class="quiet quiet--start">
    <h1 tabindex="-1">This is the candidate's page</h1>
    <p class="lead">You are signed in as an interviewer. The candidate comes in by the invite link; you watch and lead from the live page.</p>
    <a class="button button--primary" href=${`/recruiter/live/${sessionId}`}>Open the live page</a>
  </section>`;
}
