/**
 * The front page: open jobs.
 * @import {Job} from "../types.js"
 */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { request } from "../lib/api.js";
import { html } from "../lib/html.js";
import { plural } from "../lib/format.js";
import { Empty, Loading, TopBar } from "../lib/parts.js";

function Page() {
  const [jobs, setJobs] = useState(/** @type {Job[] | null} */ (null));
  const [failure, setFailure] = useState(/** @type {string | null} */ (null));
  const [query, setQuery] = useState("");
  const load = () => {
    setFailure(null);
    request("GET", "/api/jobs?limit=200").then(({ items }) => setJobs(items), (error) => setFailure(error.message));
  };
  useEffect(load, []);
  const clear = () => {
    setQuery("");
    document.getElementById("search")?.focus();
  };
  const found = jobs?.filter((job) => matches(job, query)) ?? [];

  return html`<${TopBar}>
      <nav class="topbar__end" aria-label="Account"><a class="button button--small" href="/login">Sign in</a></nav>
    <//>
    <main class="narrow stack stack--wide">
      <header class="stack stack--tight">
        <h1>Open jobs</h1>
        <p class="soft lead">Interviews here are in writing, at your own desk, and you see what is noted and scored about you.</p>
      </header>
      ${failure && html`<${Empty} title="The jobs cannot be shown">
        <p>${failure}</p>
        <button type="button" class="button" onClick=${load}>Try again</button>
      <//>`}
      ${!failure && !jobs && html`<${Loading} label="Looking for jobs" />`}
      ${jobs && jobs.length === 0 && html`<${Empty} title="No open jobs right now"><p>Come back another day; new ones appear here first.</p><//>`}
      ${jobs && jobs.length > 0 && html`<div class="field">
          <label for="search">Search</label>
          <input id="search" class="input" type="search" placeholder="Title, place or skill" value=${query}
            onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => setQuery(event.currentTarget.value)} />
          <span class="field__hint" role="status">${plural(found.length, "job")}</span>
        </div>
        ${found.length === 0 && html`<${Empty} title="No job fits these words">
          <p>Try fewer or other words: a title, a place or one skill.</p>
          <button type="button" class="button" onClick=${clear}>Show all jobs</button>
        <//>`}
        <ul class="jobs">${found.map((job) => html`<${JobCard} key=${job.id} job=${job} />`)}</ul>`}
    </main>`;
}

/** @param {{job: Job}} props */
function JobCard({ job }) {
  const facts = [job.location, job.work_mode, job.job_type, job.salary_range].filter(Boolean);
  return html`<li class="card stack stack--tight">
    <div>
      <h2>${job.title}</h2>
      <p class="soft">${[job.company, ...facts].join(" · ")}</p>
    </div>
    <ul class="row tags" aria-label="Skills">${job.skills_required.slice(0, 8).map((skill) => html`<li class="badge">${skill}</li>`)}</ul>
    <details>
      <summary>About this job</summary>
      <p class="prose">${job.description}</p>
    </details>
  </li>`;
}

/** @param {Job} job @param {string} query */
function matches(job, query) {
  const text = [job.title, job.company, job.location, job.department, ...job.skills_required].join(" ").toLowerCase();
  return query.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

const root = document.getElementById("page");
if (root) render(html`<${Page} />`, root);
