/**
 * A résumé on its way: sent, read by the server, and what was understood.
 * @import {ResumeDetail} from "../types.js"
 */
import { signal } from "@preact/signals";
import { request } from "../lib/api.js";
import { signedIn, user } from "../lib/session.js";
import { upload } from "../lib/upload.js";

const ASK_EVERY_MS = 1_500;
const ASK_AT_MOST = 40;
const MEGABYTE = 1_048_576;
export const LARGEST = 10 * MEGABYTE;
export const ACCEPTED = ".pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * @typedef {{phase: "none"} | {phase: "sending", name: string, share: number} | {phase: "reading", name: string}
 *   | {phase: "ready", name: string, detail: ResumeDetail} | {phase: "failed", name: string, message: string}} State
 */

export class Resume {
  /** @type {import("@preact/signals").Signal<State>} */
  state = signal({ phase: "none" });
  /** What proves to the server that the file is ours. @type {{resume_id: number, resume_token?: string} | null} */
  claim = null;
  /** @type {AbortController | null} */
  #stop = null;

  /** @param {number} jobId @param {(detail: ResumeDetail) => void} onRead */
  constructor(jobId, onRead) {
    this.jobId = jobId;
    this.onRead = onRead;
  }

  get busy() {
    return ["sending", "reading"].includes(this.state.value.phase);
  }

  /** Send `file` in place of what was there. @param {File} file */
  async send(file) {
    this.drop();
    const stop = (this.#stop = new AbortController());
    const name = file.name;
    const show = (/** @type {State} */ state) => !stop.signal.aborted && (this.state.value = state);
    const refusal = refuse(file);
    if (refusal) return show({ phase: "failed", name, message: refusal });
    show({ phase: "sending", name, share: 0 });
    try {
      const onProgress = (/** @type {number} */ share) => show(share < 1 ? { phase: "sending", name, share } : { phase: "reading", name });
      const headers = user.value ? await signedIn.headers() : {};
      const answer = await upload("/api/resume/upload", this.#form(file), { onProgress, headers, signal: stop.signal });
      if (stop.signal.aborted) return;
      this.claim = { resume_id: answer.id, ...(answer.upload_token && { resume_token: answer.upload_token }) };
      show({ phase: "reading", name });
      this.#take(await this.#read(answer.id, answer.upload_token, stop.signal), name, show);
    } catch (error) {
      show({ phase: "failed", name, message: error instanceof Error ? error.message : "The file was not sent. Please try again." });
    }
  }

  /** Go on without a résumé; one that was sent and not used is deleted by the server. */
  drop() {
    this.#stop?.abort();
    this.claim = null;
    this.state.value = { phase: "none" };
  }

  /** @param {File} file */
  #form(file) {
    const form = new FormData();
    form.set("job_id", String(this.jobId));
    form.set("file", file);
    return form;
  }

  /** Ask until it has been read. @param {number} id @param {string | null} token @param {AbortSignal} signal @returns {Promise<ResumeDetail>} */
  async #read(id, token, signal) {
    const proof = token ? { headers: { "X-Upload-Token": token } } : { credentials: signedIn };
    for (let asked = 0; ; asked += 1) {
      const detail = await request("GET", `/api/resume/${id}`, { ...proof, signal });
      if (detail.parsing_status !== "pending" || asked >= ASK_AT_MOST) return detail;
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }

  /** @param {ResumeDetail} detail @param {string} name @param {(state: State) => void} show */
  #take(detail, name, show) {
    if (detail.parsing_status === "failed") {
      this.claim = null;
      return show({ phase: "failed", name, message: detail.message ?? "The file cannot be read." });
    }
    show({ phase: "ready", name, detail });
    this.onRead(detail);
  }
}

/** What is wrong with a file before it is sent. @param {File} file */
function refuse(file) {
  if (file.size === 0) return "The file is empty. Choose your résumé again.";
  if (file.size > LARGEST) return `The file is larger than ${LARGEST / MEGABYTE} MB. Save it with smaller pictures and try again.`;
  return /\.(pdf|docx)$/i.test(file.name) ? "" : "Choose a PDF or DOCX file.";
}
