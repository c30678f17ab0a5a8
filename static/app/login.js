/** Signing in and signing up. */
import { render } from "preact";
import { useState } from "preact/hooks";
import { ApiError, request } from "../lib/api.js";
import { html } from "../lib/html.js";
import { TopBar } from "../lib/parts.js";
import { renew, signIn, user } from "../lib/session.js";

const RECRUITER_LEVEL = 2;
const signingUp = location.pathname.startsWith("/signup");
const asked = new URLSearchParams(location.search).get("next");

/** Where to go on: a path of this site, nothing else. */
function destination() {
  const home = (user.value?.level ?? 0) >= RECRUITER_LEVEL ? "/recruiter" : "/";
  if (!asked) return home;
  const target = new URL(asked, location.origin);
  const safe = asked.startsWith("/") && target.origin === location.origin;
  return safe ? target.pathname + target.search + target.hash : home;
}

/** @typedef {{message: string, fields: Record<string, string>}} Problem */

function Page() {
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    setBusy(true);
    setProblem(null);
    try {
      await enter(form);
      location.replace(destination());
    } catch (error) {
      const wrong = asProblem(error);
      setBusy(false);
      setProblem(wrong);
      document.getElementById(Object.keys(wrong.fields).find((name) => form.has(name)) ?? "password")?.focus();
    }
  };
  const other = `${signingUp ? "/login" : "/signup"}${asked ? `?next=${encodeURIComponent(asked)}` : ""}`;
  return html`<${TopBar} />
    <main class="door">
      <form class="card stack" onSubmit=${submit} aria-labelledby="title">
        <h1 id="title">${signingUp ? "Create an account" : "Sign in"}</h1>
        ${problem && html`<p class="banner banner--bad" role="alert">${problem.message}</p>`}
        <${Field} name="username" label=${signingUp ? "User name" : "User name or e-mail address"} autocomplete="username" problem=${problem}
          hint=${signingUp ? "3 to 50 letters, digits, dots or dashes" : ""} />
        ${signingUp && html`<${Field} name="email" type="email" label="E-mail address" autocomplete="email" problem=${problem} />`}
        <${Field} name="password" type="password" label="Password" problem=${problem}
          autocomplete=${signingUp ? "new-password" : "current-password"} hint=${signingUp ? "At least 8 characters; a few words make a good one" : ""} />
        <button class="button button--primary button--big" aria-disabled=${busy}>${busyLabel(busy)}</button>
        <p class="small soft">
          ${signingUp ? "You have an account?" : "You are new here?"} <a href=${other}>${signingUp ? "Sign in" : "Create an account"}</a>
        </p>
      </form>
      <p class="small soft">Invited to an interview? You need no account: open the link from your invitation.</p>
    </main>`;
}

/** @param {{name: string, label: string, autocomplete: string, problem: Problem | null, type?: string, hint?: string}} props */
function Field({ name, label, autocomplete, problem, type = "text", hint = "" }) {
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

/** @param {FormData} form */
async function enter(form) {
  const username = String(form.get("username")).trim();
  const password = String(form.get("password"));
  if (signingUp) {
    const email = String(form.get("email")).trim();
    await request("POST", "/api/auth/signup", { body: { username, email, password } });
  }
  await signIn(username, password);
}

/** @param {unknown} error @returns {Problem} */
function asProblem(error) {
  if (!(error instanceof ApiError)) return { message: "Something went wrong. Please try again.", fields: {} };
  return { message: error.message, fields: error.fields };
}

/** @param {boolean} busy */
function busyLabel(busy) {
  if (busy) return "One moment…";
  return signingUp ? "Create account" : "Sign in";
}

const root = document.getElementById("page");
if (root) {
  render(html`<${Page} />`, root);
  document.getElementById("username")?.focus();
  if (!signingUp && asked === null && (await renew())) location.replace(destination());
}
