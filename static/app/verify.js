/** Confirming an e-mail address by the token of a mailed link. */
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
  const [done, setDone] = useState(false);
  // A button, because programs that scan mail open links but press nothing.
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    setProblem(null);
    try {
      if (token) await request("POST", "/api/auth/verify-email", { body: { token } });
      else await request("POST", "/api/auth/verify-email/send", { body: { email: String(form.get("email")).trim() } });
      setDone(true);
    } catch (error) {
      const found = asProblem(error);
      if (found.code === "LinkInvalid") setToken(null);
      setProblem(found);
    }
  };
  return html`<${TopBar} />
    <main class="door">
      ${done
        ? html`<${Done} confirmed=${token !== null} />`
        : html`<form class="card stack" onSubmit=${submit} aria-labelledby="title">
            <h1 id="title">Confirm your e-mail address</h1>
            ${problem && html`<p class="banner banner--bad" role="alert">${problem.message}</p>`}
            ${token
              ? html`<p>One press shows us that this address is yours.</p>`
              : html`<${Field} name="email" type="email" label="E-mail address of your account" autocomplete="email" problem=${problem}
                  hint="We mail you a new link" />`}
            <button class="button button--primary button--big">${token ? "Confirm" : "Send link"}</button>
          </form>`}
    </main>`;
}

/** @param {{confirmed: boolean}} props */
function Done({ confirmed }) {
  return html`<div class="card stack" role="status">
    <h1>${confirmed ? "Your address is confirmed" : "Look into your mail"}</h1>
    <p>${confirmed ? "That is all. You can go on." : "If an account waits for this address to be confirmed, a link is on its way."}</p>
    <a class="button button--primary button--big" href="/login">Go to sign in</a>
  </div>`;
}

const root = document.getElementById("page");
if (root) render(html`<${Page} />`, root);
