/**
 * What can still be changed of a planned interview, and how its meeting stands.
 * @import {SessionView} from "../types.js"
 */
import { useState } from "preact/hooks";
import { dayAndTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { report, undoable } from "../lib/notices.js";
import { PROVIDERS, call } from "./planning.js";
import { MoveDialog } from "./schedule.js";

const UNDO_S = 5;
/** @type {Record<string, string>} */
const MEETINGS = { wanted: "is being made", open: "is ready", started: "is on now", ended: "has ended", closed: "was taken back", failed: "could not be made" };

/** @param {{session: SessionView, onChange: () => void}} props */
export function PlanActions({ session, onChange }) {
  const [moving, setMoving] = useState(false);
  const path = `/api/interview/sessions/${session.id}`;
  const change = async (/** @type {Promise<unknown>} */ work, /** @type {string} */ done) => {
    if (await report(work, done)) onChange();
  };
  const cancel = () =>
    undoable(`Cancelling ${session.candidate_name}'s interview.`, UNDO_S, () => void change(call("DELETE", path), "The interview is cancelled."));
  const move = (/** @type {string} */ scheduled_at) => {
    setMoving(false);
    undoable(`Moving ${session.candidate_name}'s interview to ${dayAndTime(scheduled_at)}.`, UNDO_S, () => void change(call("PATCH", path, { scheduled_at }), "The interview is moved."), { leaving: true });
  };
  return html`<span class="row">
      <button type="button" class="link" onClick=${() => setMoving(true)}>Move<span class="hidden"> ${session.candidate_name}'s interview</span></button>
      <button type="button" class="link" onClick=${cancel}>Cancel<span class="hidden"> ${session.candidate_name}'s interview</span></button>
    </span>
    <${MoveDialog} session=${session} open=${moving} onClose=${() => setMoving(false)} onMove=${move} />`;
}

/** @param {{session: SessionView, onChange: () => void}} props */
export function MeetingState({ session, onChange }) {
  const { meeting, status } = session;
  if (!meeting || ["Completed", "Cancelled"].includes(status)) return null;
  const retry = async () => {
    if (await report(call("POST", `/api/video/meetings/${meeting.id}/retry`), "Asked again.")) onChange();
  };
  const where = meeting.provider === "zoom" ? ` ${PROVIDERS["zoom"]}` : "";
  return html`<span class=${meeting.problem ? "" : "soft"}>Video meeting${where} ${MEETINGS[meeting.state]}${meeting.problem && html`: ${meeting.problem}
    ${" "}<button type="button" class="link" onClick=${retry}>Try again<span class="hidden"> to make ${session.candidate_name}'s meeting</span></button>`}</span>`;
}
