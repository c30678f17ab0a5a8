/**
 * What is said in the meeting, as it is heard: newest at the bottom, and following only who reads there.
 * @import {Room, SaidLine} from "../types.js"
 * @import {RoomStore} from "../room/store.js"
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../lib/html.js";
import { Moment } from "./notes.js";

/** So far from the end one still reads at the end, in pixels. */
const NEAR = 24;
/** A screen reader is told of the newest line this often at most, in milliseconds. */
const ALOUD_EVERY = 10_000;
/** @type {Record<string, string>} */
const SPEAKERS = { interviewer: "Interviewer", unknown: "Somebody" };

/** @param {{store: RoomStore, room: Room}} props */
export function Captions({ store, room }) {
  const lines = store.said.value;
  const runs = room.meeting?.capture.transcript === "on";
  if (!runs && lines.length === 0) return null;
  return html`<section class="panel captions" aria-labelledby="captions-title">
    <header class="panel__head">
      <h2 id="captions-title">Said in the meeting</h2>
      <span class="small soft">${runs ? "as it is heard, may be misheard" : "the live transcript has ended"}</span>
    </header>
    ${lines.length === 0
      ? html`<p class="soft small">Nothing heard yet. What is said appears here a moment later.</p>`
      : html`<${Lines} lines=${lines} room=${room} />`}
    ${lines.length > 0 && html`<p class="small soft">Corrected later by the recording's transcript, if the candidate agreed to one.</p>`}
  </section>`;
}

/** @param {{lines: SaidLine[], room: Room}} props */
function Lines({ lines, room }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [follows, setFollows] = useState(true);
  const newest = lines.at(-1);
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });
  useLayoutEffect(() => {
    if (follows) toEnd();
  }, [lines]);
  const scrolled = () => setFollows(isAtEnd(list.current));
  return html`<div class="captions__frame">
      <ol ref=${list} class="captions__lines" tabindex="0" aria-label="What was said" onScroll=${scrolled}>
        ${lines.map((line) => html`<li key=${line.line_id} class="captions__line captions__line--${line.speaker}">
          <${Moment} at=${line.started_at} start=${room.meeting?.started_at ?? room.started_at} />
          <p><span class="captions__who small">${nameOf(line, room)}</span> ${line.text}</p>
        </li>`)}
      </ol>
      ${!follows && html`<button type="button" class="button button--small captions__newest" onClick=${toEnd}>Newest</button>`}
    </div>
    <${Aloud} text=${newest ? `${nameOf(newest, room)}: ${newest.text}` : ""} />`;
}

/** The newest line for those who listen, now and then. @param {{text: string}} props */
function Aloud({ text }) {
  const [told, setTold] = useState("");
  const newest = useRef(text);
  newest.current = text;
  useEffect(() => {
    const timer = setInterval(() => setTold(newest.current), ALOUD_EVERY);
    return () => clearInterval(timer);
  }, []);
  return html`<p class="hidden" aria-live="polite">${told}</p>`;
}

/** @param {HTMLElement | null} list */
function isAtEnd(list) {
  return !list || list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
}

/** @param {SaidLine} line @param {Room} room */
function nameOf({ speaker }, room) {
  return speaker === "candidate" ? room.candidate.name : SPEAKERS[speaker];
}
