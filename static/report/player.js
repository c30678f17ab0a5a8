/**
 * The recording, or why there is none.
 * @import {Room} from "../types.js"
 * @import {ReportDesk} from "./desk.js"
 * @import {Hosted, Report} from "./types.js"
 */
import { useEffect, useRef } from "preact/hooks";
import { html } from "../lib/html.js";
import { report } from "../lib/notices.js";

/** While something is on its way, the page looks again this often. */
const AGAIN_MS = 5_000;
/** Transcript and scores follow a recording within about this time after the meeting. */
const FRESH_MS = 900_000;
/** A service that has sent nothing this long after the meeting sends nothing more. */
const LATEST_MS = 86_400_000;

/** @param {{desk: ReportDesk, found: Report, room: Room}} props */
export function Recording({ desk, found, room }) {
  const url = desk.film.value;
  const growing = isGrowing(found, room, desk.hosted.value);
  useEffect(() => {
    if (!growing) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && void desk.load(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [growing]);
  return html`<section class="panel recording" aria-labelledby="recording-title">
    <h2 id="recording-title">Recording</h2>
    ${url ? html`<${Player} key=${found.recording_id} desk=${desk} found=${found} url=${url} />` : html`<${NoRecording} desk=${desk} found=${found} room=${room} />`}
  </section>`;
}

/** @param {{desk: ReportDesk, found: Report, url: string}} props */
function Player({ desk, found, url }) {
  const element = useRef(/** @type {HTMLMediaElement | null} */ (null));
  const renewed = useRef(false);
  useEffect(() => {
    desk.player = element.current;
    return () => {
      desk.player = null;
    };
  }, []);
  const isFilm = found.recordings.find((one) => one.id === found.recording_id)?.kind === "video";
  const tick = () => (desk.at.value = element.current?.currentTime ?? 0);
  const failed = () => {
    if (renewed.current) return;
    renewed.current = true;
    void report(desk.link());
  };
  const ready = () => (renewed.current = false);
  const name = `Recording of the interview with ${found.candidate.name}`;
  return isFilm
    ? html`<video ref=${element} class="recording__player" src=${url} controls playsinline preload="metadata" aria-label=${name}
        onTimeUpdate=${tick} onSeeked=${tick} onError=${failed} onLoadedMetadata=${ready}></video>`
    : html`<audio ref=${element} class="recording__player" src=${url} controls preload="metadata" aria-label=${name}
        onTimeUpdate=${tick} onSeeked=${tick} onError=${failed} onLoadedMetadata=${ready}></audio>`;
}

/** @param {{desk: ReportDesk, found: Report, room: Room}} props */
function NoRecording({ desk, found, room }) {
  const hosted = desk.hosted.value;
  const coming = isComing(found, room, hosted);
  return html`<p class="soft" role="status">${coming
    ? "The recording is on its way. It appears here by itself, usually some minutes after the meeting has ended."
    : whyNone(found, room, hosted)}</p>`;
}

/** @param {Report} found */
const media = (found) => found.recordings.filter(({ kind }) => kind === "video" || kind === "audio");

/** Whether more is on its way than is shown. @param {Report} found @param {Room} room @param {Hosted | null} hosted */
function isGrowing(found, room, hosted) {
  if (isComing(found, room, hosted) || found.recordings.some(({ state }) => state === "waiting" || state === "fetching")) return true;
  return Boolean(hosted?.ended_at) && Date.now() - Date.parse(hosted?.ended_at ?? "") < FRESH_MS;
}

/** @param {Report} found @param {Room} room @param {Hosted | null} hosted */
function isComing(found, room, hosted) {
  const files = media(found);
  if (files.length > 0) return files.some(({ state }) => state === "waiting" || state === "fetching");
  if (!hosted?.records || !hosted.ended_at || room.consents.record === false) return false;
  return Date.now() - Date.parse(hosted.ended_at) < LATEST_MS;
}

/** @param {Report} found @param {Room} room @param {Hosted | null} hosted */
function whyNone(found, room, hosted) {
  const [file] = media(found);
  if (file?.state === "deleted") return "The recording was deleted.";
  if (file?.problem) return `There is no recording: ${file.problem}`;
  if (!room.meeting) return "There is no recording: this interview had no video meeting.";
  if (room.consents.record === false) return "There is no recording: the candidate said no.";
  if (hosted && !hosted.records) return "There is no recording: none was planned for the meeting.";
  return hosted?.ended_at ? "There is no recording: none came from the video service." : "There is no recording yet. The meeting has not ended.";
}
