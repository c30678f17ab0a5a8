/**
 * The résumé's text, with the words that facts rest on.
 * @import {PersonDesk} from "./desk.js"
 * @import {ResumeDetail} from "../types.js"
 */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { html } from "../lib/html.js";
import { marksOf, stretches } from "./marks.js";

/** @param {{desk: PersonDesk, resume: ResumeDetail}} props */
export function ResumeText({ desk, resume }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const active = desk.active.value;
  const parts = useMemo(() => stretches(resume.text ?? "", resume.facts ? marksOf(resume.facts) : []), [resume]);
  useEffect(() => {
    const first = box.current?.querySelector(".resume-mark--active");
    const frame = box.current;
    if (!(first instanceof HTMLElement) || !frame) return;
    // Only the text moves, never the page under the pointer.
    const place = first.offsetTop - frame.offsetTop;
    if (place < frame.scrollTop || place > frame.scrollTop + frame.clientHeight - 48) frame.scrollTop = place - frame.clientHeight / 3;
  }, [active]);
  if (!resume.text) return html`<p class="soft">There is no text to show. Download the file to see it.</p>`;
  return html`<div ref=${box} id="resume-text" class="resume-text" tabindex="0" role="region" aria-label="Text of the résumé">
    ${parts.map(({ text, keys }, place) => {
      if (!keys.length) return text;
      const lit = active !== null && keys.includes(active);
      return html`<mark key=${place} class="resume-mark ${lit ? "resume-mark--active" : ""}">${text}</mark>`;
    })}
  </div>`;
}
