/** A labelled field of a form, and what to say when the server refuses. */
import { useState } from "preact/hooks";
import { ApiError } from "./api.js";
import { html } from "./html.js";

/** @typedef {{message: string, fields: Record<string, string>, code?: string}} Problem */

/** @param {{name: string, label: string, autocomplete: string, problem: Problem | null, type?: string, hint?: string}} props */
export function Field({ name, label, autocomplete, problem, type = "text", hint = "" }) {
  const [shown, setShown] = useState(false);
  const error = problem?.fields[name];
  const about = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return html`<div class="field">
    <div class="row row--apart">
      <label class="label" for=${name}>${label}</label>
      ${type === "password" && html`<button type="button" class="link small" aria-pressed=${shown} onClick=${() => setShown(!shown)}>Show</button>`}
    </div>
    <input id=${name} name=${name} class="input" required type=${shown ? "text" : type} autocomplete=${autocomplete}
      autocapitalize="none" spellcheck="false" aria-invalid=${error ? "true" : undefined} aria-describedby=${about || undefined} />
    ${hint && html`<span class="field__hint" id="${name}-hint">${hint}</span>`}
    ${error && html`<span class="field__error" id="${name}-error">${error}</span>`}
  </div>`;
}

/** @param {unknown} error @returns {Problem} */
export function asProblem(error) {
  if (!(error instanceof ApiError)) return { message: "Something went wrong. Please try again.", fields: {} };
  return { message: error.message, fields: error.fields, code: error.code };
}
