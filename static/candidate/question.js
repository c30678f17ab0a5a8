/**
 * The open question: big and calm, with the answer under it.
 * @import {QuestionState, Room} from "../types.js"
 * @import {Visit} from "./visit.js"
 */
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { count } from "../lib/format.js";
import { html } from "../lib/html.js";
import { notify, report, takeBack, undoable } from "../lib/notices.js";
import { LONGEST_ANSWER, lengthOf } from "../room/splices.js";
import { Answering } from "./answering.js";
import { Dictation } from "./dictation.js";
import { watchFocus } from "./noticing.js";
import { Rival, SavedMark, unsavedEnd } from "./saved-mark.js";
import { TimeLeft } from "./time-left.js";
import { canSpeak, speak } from "./voice.js";

const UNDO_S = 5;

/** @param {{visit: Visit, room: Room, question: QuestionState, onHelp: () => void}} props */
export function Question({ visit, room, question, onHelp }) {
  const answering = useMemo(() => new Answering(visit, question), [question.question_id]);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
    const stop = watchFocus(visit);
    return () => {
      stop();
      takeBack();
      answering.leave();
      unsavedEnd(answering);
    };
  }, [question.question_id]);

  const number = room.questions.findIndex((one) => one.question_id === question.question_id) + 1;
  return html`<article class="question">
    <div class="row row--apart">
      <p class="soft">Question ${number} of ${room.question_count}</p>
      <${TimeLeft} question=${question} paused=${room.paused_at !== null} offset=${visit.store.offset.value}
        onOver=${() => answering.draft.flush()} />
    </div>
    <h1 class="question__text" id="question" ref=${heading} tabindex="-1">${question.text}</h1>
    ${room.paused_at &&
    html`<p class="banner" role="status">
      <strong>The interview is paused.</strong> The clock stands still and your text is kept. You can read, and write on when it resumes.
    </p>`}
    <${Rival} answering=${answering} />
    <${AnswerField} visit=${visit} answering=${answering} paused=${room.paused_at !== null} />
    <${Actions} visit=${visit} question=${question} answering=${answering} paused=${room.paused_at !== null} onHelp=${onHelp} />
  </article>`;
}

/** @param {{visit: Visit, answering: Answering, paused: boolean}} props */
function AnswerField({ visit, answering, paused }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const text = answering.text.value;
  const length = lengthOf(text);
  const locked = paused || answering.stage.value !== "writing";
  const given = answering.given.value;
  useLayoutEffect(() => {
    if (field.current) field.current.value = given.text;
  }, [given]);

  const put = (/** @type {string} */ phrase) => {
    const area = field.current;
    if (!area) return;
    const caret = answering.put(phrase, area.selectionStart, area.selectionEnd);
    requestAnimationFrame(() => area.setSelectionRange(caret, caret));
  };
  const pasted = (/** @type {ClipboardEvent} */ event) =>
    void visit.notice("paste", lengthOf(event.clipboardData?.getData("text") ?? ""));

  return html`<div class="answer-box ${locked ? "answer-box--locked" : ""}">
    <textarea ref=${field} class="answer" aria-labelledby="question" aria-describedby="length"
      placeholder="Write your answer here. It is saved as you type." spellcheck="true" rows="10"
      readonly=${locked} onPaste=${pasted}
      onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => answering.type(event.currentTarget.value)}
    ></textarea>
    <div class="answer-box__foot">
      <${SavedMark} answering=${answering} />
      <span id="length" class="digits small ${length > LONGEST_ANSWER ? "too-long" : "soft"}">
        ${count(length)}${length > LONGEST_ANSWER * 0.9 ? ` of ${count(LONGEST_ANSWER)}` : ""}
        <span class="wide-only"> characters</span>
      </span>
      <${Dictation} onPhrase=${put} disabled=${locked} />
    </div>
  </div>`;
}

/** @param {{visit: Visit, question: QuestionState, answering: Answering, paused: boolean, onHelp: () => void}} props */
function Actions({ visit, question, answering, paused, onHelp }) {
  const { question_id } = question;
  const busy = answering.stage.value !== "writing";
  const nothing = answering.text.value.trim() === "";
  const skip = () =>
    undoable("Skipping this question.", UNDO_S, () => {
      answering.draft.flush();
      void report(visit.line.command("question.skip", { question_id }));
    });
  const repeat = () => {
    speak(question.text);
    if (!canSpeak) document.getElementById("question")?.focus();
    void report(visit.line.command("question.repeat", { question_id }));
  };
  const submit = () => {
    if (busy || paused) return;
    if (nothing) return notify("There is no answer yet. Write one, or skip the question.");
    takeBack();
    void report(answering.handIn());
  };

  return html`<div class="actions">
    <button type="button" class="button button--plain" onClick=${repeat} disabled=${paused}>
      ${canSpeak ? "Read aloud" : "Repeat"}
    </button>
    <button type="button" class="button button--plain" onClick=${onHelp}>Help</button>
    <button type="button" class="button button--plain" onClick=${skip} disabled=${paused || busy}>Skip</button>
    <button type="button" class="button button--primary button--big" onClick=${submit}
      aria-disabled=${nothing || paused || busy}>
      ${handInLabel(answering.stage.value, visit.line.window() > 0)}
    </button>
  </div>`;
}

/** @param {string} stage @param {boolean} online */
function handInLabel(stage, online) {
  if (stage === "handed_in") return "Handed in";
  if (stage === "handing_in") return online ? "Handing in…" : "Waiting for the connection…";
  return "Hand in answer";
}
