/** A candidate: the résumé beside what was read from it, notes and timeline. */
import { render } from "preact";
import { ApiError } from "../lib/api.js";
import { catchFocus } from "../lib/focus.js";
import { count, dayAndTime } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Notices, report } from "../lib/notices.js";
import { Empty, Loading, TopBar } from "../lib/parts.js";
import { requireSignIn, user } from "../lib/session.js";
import { PersonDesk } from "../person/desk.js";
import { Facts } from "../person/facts.js";
import { PersonNotes, PersonTimeline } from "../person/history.js";
import { ResumeText } from "../person/text.js";

const personId = Number(location.pathname.split("/")[3]);

/** @param {{desk: PersonDesk}} props */
function Page({ desk }) {
  const person = desk.person.value;
  const failure = desk.failure.value;
  if (person) document.title = `${person.name} – Greenroom`;
  return html`<a class="skip-link" href="#main">Skip to the candidate</a>
    <${TopBar} home="/recruiter"><div class="topbar__end">
      <a class="button button--small" href="/recruiter">Interviews</a>
      <span class="small soft">${user.value?.username}</span>
    </div><//>
    <main id="main" class="person stack stack--wide" tabindex="-1">
      ${failure && html`<${Missing} failure=${failure} onRetry=${() => desk.load()} />`}
      ${!failure && !person && html`<${Loading} label="Opening the candidate" />`}
      ${!failure && person && html`<${Head} desk=${desk} person=${person} />
        <${Resumes} desk=${desk} />
        <div class="person__under"><${PersonNotes} desk=${desk} personId=${personId} /><${PersonTimeline} desk=${desk} /></div>`}
    </main>
    <${Notices} />`;
}

/** @param {{failure: Error, onRetry: () => void}} props */
function Missing({ failure, onRetry }) {
  const gone = failure instanceof ApiError && [403, 404].includes(failure.status);
  return html`<${Empty} title=${gone ? "There is no such candidate for you to see" : "The candidate cannot be shown"}>
    <p>${failure.message}</p>
    ${gone ? html`<a class="button" href="/recruiter">All interviews</a>` : html`<button type="button" class="button" onClick=${onRetry}>Try again</button>`}
  <//>`;
}

/** @param {{desk: PersonDesk, person: import("../types.js").CandidateProfile}} props */
function Head({ person }) {
  return html`<header class="stack stack--tight">
    <h1>${person.name}</h1>
    <p class="soft row"><a href=${`mailto:${person.email}`}>${person.email}</a>
      ${person.phone && html`<span>${person.phone}</span>`}${person.location && html`<span>${person.location}</span>`}</p>
    <ul class="row tags" aria-label="Applications">${person.applications.map((one) => html`<li key=${one.id} class="badge">${one.job_title}: ${one.status}</li>`)}</ul>
    ${person.tags.length > 0 && html`<ul class="row tags" aria-label="Tags">${person.tags.map((tag) => html`<li key=${tag} class="badge badge--good">${tag}</li>`)}</ul>`}
  </header>`;
}

/** @param {{desk: PersonDesk}} props */
function Resumes({ desk }) {
  const resume = desk.resume.value;
  if (!resume) {
    return html`<${Empty} title="No résumé yet"><p>The candidate applied without one. One that comes later stands here beside what was read from it.</p><//>`;
  }
  const choose = (/** @type {{currentTarget: HTMLSelectElement}} */ event) => report(desk.show(Number(event.currentTarget.value)));
  return html`<section class="card stack" aria-labelledby="resume-title">
    <div class="row row--apart">
      <div>
        <h2 id="resume-title">Résumé</h2>
        <p class="small soft file-name">${resume.original_filename}, ${count(Math.ceil(resume.size / 1024))} KB, ${dayAndTime(resume.created_at)}</p>
      </div>
      <div class="row">
        ${desk.resumes.value.length > 1 && html`<select class="input input--small file-choice" aria-label="Which résumé" value=${resume.id} onChange=${choose}>
          ${desk.resumes.value.map((one) => html`<option key=${one.id} value=${one.id}>${dayAndTime(one.created_at)}</option>`)}
        </select>`}
        <button type="button" class="button button--small" onClick=${() => report(desk.readAgain(), "The résumé was read again.")}>Read again</button>
        <button type="button" class="button button--small" onClick=${() => report(desk.download())}>Download</button>
      </div>
    </div>
    <div class="person__resume">
      <${ResumeText} key=${resume.id} desk=${desk} resume=${resume} />
      <${Facts} desk=${desk} resume=${resume} />
    </div>
  </section>`;
}

const root = document.getElementById("page");
if (root && (await requireSignIn())) {
  const desk = new PersonDesk(personId);
  render(html`<${Page} desk=${desk} />`, root);
  catchFocus("#main");
  await desk.load();
}
