import assert from "node:assert/strict";
import { test } from "node:test";

import { fetchLists, fetchMore, inOrder } from "../../../static/recruiter/lists.js";

const PAGE = 2;
const session = (id, status, at = `2026-01-${String(id).padStart(2, "0")}`) => ({
  id,
  status,
  scheduled_at: at,
  started_at: at,
  completed_at: null,
});

/** A server that pages by two, newest first. */
function server(sessions) {
  const calls = [];
  const fetchPage = async (status, cursor) => {
    calls.push(status);
    const all = sessions.filter((one) => one.status === status).sort((one, other) => other.id - one.id);
    const start = Number(cursor ?? 0);
    const next = start + PAGE < all.length ? String(start + PAGE) : null;
    return { items: all.slice(start, start + PAGE), next_cursor: next, total: all.length };
  };
  return { calls, fetchPage };
}

const ids = (sessions) => sessions.map(({ id }) => id);

test("an old live interview is found behind many newer ones", async () => {
  const { fetchPage } = server([session(1, "In Progress"), ...[2, 3, 4, 5, 6].map((id) => session(id, "Scheduled"))]);

  const { live, next, past } = inOrder(await fetchLists(fetchPage, null));

  assert.deepEqual(ids(live), [1]);
  assert.deepEqual(ids(next), [2, 3, 4, 5, 6]);
  assert.deepEqual(past, []);
});

test("the past comes by and by, the latest first, and says how much there is", async () => {
  const past = [1, 2, 3, 4, 5].map((id) => session(id, id % 2 ? "Completed" : "Cancelled"));
  const { fetchPage } = server(past);

  const first = await fetchLists(fetchPage, null);
  const second = await fetchMore(fetchPage, first);

  assert.deepEqual(ids(inOrder(first).past), [5, 4, 3, 2]);
  assert.equal(inOrder(first).pastTotal, 5);
  assert.deepEqual(ids(inOrder(second).past), [5, 4, 3, 2, 1]);
});

test("looking again keeps what was unfolded", async () => {
  const { fetchPage } = server([1, 2, 3, 4, 5].map((id) => session(id, "Completed")));
  const unfolded = await fetchMore(fetchPage, await fetchLists(fetchPage, null));

  const again = await fetchLists(fetchPage, unfolded);

  assert.equal(again.Completed.items.length, 4);
});

test("a whole past asks for nothing more", async () => {
  const { calls, fetchPage } = server([session(1, "Completed")]);
  const lists = await fetchLists(fetchPage, null);
  calls.length = 0;

  await fetchMore(fetchPage, lists);

  assert.deepEqual(calls, []);
});
