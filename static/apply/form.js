/**
 * Applying in one page: the résumé fills the fields, a person corrects and sends them.
 * @import {FormQuestion, Job} from "../types.js"
 * @import {Problem} from "../lib/field.js"
 * @import {Answers, Values} from "./values.js"
 */
import { useMemo, useState } from "preact/hooks";
import { request } from "../lib/api.js";
import { asProblem } from "../lib/field.js";
import { html } from "../lib/html.js";
import { signedIn, user } from "../lib/session.js";
import { DropZone } from "./drop-zone.js";
import { Question, fieldOf } from "./questions.js";
import { Resume } from "./resume.js";
import { asCommand, fill, suggestions } from "./values.js";

/** @typedef {{id: number, status: string, receipt: string}} Receipt */
/** @typedef {{name: string, label: string, type?: string, autocomplete?: string, required?: boolean, hint?: string, inputmode?: string, longest?: number}} FieldFacts */

/** @type {readonly FieldFacts[]} */
const ABOUT_YOU = [
  { name: "applicant_name", label: "Full name", autocomplete: "name", required: true },
  { name: "applicant_email", label: "E-mail address", type: "email", autocomplete: "email", required: true, longest: 254 },
  { name: "applicant_phone", label: "Phone", type: "tel", autocomplete: "tel", longest: 20 },
  { name: "location", label: "Where you live", hint: "City and country are enough" },
];
/** @type {readonly FieldFacts[]} */
const YOUR_WORK = [
  { name: "current_position", label: "Current or last position", autocomplete: "organization-title" },
  { name: "current_company", label: "Company", autocomplete: "organization" },
  { name: "experience_years", label: "Years of experience", inputmode: "numeric", longest: 2 },
  { name: "expected_salary", label: "Salary you expect", longest: 50 },
  { name: "availability", label: "When you could start", longest: 50 },
];

/** @param {{job: Job, questions: readonly FormQuestion[], onSent: (receipt: Receipt) => void}} props */
export function ApplyForm({ job, questions, onSent }) {
  const [values, setValues] = useState(/** @type {Values} */ ({}));
  const [written, setWritten] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  const [read, setRead] = useState(/** @type {Values} */ ({}));
  const [answers, setAnswers] = useState(/** @type {Answers} */ ({}));
  const [consents, setConsents] = useState({ apply: false, keep: false, ai_score: false });
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const [busy, setBusy] = useState(false);
  const resume = useMemo(() => new Resume(job.id, (detail) => setRead(suggestions(detail))), [job.id]);
  const shown = fill(values, written, read);

  const write = (/** @type {string} */ name, /** @type {string} */ value) => {
    setValues((before) => ({ ...before, [name]: value }));
    setWritten((before) => new Set(before).add(name));
  };
  const refuse = (/** @type {Problem} */ found) => {
    setProblem(found);
    const [first] = Object.keys(found.fields);
    requestAnimationFrame(() => document.getElementById(first ? idOf(first) : "apply-problem")?.focus());
  };
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy) return;
    const missing = unfilled(shown, questions, answers, consents, resume.busy);
    if (missing) return refuse(missing);
    setBusy(true);
    setProblem(null);
    const source = new URLSearchParams(location.search).get("source");
    const body = asCommand({ jobId: job.id, values: shown, answers, consents, claim: resume.claim, source });
    try {
      onSent(await request("POST", "/api/job/apply", { body, credentials: user.value ? signedIn : null }));
    } catch (error) {
      setBusy(false);
      refuse(asProblem(error));
    }
  };
  const field = (/** @type {FieldFacts} */ facts) => html`<${Line} key=${facts.name} ...${facts} value=${shown[facts.name] ?? ""}
    isRead=${Boolean(read[facts.name]) && !written.has(facts.name)} error=${problem?.fields[facts.name]} onWrite=${write} />`;

  return html`<form id="apply" class="card stack stack--wide" onSubmit=${submit} aria-labelledby="apply-title" novalidate>
    <h2 id="apply-title" tabindex="-1">Apply for this job</h2>
    <${DropZone} resume=${resume} />
    <div class="apply-fields">${ABOUT_YOU.map(field)}</div>
    <div class="apply-fields">${YOUR_WORK.map(field)}</div>
    <div class="field">
      <label for="cover_letter">Anything you would like to add<span class="soft optional"> (optional)</span></label>
      <textarea id="cover_letter" class="input" rows="5" maxlength="20000" value=${shown["cover_letter"] ?? ""}
        onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ event) => write("cover_letter", event.currentTarget.value)}></textarea>
    </div>
    ${questions.length > 0 && html`<section class="stack" aria-labelledby="questions-title">
      <h3 id="questions-title">Questions from ${job.company}</h3>
      ${questions.map((question) => html`<${Question} key=${question.id} question=${question} answer=${answers[question.id]}
        error=${problem?.fields[fieldOf(question.id)]} onAnswer=${(/** @type {any} */ answer) => setAnswers((before) => ({ ...before, [question.id]: answer }))} />`)}
    </section>`}
    <${Consents} company=${job.company} consents=${consents} error=${problem?.fields["consents"]} onChange=${setConsents} />
    ${problem && html`<p id="apply-problem" class="banner banner--bad" role="alert" tabindex="-1">${problem.message}</p>`}
    <div><button class="button button--primary button--big" aria-disabled=${busy}>${busy ? "Sending…" : "Send application"}</button></div>
  </form>`;
}

/** @param {FieldFacts & {value: string, isRead: boolean, error?: string, onWrite: (name: string, value: string) => void}} props */
function Line({ name, label, type = "text", autocomplete = "off", required = false, hint = "", inputmode, longest = 100, value, isRead, error, onWrite }) {
  const note = isRead ? "Read from your résumé" : hint;
  const about = [note && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return html`<div class="field ${isRead ? "field--read" : ""}">
    <label for=${name}>${label}${!required && html`<span class="soft optional"> (optional)</span>`}</label>
    <input id=${name} name=${name} class="input" type=${type} autocomplete=${autocomplete} maxlength=${longest} inputmode=${inputmode} required=${required}
      value=${value} aria-invalid=${error ? "true" : undefined} aria-describedby=${about || undefined}
      onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => onWrite(name, event.currentTarget.value)} />
    ${note && html`<span class="field__hint" id="${name}-hint">${note}</span>`}
    ${error && html`<span class="field__error" id="${name}-error">${error}</span>`}
  </div>`;
}

/** @typedef {{apply: boolean, keep: boolean, ai_score: boolean}} Agreed */

/** @param {{company: string, consents: Agreed, error?: string, onChange: (agreed: Agreed) => void}} props */
function Consents({ company, consents, error, onChange }) {
  const box = (/** @type {keyof Agreed} */ purpose, /** @type {string} */ title, /** @type {string} */ text) => html`<label class="choice">
    <input id="consent-${purpose}" type="checkbox" checked=${consents[purpose]} aria-describedby=${purpose === "apply" && error ? "consents-error" : undefined}
      onChange=${() => onChange({ ...consents, [purpose]: !consents[purpose] })} />
    <span>${title}</span>
    <small>${text}</small>
  </label>`;
  return html`<fieldset class="stack stack--tight">
    <legend>What may be done with what you send</legend>
    ${box("apply", `${company} may use it to decide on this application`, "Needed: without it nobody may read it.")}
    ${error && html`<span class="field__error" id="consents-error">${error}</span>`}
    ${box("ai_score", "A computer may compare it with what the job asks for", "Optional. It shows its reasons and never decides; a named person does.")}
    ${box("keep", `${company} may keep it for other jobs`, "Optional. Without it everything is deleted after this application.")}
  </fieldset>`;
}

/**
 * What must still be filled in, said before the server is asked.
 * @param {Values} values @param {readonly FormQuestion[]} questions @param {Answers} answers @param {Agreed} consents @param {boolean} sending
 * @returns {Problem | null}
 */
function unfilled(values, questions, answers, consents, sending) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const { name, label, required } of ABOUT_YOU) {
    if (required && !values[name]?.trim()) fields[name] = `${label} is needed.`;
  }
  const years = values["experience_years"]?.trim() ?? "";
  if (years && !/^\d{1,2}$/.test(years)) fields["experience_years"] = "Write a whole number of years.";
  for (const { id, required } of questions) {
    if (required && (answers[id] === undefined || answers[id] === "")) fields[fieldOf(id)] = "Please answer this.";
  }
  if (!consents.apply) fields["consents"] = "Without this nobody may read your application.";
  if (Object.keys(fields).length) return { message: "Some things are missing. They are marked above.", fields };
  return sending ? { message: "Your résumé is still being read. Wait a moment, or stop it and go on without.", fields } : null;
}

/** Where a refused field stands in the page. @param {string} field */
function idOf(field) {
  if (field.startsWith("consents")) return "consent-apply";
  return field.startsWith("resume") ? "apply-problem" : field;
}
