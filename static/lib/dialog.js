/** A modal dialog: the browser's own, so that focus, Escape and the backdrop behave. */
import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";
import { Notices, behindDialog, release } from "./notices.js";

/** @param {{open: boolean, title: string, onClose: () => void, children?: any}} props */
export function Dialog({ open, title, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    behindDialog.value = true;
    return () => {
      behindDialog.value = false;
      release();
    };
  }, [open]);
  return html`<dialog
    ref=${dialog}
    class="dialog"
    aria-label=${title}
    onClose=${onClose}
    onClick=${(/** @type {MouseEvent} */ event) => event.target === dialog.current && onClose()}
  >
    <div class="dialog__body">
      <header class="dialog__head">
        <h2>${title}</h2>
        <button type="button" class="link" onClick=${onClose}>Close</button>
      </header>
      ${open && children}
      ${open && html`<${Notices} inDialog />`}
    </div>
  </dialog>`;
}
