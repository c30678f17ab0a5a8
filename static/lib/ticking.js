/** The time as signals, for clocks on the page. */
import { signal } from "@preact/signals";

/** Local milliseconds, renewed four times a second while the page is visible. */
export const now = signal(Date.now());

setInterval(() => {
  if (document.visibilityState === "visible") now.value = Date.now();
}, 250);
