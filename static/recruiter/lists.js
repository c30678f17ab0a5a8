/**
 * Interviews by their state: each state is a list of its own, so that a live one is never hidden
 * behind a page of others.
 * @import {SessionStatus, SessionView} from "../types.js"
 */

/** @typedef {{items: SessionView[], next_cursor: string | null, total: number}} Page */
/** @typedef {(status: SessionStatus, cursor: string | null) => Promise<Page>} FetchPage */
/** @typedef {Record<SessionStatus, Page>} Lists */

/** What is live or next is shown whole, up to this many; the past by and by. */
const WHOLE = 1_000;
/** @type {Record<SessionStatus, number>} */
const AT_FIRST = { "In Progress": WHOLE, Scheduled: WHOLE, Completed: 1, Cancelled: 1 };

/** @type {readonly SessionStatus[]} */
export const PAST = ["Completed", "Cancelled"];

/** Every list anew, each as long as it was. @param {FetchPage} fetchPage @param {Lists | null} held @returns {Promise<Lists>} */
export async function fetchLists(fetchPage, held) {
  const states = /** @type {SessionStatus[]} */ (Object.keys(AT_FIRST));
  const pages = await Promise.all(
    states.map((status) => upTo(fetchPage, status, Math.max(AT_FIRST[status], held?.[status].items.length ?? 0))),
  );
  return /** @type {Lists} */ (Object.fromEntries(states.map((status, index) => [status, pages[index]])));
}

/** The lists with one more page of the past. @param {FetchPage} fetchPage @param {Lists} held @returns {Promise<Lists>} */
export async function fetchMore(fetchPage, held) {
  const longer = { ...held };
  for (const status of PAST) {
    const { items, next_cursor: cursor } = held[status];
    if (cursor === null) continue;
    const page = await fetchPage(status, cursor);
    longer[status] = { ...page, items: [...items, ...page.items] };
  }
  return longer;
}

/** @param {Lists} lists */
export function inOrder(lists) {
  const past = PAST.flatMap((status) => lists[status].items);
  return {
    live: [...lists["In Progress"].items].sort((one, other) => String(one.started_at).localeCompare(String(other.started_at))),
    next: [...lists.Scheduled.items].sort((one, other) => String(one.scheduled_at).localeCompare(String(other.scheduled_at))),
    past: past.sort((one, other) => lastMoment(other).localeCompare(lastMoment(one))),
    pastTotal: PAST.reduce((sum, status) => sum + lists[status].total, 0),
  };
}

/** @param {FetchPage} fetchPage @param {SessionStatus} status @param {number} count */
async function upTo(fetchPage, status, count) {
  let page = await fetchPage(status, null);
  let { items } = page;
  while (page.next_cursor !== null && items.length < count) {
    page = await fetchPage(status, page.next_cursor);
    items = [...items, ...page.items];
  }
  return { ...page, items };
}

/** @param {SessionView} session */
function lastMoment({ completed_at, scheduled_at }) {
  return String(completed_at ?? scheduled_at);
}
