/**
 * Who is signed in. The access token lives in memory only; the refresh token is a cookie that
 * scripts cannot read.
 * @import {Credentials, TokenPair, User} from "../types.js"
 */
import { signal } from "@preact/signals";
import { deviceMemory } from "../room/keeper.js";
import { request } from "./api.js";

/** Renewed this long before it ends, which leaves the live seats time to take the new one. */
const SPARE_MS = 90_000;
/** Remembers that this browser has a sign-in, so that nobody else's is asked for in vain. */
const KNOWN = "signed-in";

/** @type {{token: string, expiresAt: number} | null} */
let access = null;
/** @type {Promise<boolean> | null} */
let renewing = null;

/** @type {import("@preact/signals").Signal<User | null>} */
export const user = signal(null);

/** @type {Credentials} */
export const signedIn = { socket, headers, renew };

/** @param {string} username or e-mail address @param {string} password @param {unknown} [code] where the account asks for one */
export async function signIn(username, password, code) {
  const body = { username, password, ...(code ? { totp_code: String(code) } : {}) };
  accept(await request("POST", "/api/auth/login", { body }));
}

export async function signOut() {
  await request("POST", "/api/auth/logout", { body: {}, credentials: signedIn }).catch(() => null);
  access = null;
  user.value = null;
}

/** Get a token by the cookie, once for all who ask at the same time. */
export function renew() {
  renewing ??= request("POST", "/api/auth/refresh", { body: {} })
    .then(accept, refused)
    .finally(() => (renewing = null));
  return renewing;
}

/** Sign in silently where somebody has been signed in before; strangers are not asked. */
export async function recognise() {
  if (deviceMemory(KNOWN) === "yes") await renew();
}

/** Make sure that somebody is signed in, else go to the sign-in page and come back. */
export async function requireSignIn() {
  if (await current()) return true;
  location.replace(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  return false;
}

async function current() {
  const fresh = access && access.expiresAt - SPARE_MS > Date.now();
  if (!fresh) await renew();
  return access?.token ?? null;
}

/** @returns {Promise<Record<string, string>>} */
async function headers() {
  const token = await current();
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function socket() {
  return { token: (await current()) ?? "" };
}

/** @param {TokenPair} pair */
function accept(pair) {
  access = { token: pair.access_token, expiresAt: Date.now() + pair.expires_in * 1_000 };
  user.value = pair.user;
  deviceMemory(KNOWN, "yes");
  return true;
}

/** A server that is down leaves the old token in place; a refusal ends the session. @param {{status?: number}} error */
function refused(error) {
  if (error.status === 401 || error.status === 403) {
    access = null;
    user.value = null;
    deviceMemory(KNOWN, "");
  }
  return false;
}
