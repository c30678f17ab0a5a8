/**
 * What this browser remembers: unsaved text, invites, the names of device and tab.
 *
 * Storage may be switched off or full; then nothing is remembered and nothing breaks.
 * @import {Keeper} from "../types.js"
 */
import { randomId } from "../lib/random.js";

/** @param {number} sessionId @param {number} questionId @returns {Keeper} */
export function draftKeeper(sessionId, questionId) {
  const key = `greenroom.draft.${sessionId}.${questionId}`;
  return {
    load: () => parse(read(localStorage, key)),
    keep: (kept) => write(localStorage, key, JSON.stringify(kept)),
    forget: () => remove(localStorage, key),
  };
}

/** Names this browser, so that an invite holds for one device. */
export function deviceId() {
  return remembered(localStorage, "greenroom.device");
}

let tab = "";

/**
 * Names this tab, so that its own resent edits are told from another tab's.
 *
 * A duplicated tab inherits the storage, so the name lies there only between two pages of the tab.
 */
export function tabId() {
  const key = "greenroom.tab";
  if (tab) return tab;
  tab = read(sessionStorage, key) ?? randomId();
  remove(sessionStorage, key);
  addEventListener("pagehide", () => write(sessionStorage, key, tab));
  addEventListener("pageshow", () => remove(sessionStorage, key));
  return tab;
}

/**
 * The invite for a session: taken out of the address bar once, remembered for coming back.
 * @param {number} sessionId
 */
export function takeInvite(sessionId) {
  const key = `greenroom.invite.${sessionId}`;
  const fresh = new URLSearchParams(location.hash.slice(1)).get("invite");
  if (!fresh) return read(localStorage, key);
  write(localStorage, key, fresh);
  history.replaceState(history.state, "", location.pathname + location.search);
  return fresh;
}

/** @param {string} key @param {string} [value] reads when left out */
export function tabMemory(key, value) {
  if (value === undefined) return read(sessionStorage, `greenroom.${key}`);
  write(sessionStorage, `greenroom.${key}`, value);
  return value;
}

/** @param {string} key @param {string} [value] reads when left out */
export function deviceMemory(key, value) {
  if (value === undefined) return read(localStorage, `greenroom.${key}`);
  write(localStorage, `greenroom.${key}`, value);
  return value;
}

/** Whether this browser keeps what it is given. */
export function storageWorks() {
  const key = "greenroom.probe";
  const works = write(localStorage, key, "1") && read(localStorage, key) === "1";
  remove(localStorage, key);
  return works;
}

/** @param {Storage} storage @param {string} key */
function remembered(storage, key) {
  const known = read(storage, key);
  if (known) return known;
  const fresh = randomId();
  write(storage, key, fresh);
  return fresh;
}

/** @param {string | null} json */
function parse(json) {
  try {
    const kept = json === null ? null : JSON.parse(json);
    return typeof kept?.text === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** @param {Storage} storage @param {string} key */
function read(storage, key) {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {Storage} storage @param {string} key @param {string} value */
function write(storage, key, value) {
  try {
    storage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** @param {Storage} storage @param {string} key */
function remove(storage, key) {
  try {
    storage.removeItem(key);
  } catch {
    return;
  }
}
