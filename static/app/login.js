/** Signing in and signing up. */
import { render } from "preact";
import { useState } from "preact/hooks";
import { request } from "../lib/api.js";
import { asProblem, Field } from "../lib/field.js";
import { takeFromFragment } from "../lib/fragment.js";
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

/** @import {Problem} from "../lib/field.js" */

/** What is said of a sign-in that failed at the organisation's provider. @type {Record<string, string>} */
const PROVIDER_PROBLEMS = {
  ProviderDown: "Your organisation's sign-in does not answer. Try again, or use your password.",
  ProviderMailUnverified: "Your organisation has not confirmed your e-mail address. Confirm it there first.",
  TotpNeeded: "Your account asks for a code: sign in with your password.",
};
const PROVIDER_PROBLEM = "Signing in with your organisation did not work. Please try again.";

function Page() {
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (returned));
  const [busy, setBusy] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
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
      const found = asProblem(error);
      setBusy(false);
      setAsksCode((before) => before || found.code === "TotpNeeded");
      setProblem(found);
      document.getElementById(Object.keys(found.fields).find((name) => form.has(name)) ?? "password")?.focus();
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
        ${asksCode && html`<${Field} name="totp_code" label="Code" autocomplete="one-time-code" problem=${problem}
          hint="From your authenticator app, or a recovery code" />`}
        <button class="button button--primary button--big" aria-disabled=${busy}>${busyLabel(busy)}</button>
        ${options.provider && html`<button type="button" class="button button--big" aria-disabled=${busy} onClick=${() => visitProvider(setProblem)}>Sign in with your organisation</button>`}
        <div class="row row--apart small soft">
          <span>${signingUp ? "You have an account?" : "You are new here?"} <a href=${other}>${signingUp ? "Sign in" : "Create an account"}</a></span>
          ${!signingUp && html`<a href="/reset">Forgot password?</a>`}
        </div>
      </form>
      <p class="small soft">Invited to an interview? You need no account: open the link from your invitation.</p>
    </main>`;
}

/** @param {FormData} form */
async function enter(form) {
  const username = String(form.get("username")).trim();
  const password = String(form.get("password"));
  if (signingUp) {
    const email = String(form.get("email")).trim();
    await request("POST", "/api/auth/signup", { body: { username, email, password } });
  }
  await signIn(username, password, form.get("totp_code"));
}

/** @param {(problem: Problem) => void} setProblem */
async function visitProvider(setProblem) {
  try {
    const { url } = await request("GET", "/api/auth/oidc/start");
    location.assign(url);
  } catch (error) {
    setProblem(asProblem(error));
  }
}

/** What a provider's refusal left in the address. @returns {Problem | null} */
function problemInAddress() {
  const code = takeFromFragment("problem");
  return code ? { message: PROVIDER_PROBLEMS[code] ?? PROVIDER_PROBLEM, fields: {} } : null;
}

/** @param {boolean} busy */
function busyLabel(busy) {
  if (busy) return "One moment…";
  return signingUp ? "Create account" : "Sign in";
}

const returned = problemInAddress();
const options = await request("GET", "/api/auth/options").catch(() => ({ provider: false }));
const root = document.getElementById("page");
if (root) {
  render(html`<${Page} />`, root);
  document.getElementById("username")?.focus();
  if (!signingUp && asked === null && (await renew())) location.replace(destination());
}
