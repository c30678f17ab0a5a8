/** Focus that would be lost. */

/**
 * When the focused element is taken out of the page, go on at `place` and not at the page's top.
 * @param {string} place a selector
 */
export function catchFocus(place) {
  let last = /** @type {EventTarget | null} */ (null);
  addEventListener("focusin", ({ target }) => (last = target));
  const observer = new MutationObserver(() => {
    const lost = last instanceof Element && !last.isConnected && document.activeElement === document.body;
    if (!lost) return;
    last = null;
    const fallback = document.querySelector(place);
    if (fallback instanceof HTMLElement) fallback.focus({ preventScroll: true });
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
