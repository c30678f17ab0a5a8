// A whole interview with the official client library, by the documented contract alone.
// Reads one line of JSON: {library, url, session_id, token, invite, questions}; prints what it saw.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";

const [line] = await readLines();
const { library, url, session_id, token, invite, questions } = JSON.parse(line);
const { io } = await import(library);

const text = "REST names resources by URLs 😀 and keeps no session.";
const seen = { staff: [], candidate: [], rebuilt: "", delta: [] };

const recruiter = join({ token });
const candidate = join({ invite });
const rebuilt = rebuild(recruiter);
record(recruiter, seen.staff);
record(candidate, seen.candidate);
await Promise.all([once(recruiter, "room.snapshot"), once(candidate, "room.snapshot")]);

await say(candidate, "consent.set", { purpose: "ai_score", granted: true, text_version: "1" });
await say(candidate, "room.ready", { checks: { keyboard: true } });
await say(recruiter, "room.start");
for (const question_id of questions) {
  await say(recruiter, "question.push", { question_id });
  const rev = await type(question_id);
  await say(candidate, "answer.submit", {
    question_id,
    rev,
    text_sha256: createHash("sha256").update(text).digest("hex"),
    idempotency_key: `answer-${question_id}`,
  });
}
await reconnect();
await say(recruiter, "room.end");
await until(() => seen.candidate.some((event) => event.type === "room.ended"));
await until(() => seen.staff.filter((event) => event.type === "score.final").length === questions.length);
seen.rebuilt = rebuilt();
seen.text = text;
console.log(JSON.stringify(seen));
recruiter.disconnect();
candidate.disconnect();

function join(proof) {
  const known = {};
  const socket = io(`${url}/room`, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 50,
    auth: (answer) => answer({ ...proof, session_id, device: "js", ...known }),
  });
  socket.known = known;
  socket.on("connect_error", (error) => fail(error.data ?? error));
  socket.on("room.snapshot", ({ room }) => know(socket, room));
  socket.on("room.delta", (delta) => know(socket, delta));
  return socket;
}

function know(socket, { epoch, seq }) {
  socket.known.epoch = epoch;
  socket.known.last_seq = seq;
}

function record(socket, events) {
  socket.onAny((type, event) => {
    if (type === "room.delta") event.events.forEach((missed) => events.push(missed));
    if (event?.seq === undefined || type === "room.delta") return;
    if (event.seq <= socket.known.last_seq) return;
    if (event.seq !== socket.known.last_seq + 1) fail(`gap before ${type} ${event.seq}`);
    know(socket, event);
    events.push(event);
  });
}

function rebuild(socket) {
  let points = [];
  socket.on("question.pushed", () => (points = []));
  socket.on("answer.edited", ({ splices }) => {
    for (const { at, remove, insert } of splices) points.splice(at, remove, ...insert);
  });
  return () => points.join("");
}

async function type(question_id) {
  const points = [...text];
  let rev = 0;
  for (let at = 0; at < points.length; at += 10) {
    const insert = points.slice(at, at + 10).join("");
    const edit = { question_id, client_id: "js", base_rev: rev, rev: rev + 1 };
    const saved = await say(candidate, "answer.edit", { ...edit, splices: [{ at, remove: 0, insert }] });
    rev = saved.rev;
  }
  return rev;
}

async function reconnect() {
  const back = once(candidate, "room.delta");
  candidate.io.engine.close();
  await say(recruiter, "room.pause");
  await say(recruiter, "room.resume");
  seen.delta = (await back).events.map((event) => event.type);
}

async function say(socket, command, data = {}) {
  const answer = await socket.timeout(10_000).emitWithAck(command, data);
  if (!answer.ok) fail({ command, ...answer.error });
  return answer.data;
}

function once(socket, event) {
  return new Promise((resolve) => socket.once(event, resolve));
}

async function until(holds) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function readLines() {
  const lines = [];
  for await (const text of createInterface({ input: process.stdin })) lines.push(text);
  return lines;
}

function fail(reason) {
  console.error(JSON.stringify(reason?.message ?? reason));
  process.exit(1);
}
