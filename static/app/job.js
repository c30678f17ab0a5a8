/**
 * One job, and applying for it.
 * @import {FormQuestion, Job} from "../types.js"
 * @import {Receipt} from "../apply/form.js"
 */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApplyForm } from "../apply/form.js";
import { LookUp, Sent } from "../apply/receipt.js";
import { ApiError, request } from "../lib/api.js";
import { html } from "../lib/html.js";
import { Notices } from "../lib/notices.js";
import { Empty, Loading, TopBar } from "../lib/parts.js";
import { recognise, user } from "../lib/session.js";

const jobId = Number(location.pathname.split("/")[2]);

/** @typedef {{job: Job, questions: FormQuestion[]}} Loaded */

/** @returns {Promise<Loaded>} */
async function load() {
  const [job, form] = await Promise.all([request("GET", `/api/jobs/${jobId}`), request("GET", `/api/jobs/${jobId}/form`)]);
  return { job, questions: form.questions };
}

function Page() {
  const [loaded, setLoaded] = useState(/** @type {Loaded | null} */ (null));
  const [failure, setFailure] = useState(/** @type {Error | null} */ (null));
  const [receipt, setReceipt] = useState(/** @type {Receipt | null} */ (null));
  const start = () => {
    setFailure(null);
    load().then(setLoaded, setFailure);
  };
  useEffect(start, []);
  const job = loaded?.job;
  useEffect(() => {
    if (job) document.title = `${job.title}, ${job.company} – Greenroom`;
  }, [job]);

  return html`<a class="skip-link" href="#main">Skip to the job</a>
    <${TopBar}>
      <nav class="topbar__end" aria-label="Pages">
        <a class="button button--small" href="/">All jobs</a>
        ${user.value ? html`<span class="small soft">${user.value.username}</span>` : html`<a class="button button--small" href=${`/login?next=${encodeURIComponent(location.pathname + location.search)}`}>Sign in</a>`}
      </nav>
    <//>
    <main id="main" class="narrow stack stack--wide" tabindex="-1">
      ${failure && html`<${Missing} failure=${failure} onRetry=${start} />`}
      ${!failure && !loaded && html`<${Loading} label="Opening the job" />`}
      ${loaded && html`<${About} job=${loaded.job} takes=${!receipt && loaded.job.status === "Open"} />
        ${receipt && html`<${Sent} job=${loaded.job} receipt=${receipt} />`}
        ${!receipt && loaded.job.status === "Open" && html`<${ApplyForm} job=${loaded.job} questions=${loaded.questions} onSent=${setReceipt} />`}
        ${!receipt && loaded.job.status !== "Open" && html`<${Empty} title="This job takes no applications right now"><p>Look among the open ones.</p><a class="button" href="/">All jobs</a><//>`}
        ${!receipt && html`<${LookUp} jobId=${jobId} />`}`}
    </main>
    <${Notices} />`;
}

/** @param {{failure: Error, onRetry: () => void}} props */
function Missing({ failure, onRetry }) {
  if (failure instanceof ApiError && failure.status === 404) {
    return html`<${Empty} title="This job is not on offer"><p>It may have been filled or closed since you got the link.</p><a class="button" href="/">All open jobs</a><//>`;
  }
  return html`<${Empty} title="The job cannot be shown">
    <p>${failure.message}</p>
    <button type="button" class="button" onClick=${onRetry}>Try again</button>
  <//>`;
}

/** @param {{job: Job, takes: boolean}} props `takes`: whether the form stands below */
function About({ job, takes }) {
  const facts = [
    ["Where", `${job.location}, ${job.work_mode}`],
    ["Hours", job.job_type],
    ["Experience", job.experience_level],
    ["Department", job.department],
    ["Pay", job.salary_range],
  ];
  return html`<article class="stack">
    <header class="stack stack--tight">
      <p class="soft">${job.company}</p>
      <h1>${job.title}</h1>
    </header>
    <dl class="job-facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="prose">${job.description}</p>
    ${job.skills_required.length > 0 && html`<ul class="row tags" aria-label="Skills asked for">${job.skills_required.map((skill) => html`<li key=${skill} class="badge">${skill}</li>`)}</ul>`}
    ${takes && html`<p><a class="button button--primary" href="#apply">Apply</a></p>`}
  </article>`;
}

const root = document.getElementById("page");
if (root) {
  await recognise();
  render(html`<${Page} />`, root);
}
