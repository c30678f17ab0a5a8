/** The question bank: the list, one question beside it, drafting, reviewing and kits. */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Connection, Empty, TopBar } from "../lib/parts.js";
import { followDashboard, line } from "../lib/dashboard.js";
import { catchFocus } from "../lib/focus.js";
import { html } from "../lib/html.js";
import { Notices } from "../lib/notices.js";
import { requireSignIn, user } from "../lib/session.js";
import { ShortcutHelp, listenForKeys } from "../lib/shortcuts.js";
import { QuestionDesk } from "../questions/desk.js";
import { Filters, States } from "../questions/filters.js";
import { GenerateDialog } from "../questions/generate.js";
import { shortcutsOf } from "../questions/keys.js";
import { KitsDialog } from "../questions/kits.js";
import { QuestionList } from "../questions/list.js";
import { OutcomeDialog } from "../questions/outcome.js";
import { QuestionPane } from "../questions/view.js";

const RECRUITER_LEVEL = 2;

/** @typedef {"keys" | "generate" | "kits" | null} Opened */

/** @param {{desk: QuestionDesk}} props */
function Page({ desk }) {
  const [opened, setOpened] = useState(/** @type {Opened} */ (null));
  const close = () => setOpened(null);
  const generate = () => setOpened("generate");
  const shortcuts = shortcutsOf(desk, generate);
  useEffect(() => listenForKeys(shortcuts, () => setOpened("keys")), []);
  const reading = desk.picked.value !== null || desk.writing.value === "new";
  return html`<a class="skip-link" href="#main">Skip to the questions</a>
    <${Top} />
    <main id="main" class="bank stack ${reading ? "bank--reading" : ""}" tabindex="-1">
      <div class="bank__head row row--apart">
        <h1>Questions</h1>
        <${Toolbar} desk=${desk} onOpen=${setOpened} />
      </div>
      <div class="bank__find stack stack--tight"><${States} desk=${desk} /><${Filters} desk=${desk} /></div>
      <div class="bank__both">
        <section class="bank__list" aria-label="List of questions"><${QuestionList} desk=${desk} onGenerate=${generate} /></section>
        <section id="question" class="bank__one" aria-label="The question in view" tabindex="-1">
          <button type="button" class="button button--small bank__back" onClick=${() => void desk.pick(null)}>Back to the list</button>
          <${QuestionPane} desk=${desk} />
        </section>
      </div>
    </main>
    <${GenerateDialog} desk=${desk} open=${opened === "generate"} onClose=${close} />
    <${KitsDialog} desk=${desk} open=${opened === "kits"} onClose=${close} />
    <${OutcomeDialog} desk=${desk} />
    <${ShortcutHelp} shortcuts=${shortcuts} open=${opened === "keys"} onClose=${close} />
    <${Notices} />`;
}

function Top() {
  return html`<${TopBar} home="/recruiter"><div class="topbar__end">
    <${Connection} state=${line.value} />
    <a class="button button--small" href="/recruiter">Interviews</a>
    <span class="small soft">${user.value?.username}</span>
  </div><//>`;
}

/** @param {{desk: QuestionDesk, onOpen: (opened: Opened) => void}} props */
function Toolbar({ desk, onOpen }) {
  const { generation, runs } = desk.drafting;
  const job = desk.shelf.filter.value.job_id;
  const kits = () => {
    void desk.readKits();
    onOpen("kits");
  };
  const write = () => {
    void desk.pick(null);
    desk.writing.value = "new";
  };
  return html`<div class="row">
    ${runs.value && html`<span class="dot dot--busy" role="status">${generation.value?.done} of ${generation.value?.count} drafted</span>`}
    <button type="button" class="button button--small" onClick=${() => onOpen("keys")}>Keys</button>
    ${job && html`<button type="button" class="button button--small" onClick=${kits}>Kits of this job</button>`}
    <button type="button" class="button button--small" onClick=${write}>Write one</button>
    <button type="button" class="button button--small button--primary" onClick=${() => onOpen("generate")}>Generate questions</button>
  </div>`;
}

function Stranger() {
  return html`<${Top} /><main id="main" class="narrow" tabindex="-1"><${Empty} title="The question bank is for recruiters">
    <p>Your account cannot see it. Your own interviews stand on another page.</p><a class="button" href="/recruiter">Your interviews</a><//></main>`;
}

const root = document.getElementById("page");
if (root && (await requireSignIn())) {
  if ((user.value?.level ?? 0) < RECRUITER_LEVEL) {
    render(html`<${Stranger} />`, root);
  } else {
    const desk = new QuestionDesk();
    render(html`<${Page} desk=${desk} />`, root);
    catchFocus("#main");
    await desk.begin();
    followDashboard({
      "questions.changed": ({ questions }) => desk.hear(questions),
      "questions.drafted": (news) => desk.drafting.hear(news),
    });
  }
}
