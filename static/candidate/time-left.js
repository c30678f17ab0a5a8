/**
 * The open question's time by the server's clock, spoken at a few moments only.
 * @import {QuestionState} from "../types.js"
 */
import { useEffect } from "preact/hooks";
import { duration, plural } from "../lib/format.js";
import { html } from "../lib/html.js";
import { now } from "../lib/ticking.js";
import { secondsUntil } from "../room/clock.js";

const SPOKEN = [300, 120, 60, 30, 10];

/** @param {{question: QuestionState, paused: boolean, offset: number, onOver?: () => void}} props */
export function TimeLeft({ question, paused, offset, onOver = () => {} }) {
  const { deadline_at, remaining_s, time_limit_s } = question;
  const left = deadline_at ? secondsUntil(deadline_at, offset, now.value) : remaining_s;
  const over = left === 0;
  useEffect(() => void (over && onOver()), [over]);
  if (left === null) return html`<p class="soft small">No time limit</p>`;

  const share = time_limit_s ? Math.min(1, left / time_limit_s) : 1;
  const spoken = SPOKEN.findLast((seconds) => left <= seconds && left > seconds - 5);
  return html`<p class="time ${left <= 30 ? "time--short" : ""}">
    <svg viewBox="0 0 36 36" width="28" height="28" aria-hidden="true">
      <circle class="time__track" cx="18" cy="18" r="15" pathLength="100" />
      <circle class="time__left" cx="18" cy="18" r="15" pathLength="100" stroke-dasharray="${share * 100} 100" />
    </svg>
    <span class="digits" role="timer">
      ${over ? "Time is up" : duration(Math.ceil(left))}<span class="hidden"> left</span>
    </span>
    ${paused && html`<span class="badge badge--warn">paused</span>`}
    <span class="hidden" aria-live="polite">${spoken && !paused ? `${spokenTime(spoken)} left` : ""}</span>
  </p>`;
}

/** @param {number} seconds */
function spokenTime(seconds) {
  return seconds < 60 ? plural(seconds, "second") : plural(seconds / 60, "minute");
}
