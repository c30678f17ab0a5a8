/** Addresses that are asked for at the click and opened at once in a tab of their own. */

/**
 * Browsers let a click open a tab, an answer that comes later not; so the tab comes first.
 * @param {() => Promise<string>} find
 */
export async function openInNewTab(find) {
  const tab = window.open("about:blank", "_blank");
  try {
    const url = await find();
    if (!tab) throw new Error("The browser does not let this page open a tab. Allow pop-ups for it and try again.");
    tab.opener = null;
    tab.location.replace(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
