/**
 * The front page: open jobs, searched and filtered by the server.
 * @import {Job, JobPage, Search} from "../types.js"
 */
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { FILTERS, asQuery, choices, isEmpty, readSearch } from "../board/search.js";
import { request } from "../lib/api.js";
import { html } from "../lib/html.js";
import { plural } from "../lib/format.js";
import { Empty, Loading, TopBar } from "../lib/parts.js";

const PAGE = 50;
/** Typing goes on for about this long before the server is asked. */
const SETTLE_MS = 250;
const LABELS = { location: "Place", work_mode: "Where you work", job_type: "Hours", experience_level: "Experience" };

/** @param {Search} search @param {string | null} cursor @param {AbortSignal} [signal] @returns {Promise<JobPage>} */
function fetchJobs(search, cursor, signal) {
  const query = asQuery(search);
  query.set("limit", String(PAGE));
  if (cursor) query.set("cursor", cursor);
  return request("GET", `/api/jobs/search?${query}`, { ...(signal && { signal }) });
}

/** The jobs that fit, asked for anew whenever the search changes. @param {Search} search */
function useJobs(search) {
  const [page, setPage] = useState(/** @type {JobPage | null} */ (null));
  const [failure, setFailure] = useState(/** @type {string | null} */ (null));
  const [round, setRound] = useState(0);
  const first = useRef(true);
  useEffect(() => {
    const stop = new AbortController();
    const load = () => {
      fetchJobs(search, null, stop.signal).then(
        (found) => (setPage(found), setFailure(null)),
        (error) => stop.signal.aborted || setFailure(error.message),
      );
    };
    const timer = setTimeout(load, first.current ? 0 : SETTLE_MS);
    first.current = false;
    return () => (clearTimeout(timer), stop.abort());
  }, [asQuery(search).toString(), round]);
  const more = async () => {
    if (!page?.next_cursor) return;
    try {
      const next = await fetchJobs(search, page.next_cursor);
      setPage({ ...next, items: [...page.items, ...next.items] });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "The jobs cannot be shown.");
    }
  };
  return { page, failure, more, retry: () => setRound(round + 1) };
}

function Page() {
  const [search, setSearch] = useState(readSearch(location.search));
  const [seen, setSeen] = useState(/** @type {readonly Job[]} */ ([]));
  const { page, failure, more, retry } = useJobs(search);
  useEffect(() => {
    if (page) setSeen((before) => [...new Map([...before, ...page.items].map((job) => [job.id, job])).values()]);
  }, [page]);
  const change = (/** @type {Partial<Search>} */ part) => {
    const next = { ...search, ...part };
    const query = asQuery(next).toString();
    history.replaceState(history.state, "", query ? `/?${query}` : "/");
    setSearch(next);
  };
  const clear = () => {
    change(readSearch(""));
    document.getElementById("search")?.focus();
  };

  return html`<a class="skip-link" href="#found">Skip to the jobs</a>
    <${TopBar}>
      <nav class="topbar__end" aria-label="Account"><a class="button button--small" href="/login">Sign in</a></nav>
    <//>
    <main class="narrow stack stack--wide">
      <header class="stack stack--tight">
        <h1>Open jobs</h1>
        <p class="soft lead">Interviews here are in writing, at your own desk, and you see what is noted and scored about you.</p>
      </header>
      <${SearchForm} search=${search} seen=${seen} onChange=${change} onClear=${clear} />
      <section id="found" class="stack" tabindex="-1" aria-label="Jobs found">
        <p class="soft small" role="status">${page && !failure ? plural(page.total, "job") : ""}</p>
        ${failure && html`<${Empty} title="The jobs cannot be shown">
          <p>${failure}</p>
          <button type="button" class="button" onClick=${retry}>Try again</button>
        <//>`}
        ${!failure && !page && html`<${Loading} label="Looking for jobs" />`}
        ${!failure && page?.total === 0 && html`<${Nothing} search=${search} onClear=${clear} />`}
        ${!failure && page && html`<ul class="jobs">${page.items.map((job) => html`<${JobCard} key=${job.id} job=${job} />`)}</ul>`}
        ${!failure && page?.next_cursor && html`<div class="row">
          <button type="button" class="button" onClick=${more}>Show more</button>
          <span class="small soft">${page.items.length} of ${plural(page.total, "job")}</span>
        </div>`}
      </section>
    </main>`;
}

/** @param {{search: Search, seen: readonly Job[], onChange: (part: Partial<Search>) => void, onClear: () => void}} props */
function SearchForm({ search, seen, onChange, onClear }) {
  const offered = choices(seen);
  const typed = (/** @type {keyof Search} */ name) => (/** @type {{currentTarget: HTMLInputElement}} */ event) =>
    onChange({ [name]: event.currentTarget.value });
  return html`<form class="board-search" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    <div class="field board-search__words">
      <label for="search">Search</label>
      <input id="search" class="input" type="search" maxlength="100" placeholder="Title, company or skill" value=${search.q} onInput=${typed("q")} />
    </div>
    ${FILTERS.map((name) => html`<div key=${name} class="field">
      <label for=${name}>${LABELS[name]}</label>
      <input id=${name} class="input" list="${name}-choices" maxlength="50" placeholder="Any" autocomplete="off" value=${search[name]} onInput=${typed(name)} />
      <datalist id="${name}-choices">${offered[name].map((value) => html`<option key=${value} value=${value} />`)}</datalist>
    </div>`)}
    ${!isEmpty(search) && html`<button type="button" class="link board-search__clear" onClick=${onClear}>Clear the search</button>`}
  </form>`;
}

/** @param {{search: Search, onClear: () => void}} props */
function Nothing({ search, onClear }) {
  if (isEmpty(search)) return html`<${Empty} title="No open jobs right now"><p>Come back another day; new ones appear here first.</p><//>`;
  return html`<${Empty} title="No job fits this search">
    <p>Try fewer or other words, or take a filter away.</p>
    <button type="button" class="button" onClick=${onClear}>Show all jobs</button>
  <//>`;
}

/** @param {{job: Job}} props */
function JobCard({ job }) {
  const facts = [job.location, job.work_mode, job.job_type, job.salary_range].filter(Boolean);
  return html`<li class="card job-card">
    <h2><a class="job-card__link" href=${`/jobs/${job.id}`}>${job.title}</a></h2>
    <p class="soft">${[job.company, ...facts].join(" · ")}</p>
    <p class="job-card__text">${job.description}</p>
    ${job.skills_required.length > 0 && html`<ul class="row tags" aria-label="Skills">
      ${job.skills_required.slice(0, 8).map((skill) => html`<li key=${skill} class="badge">${skill}</li>`)}
    </ul>`}
  </li>`;
}

const root = document.getElementById("page");
if (root) render(html`<${Page} />`, root);
