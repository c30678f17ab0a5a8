/**
 * Small parts that several pages share.
 * @import {ConnectionState, Presence} from "../types.js"
 */
import { html } from "./html.js";

/** @type {Record<ConnectionState, [string, string]>} */
const LINES = {
  connecting: ["busy", "Connecting…"],
  live: ["good", "Connected"],
  offline: ["bad", "Offline, reconnecting…"],
  fallback: ["busy", "Limited connection"],
  refused: ["bad", "Not connected"],
};

/** @param {{state: ConnectionState}} props */
export function Connection({ state }) {
  const [tone, words] = LINES[state];
  return html`<span class="dot dot--${tone}" role="status">${words}</span>`;
}

/** @param {{people: Presence[]}} props */
export function People({ people }) {
  return html`<ul class="people" aria-label="In the room">
    ${people.map(
      ({ name, role, connected }) => html`<li key=${`${role} ${name}`} class="chip ${connected ? "" : "chip--away"}">
        <span class="avatar" aria-hidden="true">${initials(name)}</span>
        <span>${name}</span>
        <span class="hidden">, ${role}, ${connected ? "here" : "away"}</span>
      </li>`,
    )}
  </ul>`;
}

/** @param {{label?: string}} props */
export function Loading({ label = "Loading" }) {
  return html`<div class="loading" role="status">
    <span class="loading__bar"></span><span>${label}…</span>
  </div>`;
}

/** Something is missing or broken, and what to do next. @param {{title: string, children?: any, tone?: string}} props */
export function Empty({ title, children, tone = "" }) {
  return html`<div class="empty ${tone}">
    <h2>${title}</h2>
    ${children}
  </div>`;
}

/** The product's mark; decorative beside its name. */
export function Mark() {
  return html`<svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d="M4 20V9a5 5 0 0 1 5-5h6a5 5 0 0 1 5 5v11" />
    <path d="M9 20v-8h6v8" />
    <circle cx="12.9" cy="16.4" r="0.6" />
  </svg>`;
}

/** @param {{children?: any, home?: string}} props */
export function TopBar({ children, home = "/" }) {
  return html`<header class="topbar">
    <a class="brand" href=${home}><${Mark} />Greenroom</a>
    ${children}
  </header>`;
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0] ?? "").join("").toUpperCase();
}
