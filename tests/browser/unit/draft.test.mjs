import assert from "node:assert/strict";
import { test } from "node:test";

import { Draft } from "../../../static/room/draft.js";
import { handIn } from "../../../static/room/hand-in.js";
import { applySplices } from "../../../static/room/splices.js";
import { sha256 } from "../../../static/lib/sha256.js";

/** A clock whose time passes only when told. */
class Clock {
  time = 1_000_000;
  timers = [];
  now = () => this.time;
  later = (run, ms) => {
    const timer = { run, at: this.time + ms };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((one) => one !== timer));
  };
  async pass(ms) {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
    await settled();
  }
}

/** The server's side of the contract for one answer. */
class Server {
  rev = 0;
  text = "";
  by = null;
  online = true;
  silent = false;
  refusals = [];
  received = [];
  submitted = null;
  pending = [];

  window = () => (this.online ? 4 : 0);
  usable = async () => {};

  save = (edit) => {
    if (!this.online) return Promise.reject({ code: "OFFLINE" });
    this.received.push(edit);
    if (this.silent) return new Promise((resolve, reject) => this.pending.push({ edit, resolve, reject }));
    return this.answer(edit);
  };

  async answer(edit) {
    const refusal = this.refusals.shift();
    if (refusal) throw refusal;
    const resent = edit.client_id === this.by && edit.rev <= this.rev;
    if (!resent) this.apply(edit);
    return { rev: this.rev, saved_at: "2030-01-01T12:03:07.000Z" };
  }

  apply({ base_rev, rev, splices, text, full, client_id }) {
    if (base_rev !== this.rev) throw { code: "STALE", rev: this.rev, text: this.text, client_id: this.by };
    this.text = full ? text : applySplices(this.text, splices);
    this.rev = rev;
    this.by = client_id;
  }

  write(text, by) {
    this.text = text;
    this.rev += 1;
    this.by = by;
  }

  submit = async ({ rev, text_sha256 }) => {
    const refusal = this.refusals.shift();
    if (refusal) throw refusal;
    if (rev !== this.rev || text_sha256 !== (await sha256(this.text))) {
      throw { code: "STALE", rev: this.rev, text: this.text };
    }
    this.submitted ??= { rev, text: this.text };
    return this.submitted;
  };

  /** The connection breaks: nobody hears what is under way. */
  breakLine({ applied }) {
    for (const { edit, reject } of this.pending.splice(0)) {
      if (applied > 0) this.apply(edit);
      applied -= 1;
      reject({ code: "OFFLINE" });
    }
    this.online = false;
    this.silent = false;
  }
}

class Memory {
  kept = null;
  works = true;
  load = () => this.kept;
  keep = (kept) => {
    if (this.works) this.kept = kept;
    return this.works;
  };
  forget = () => (this.kept = null);
}

function scene({ answer = { rev: 0, text: "" }, kept = null } = {}) {
  const clock = new Clock();
  const server = new Server();
  server.rev = answer.rev;
  server.text = answer.text;
  const keeper = new Memory();
  keeper.kept = kept;
  const shown = [];
  const draft = new Draft({
    questionId: 1,
    clientId: "mine",
    answer,
    transport: server,
    keeper,
    clock,
    onText: (text) => shown.push(text),
  });
  const type = async (text, ms = 30) => {
    for (const letter of text) {
      draft.input(draft.text + letter);
      await clock.pass(ms);
    }
  };
  return { clock, server, keeper, draft, shown, type };
}

async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("typing goes out about every 150 ms and ends up saved", async () => {
  const { clock, server, keeper, draft, type } = scene();

  await type("REST is a style");
  await clock.pass(200);

  assert.equal(server.text, "REST is a style");
  assert.equal(server.received.length, 4);
  assert.equal(draft.state.kind, "saved");
  assert.equal(draft.state.savedAt, "2030-01-01T12:03:07.000Z");
  assert.equal(keeper.kept, null);
});

test("after a pause the first letter goes out at once", async () => {
  const { clock, server, draft } = scene();
  await clock.pass(5_000);

  draft.input("a");

  assert.equal(server.received.length, 1);
});

test("each keystroke keeps its own splice and time", async () => {
  const { clock, server, type } = scene();

  await type("abc");
  await clock.pass(200);

  const splices = server.received.flatMap((edit) => edit.splices);
  assert.deepEqual(splices.map(({ insert, t }) => [insert, t]), [["a", 0], ["b", 30], ["c", 60]]);
});

test("revisions are pipelined, a few at a time, each on top of the one before", async () => {
  const { clock, server, draft, type } = scene();
  server.silent = true;

  await type("a long sentence that is typed while nothing is acknowledged", 50);

  assert.deepEqual(server.received.map(({ base_rev, rev }) => [base_rev, rev]), [[0, 1], [1, 2], [2, 3], [3, 4]]);
  assert.equal(draft.state.kind, "saving");
  server.silent = false;
  const pending = server.pending.splice(0);
  const answers = await Promise.all(pending.map(({ edit }) => server.answer(edit)));
  pending.forEach(({ resolve }, index) => resolve(answers[index]));
  await clock.pass(200);
  assert.equal(server.text, draft.text);
});

for (const applied of [0, 1, 2, 3]) {
  test(`a broken line after ${applied} of 3 revisions loses nothing`, async () => {
    const { clock, server, keeper, draft, type } = scene();
    server.silent = true;
    await type("one two three", 40);
    server.breakLine({ applied });
    await type(" four");
    assert.equal(draft.state.kind, "offline");
    assert.equal(keeper.kept.text, "one two three four");

    server.online = true;
    draft.flush();
    await clock.pass(500);

    assert.equal(server.text, "one two three four");
    assert.equal(draft.state.kind, "saved");
  });
}

test("a server that lost our revisions gets the whole text on top of its own", async () => {
  const { clock, server, draft, shown, type } = scene();
  await type("hello");
  await clock.pass(200);
  server.rev = 1;
  server.text = "h";

  await type(" world");
  await clock.pass(500);

  assert.equal(server.text, "hello world");
  assert.equal(server.received.some((edit) => edit.full), true);
  assert.equal(draft.state.rival, null);
  assert.deepEqual(shown, []);
});

test("another device's text is taken over and ours offered back", async () => {
  const { clock, server, draft, shown, type } = scene();
  await type("mine");
  await clock.pass(200);
  server.write("theirs", "other");

  await type("!");
  await clock.pass(200);

  assert.equal(draft.text, "theirs");
  assert.deepEqual(shown, ["theirs"]);
  assert.equal(draft.state.rival, "mine!");
  draft.restoreMine();
  await clock.pass(200);
  assert.equal(server.text, "mine!");
  assert.equal(draft.state.rival, "theirs");
});

test("too many at once: wait as long as the server says, then send everything", async () => {
  const { clock, server, draft, type } = scene();
  server.refusals.push({ code: "RATE", retry_after_s: 3 });

  await type("quick");
  await clock.pass(2_000);
  const early = server.text;
  await clock.pass(1_500);

  assert.equal(early, "");
  assert.equal(server.text, "quick");
  assert.equal(draft.settled, true);
});

test("an edit the server cannot read goes again as the whole text", async () => {
  const { clock, server, type } = scene({ answer: { rev: 3, text: "so " } });
  server.refusals.push({ code: "SpliceOutsideText" });

  await type("far");
  await clock.pass(3_000);

  assert.equal(server.text, "so far");
  assert.equal(server.received.at(-1).full || server.received.at(-2).full, true);
});

test("an acknowledgement that never comes is asked for again", async () => {
  const { clock, server, draft, type } = scene();
  server.refusals.push({ code: "TIMEOUT" });

  await type("a");
  await clock.pass(1_500);

  assert.equal(server.text, "a");
  assert.deepEqual(server.received.map((edit) => edit.rev), [1, 1]);
  assert.equal(draft.settled, true);
});

test("while the room is paused the text is held back and kept on the device", async () => {
  const { clock, server, keeper, draft } = scene();
  draft.hold(true);

  draft.input("waiting");
  await clock.pass(1_000);
  const { kind } = draft.state;
  const { kept } = keeper;
  draft.hold(false);
  await clock.pass(200);

  assert.deepEqual([kind, kept.text], ["held", "waiting"]);
  assert.equal(server.text, "waiting");
});

test("a text over the limit is not sent until it is short enough", async () => {
  const { clock, server, draft } = scene();

  draft.input("x".repeat(20_001));
  await clock.pass(500);
  const { kind } = draft.state;
  draft.input("x".repeat(20_000));
  await clock.pass(500);

  assert.equal(kind, "too_large");
  assert.equal(server.text.length, 20_000);
  assert.equal(draft.state.kind, "saved");
});

test("words that came after the question was closed stay on the device", async () => {
  const { clock, server, keeper, draft, type } = scene();
  server.refusals.push({ code: "CLOSED", message: "closed" });

  await type("late");
  await clock.pass(500);

  assert.equal(draft.state.kind, "closed");
  assert.equal(keeper.kept.text.startsWith("l"), true);
  await assert.rejects(draft.settle(), { code: "CLOSED" });
});

test("text of an earlier visit that never arrived is taken up again", async () => {
  const { clock, server, draft } = scene({
    answer: { rev: 4, text: "saved" },
    kept: { text: "saved and more", rev: 4, lastRev: 5 },
  });

  await clock.pass(200);

  assert.equal(draft.text, "saved and more");
  assert.equal(server.text, "saved and more");
});

test("text of an earlier visit does not overwrite what another device wrote since", () => {
  const { draft } = scene({ answer: { rev: 9, text: "newer" }, kept: { text: "older", rev: 4, lastRev: 5 } });

  assert.equal(draft.text, "newer");
  assert.equal(draft.state.rival, "older");
});

test("a device that cannot keep anything is said so", () => {
  const { keeper, draft, server } = scene();
  keeper.works = false;
  server.online = false;

  draft.input("text");

  assert.deepEqual([draft.state.kind, draft.state.kept], ["offline", false]);
});

test("an untouched draft follows what another device writes", () => {
  const { draft, shown } = scene();

  draft.refresh({ rev: 2, text: "from the phone" });

  assert.equal(draft.text, "from the phone");
  assert.deepEqual(shown, ["from the phone"]);
});

test("handing in waits for every acknowledgement and proves the text", async () => {
  const { clock, server, draft, type } = scene();
  await type("whole answer");

  const handedIn = handIn(draft, server, "key", () => Promise.resolve());
  await clock.pass(1_000);

  assert.deepEqual(await handedIn, { rev: server.rev, text: "whole answer" });
});

test("handing in goes on by itself after the line was broken", async () => {
  const { clock, server, draft, type } = scene();
  await type("answer");
  server.online = false;
  draft.input("answer!");

  const handedIn = handIn(draft, server, "key", () => Promise.resolve());
  await clock.pass(1_000);
  server.online = true;
  server.refusals.push(undefined, { code: "OFFLINE" });
  draft.flush();
  await clock.pass(1_000);

  assert.equal((await handedIn).text, "answer!");
});

test("handing in stops when another device changed the answer meanwhile", async () => {
  const { clock, server, draft, type } = scene();
  await type("mine");
  await clock.pass(200);
  server.write("theirs", "other");

  const handedIn = handIn(draft, server, "key", () => Promise.resolve());
  handedIn.catch(() => {});
  await clock.pass(200);

  await assert.rejects(handedIn, { code: "STALE" });
  assert.equal(draft.text, "theirs");
  assert.equal(draft.state.rival, "mine");
  assert.equal(server.submitted, null);
});
