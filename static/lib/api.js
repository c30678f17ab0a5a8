/**
 * Calls to the REST API. Failures are thrown as ApiError with the server's own words.
 * @import {Credentials, WireError} from "../types.js"
 */

export class ApiError extends Error {
  /** @param {WireError} error @param {number} status 0 when the server was not reached */
  constructor(error, status) {
    super(error.message);
    this.name = "ApiError";
    Object.assign(this, error);
    this.code = error.code;
    this.fields = error.fields ?? {};
    this.status = status;
  }
}

/** @typedef {{body?: unknown, credentials?: Credentials | null, signal?: AbortSignal, headers?: Record<string, string>, outlive?: boolean}} Options `outlive`: goes on when the page is left; for small bodies */

/**
 * Ask the API; an expired token is renewed once.
 * @param {string} method
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>} the JSON answer
 */
export async function request(method, path, options = {}) {
  const response = await send(method, path, options);
  if (response.status !== 401 || !options.credentials) return answerOf(response);
  const renewed = await options.credentials.renew();
  return answerOf(renewed ? await send(method, path, options) : response);
}

/** @param {string} method @param {string} path @param {Options} options */
async function send(method, path, { body, credentials, signal, headers: extra, outlive = false }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", ...extra, ...(await credentials?.headers()) };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const payload = body === undefined ? undefined : JSON.stringify(body);
  try {
    return await fetch(path, { method, headers, body: payload ?? null, signal: signal ?? null, keepalive: outlive });
  } catch {
    throw new ApiError({ code: "OFFLINE", message: "The server cannot be reached." }, 0);
  }
}

/** @param {Response} response */
async function answerOf(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new ApiError(body?.error ?? unreadable(response), response.status);
}

/** @param {Response} response @returns {WireError} */
function unreadable(response) {
  const code = response.status >= 500 ? "OFFLINE" : "Unexpected";
  return { code, message: `The server answered ${response.status}. Please try again.` };
}
