/** Asking for a link to set a new password, and setting it by the link's token. */
import { render } from "preact";
import { useState } from "preact/hooks";
import { request } from "../lib/api.js";
import { asProblem, Field } from "../lib/field.js";
import { takeFromFragment } from "../lib/fragment.js";
import { html } from "../lib/html.js";
import { TopBar } from "../lib/parts.js";

/** @import {Problem} from "../lib/field.js" */

const linked = takeFromFragment("token");

function Page() {
  const [token, setToken] = useState(linked);
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    setBusy(true);
    setProblem(null);
    try {
      if (token) await request("POST", "/api/auth/reset", { body: { token, password: String(form.get("password")) } });
      else await request("POST", "/api/auth/forgot", { body: { email: String(form.get("email")).trim() } });
      setDone(true);
    } catch (error) {
      const found = asProblem(error);
      // A link that is over leads back to where a new one is asked for.
      if (found.code === "LinkInvalid") setToken(null);
      setProblem(found);
    }
    setBusy(false);
  };
  const title = token ? "Choose a new password" : "Forgot your password?";
  return html`<${TopBar} />
    <main class="door">
      ${done
        ? html`<${Done} changed=${token !== null} />`
        : html`<form class="card stack" onSubmit=${submit} aria-labelledby="title">
            <h1 id="title">${title}</h1>
            ${problem && html`<p class="banner banner--bad" role="alert">${problem.message}</p>`}
            ${token
              ? html`<${Field} key="password" name="password" type="password" label="New password" autocomplete="new-password" problem=${problem}
                  hint="At least 8 characters; a few words make a good one" />`
              : html`<${Field} key="email" name="email" type="email" label="E-mail address of your account" autocomplete="email" problem=${problem}
                  hint="We mail you a link to set a new one" />`}
            <button class="button button--primary button--big" disabled=${busy}>${busy ? "One moment…" : token ? "Set password" : "Send link"}</button>
            <p class="small soft"><a href="/login">Back to sign in</a></p>
          </form>`}
    </main>`;
}

/** @param {{changed: boolean}} props */
function Done({ changed }) {
  return html`<div class="card stack" role="status">
    <h1>${changed ? "Your password is set" : "Look into your mail"}</h1>
    <p>
      ${changed
        ? "You have been signed out everywhere. Sign in with the new password."
        : "If an account has this address, a link is on its way. It works once, for one hour."}
    </p>
    <a class="button ${changed ? "button--primary" : ""} button--big" href="/login">${changed ? "Sign in" : "Back to sign in"}</a>
  </div>`;
}

const root = document.getElementById("page");
if (root) {
  render(html`<${Page} />`, root);
  document.getElementById(linked ? "password" : "email")?.focus();
}
