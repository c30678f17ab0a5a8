/**
 * The receipt of an application, and looking up where it stands.
 * @import {Job} from "../types.js"
 * @import {Receipt} from "./form.js"
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "../lib/api.js";
import { asProblem } from "../lib/field.js";
import { html } from "../lib/html.js";
import { notify } from "../lib/notices.js";

/** @param {{job: Job, receipt: Receipt}} props */
export function Sent({ job, receipt }) {
  const title = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => title.current?.focus(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(receipt.receipt);
      notify("The receipt is copied.");
    } catch {
      notify("Copying did not work here. Select the receipt and copy it by hand.", "error");
    }
  };
  return html`<section class="card stack" aria-labelledby="sent-title">
    <h2 id="sent-title" ref=${title} tabindex="-1">Your application is with ${job.company}</h2>
    <p>A person will read it. This receipt shows you where it stands; it is shown only now, so please keep it.</p>
    <div class="receipt">
      <code id="receipt" class="receipt__code">${receipt.receipt}</code>
      <button type="button" class="button button--small" onClick=${copy}>Copy receipt</button>
    </div>
    <p class="small soft">To look it up later, open this page again and choose “Already applied?”. Application number ${receipt.id}.</p>
  </section>`;
}

/** @param {{jobId: number}} props */
export function LookUp({ jobId }) {
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const receipt = String(form.get("receipt") ?? "").trim();
    if (busy || !receipt) return;
    setBusy(true);
    try {
      const query = new URLSearchParams({ receipt });
      const { applied, status } = await request("GET", `/api/job/${jobId}/check-application?${query}`);
      setTold(applied ? `Your application stands at: ${status}.` : "There is no application for this job with that receipt. Check that you copied all of it.");
    } catch (error) {
      setTold(asProblem(error).message);
    }
    setBusy(false);
  };
  return html`<details class="look-up">
    <summary>Already applied?</summary>
    <form class="stack stack--tight" onSubmit=${submit}>
      <div class="field">
        <label for="receipt-asked">Receipt</label>
        <input id="receipt-asked" name="receipt" class="input" required maxlength="200" autocomplete="off" spellcheck="false" aria-describedby="receipt-told" />
      </div>
      <div class="row"><button class="button" aria-disabled=${busy}>Show where it stands</button></div>
      <p id="receipt-told" role="status">${told}</p>
    </form>
  </details>`;
}
