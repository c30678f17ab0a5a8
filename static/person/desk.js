/**
 * Everything the candidate page shows, and what can be done on it.
 * @import {CandidateProfile, Note, ResumeDetail, ResumeGlance, TimelineEntry} from "../types.js"
 */
import { signal } from "@preact/signals";
import { ApiError, request } from "../lib/api.js";
import { requireSignIn, signedIn } from "../lib/session.js";

const credentials = signedIn;

export class PersonDesk {
  /** @type {import("@preact/signals").Signal<CandidateProfile | null>} */
  person = signal(null);
  /** @type {import("@preact/signals").Signal<readonly ResumeGlance[]>} */
  resumes = signal([]);
  /** @type {import("@preact/signals").Signal<ResumeDetail | null>} */
  resume = signal(null);
  /** @type {import("@preact/signals").Signal<readonly Note[]>} */
  notes = signal([]);
  /** @type {import("@preact/signals").Signal<readonly TimelineEntry[]>} */
  timeline = signal([]);
  /** @type {import("@preact/signals").Signal<ApiError | Error | null>} */
  failure = signal(null);
  /** The fact that is pointed at. @type {import("@preact/signals").Signal<string | null>} */
  active = signal(null);

  /** @param {number} personId */
  constructor(personId) {
    this.path = `/api/candidates/${personId}`;
  }

  async load() {
    this.failure.value = null;
    try {
      const get = (/** @type {string} */ part) => request("GET", this.path + part, { credentials });
      const [person, resumes, notes, timeline] = await Promise.all([get(""), get("/resumes?limit=20"), get("/notes?limit=100"), get("/timeline?limit=100")]);
      this.resumes.value = resumes.items;
      this.notes.value = notes.items;
      this.timeline.value = timeline.items;
      const [newest] = resumes.items;
      if (newest) await this.show(newest.id);
      this.person.value = person;
    } catch (error) {
      const signedOut = error instanceof ApiError && error.status === 401;
      if (signedOut && !(await requireSignIn())) return;
      this.failure.value = error instanceof Error ? error : new Error("The candidate cannot be shown.");
    }
  }

  /** @param {number} resumeId */
  async show(resumeId) {
    this.active.value = null;
    this.resume.value = await request("GET", `/api/resume/${resumeId}`, { credentials });
  }

  /** Read the shown résumé anew. */
  async readAgain() {
    const shown = this.resume.value;
    if (!shown) return;
    await request("POST", "/api/resume/parse", { body: { resume_id: shown.id }, credentials });
    await this.show(shown.id);
  }

  /** @param {string} text */
  async writeNote(text) {
    const note = await request("POST", `${this.path}/notes`, { body: { text }, credentials });
    this.notes.value = [note, ...this.notes.value];
  }

  /** Save the shown résumé's file on this device. */
  async download() {
    const shown = this.resume.value;
    if (!shown) return;
    const answer = await fetch(`/api/resume/download/${shown.filename}`, { headers: await signedIn.headers() });
    if (!answer.ok) throw new ApiError((await answer.json()).error, answer.status);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = shown.original_filename;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
