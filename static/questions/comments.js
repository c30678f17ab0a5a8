/**
 * What people said about a question.
 * @import {Question} from "./types.js"
 * @import {QuestionDesk} from "./desk.js"
 */
import { useState } from "preact/hooks";
import { dayAndTime, relative } from "../lib/format.js";
import { html } from "../lib/html.js";
import { useKept } from "../lib/kept.js";
import { report } from "../lib/notices.js";

/** @param {{desk: QuestionDesk, question: Question}} props */
export function Comments({ desk, question }) {
  const [text, setText] = useKept(`question-comment.${question.id}`);
  const [busy, setBusy] = useState(false);
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy || !text.trim()) return;
    setBusy(true);
    if (await report(desk.comment(text.trim()))) setText("");
    setBusy(false);
  };
  return html`<section class="card stack" aria-labelledby="comments-title">
    <h2 id="comments-title">Comments</h2>
    ${desk.comments.value.length === 0 && html`<p class="soft small">Nobody has said anything yet.</p>`}
    <ul class="stack">${desk.comments.value.map((one) => html`<li key=${one.id} class="remark">
      <p class="prose">${one.text}</p>
      <p class="small soft row"><span>${one.by} on version ${one.version}, <time datetime=${one.at} title=${dayAndTime(one.at)}>${relative(one.at)}</time></span>
        ${one.own && html`<button type="button" class="link" onClick=${() => desk.removeComment(one)}>Delete<span class="hidden"> comment</span></button>`}</p>
    </li>`)}</ul>
    <form class="stack stack--tight" onSubmit=${send}>
      <label class="label" for="comment">New comment</label>
      <textarea id="comment" class="input" rows="2" maxlength="2000" value=${text}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => setText(event.currentTarget.value)}></textarea>
      <div><button class="button button--small" aria-disabled=${busy || !text.trim()}>Add comment</button></div>
    </form>
  </section>`;
}
