import assert from "node:assert/strict";
import { test } from "node:test";

/** A tab: its storage, and the page in it. */
function openTab(storage = new Map()) {
  globalThis.sessionStorage = {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => storage.set(key, value),
    removeItem: (key) => storage.delete(key),
  };
  const listeners = {};
  globalThis.addEventListener = (type, run) => (listeners[type] = run);
  return { storage, leave: () => listeners.pagehide(), comeBack: () => listeners.pageshow() };
}

let pages = 0;
const loadPage = async () => (await import(`../../../static/room/keeper.js?page=${(pages += 1)}`)).tabId();

test("a reloaded page keeps the tab's name", async () => {
  const tab = openTab();
  const name = await loadPage();
  tab.leave();

  openTab(tab.storage);

  assert.equal(await loadPage(), name);
});

test("a duplicated tab gets a name of its own, lest its words pass for the other's", async () => {
  const tab = openTab();
  const name = await loadPage();

  openTab(new Map(tab.storage));

  assert.notEqual(await loadPage(), name);
});

test("a page taken back out of the browser's cache can be duplicated, too", async () => {
  const tab = openTab();
  const name = await loadPage();
  tab.leave();
  tab.comeBack();

  openTab(new Map(tab.storage));

  assert.notEqual(await loadPage(), name);
});
