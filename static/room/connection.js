/**
 * The line to a room: socket first, REST while the socket cannot connect, and back again.
 * @import {AnswerEdited, ConnectionState, Credentials, Delta, Edit, EditSaved, RoomEvent, ScorePartial, Snapshot, SubmitCommand, WireError} from "../types.js"
 * @import {RoomStore} from "./store.js"
 */
import { signal } from "@preact/signals";
import { io } from "socket.io-client";
import { request } from "../lib/api.js";
import { EVENT_TYPES, openQuestion } from "./fold.js";
import { deviceId } from "./keeper.js";

const ACK_TIMEOUT_MS = 8_000;
const FALLBACK_AFTER_MS = 5_000;
const POLL_MS = 3_000;
const SOCKET_WINDOW = 4;
const REJOIN_MS = 1_000;
const RENEW_MS = 30_000;
/** Refusals that fresh credentials may cure. */
const CURABLE = new Set(["SignInNeeded", "TokenExpired", "TokenInvalid", "SessionEnded"]);
/** Refusals that pass by themselves. */
const PASSING = new Set(["OFFLINE", "TIMEOUT", "RATE", "TooManyRequests", "Busy", "ServerRestarting"]);

export class CommandError extends Error {
  /** @param {WireError} error */
  constructor(error) {
    super(error.message);
    this.name = "CommandError";
    Object.assign(this, error);
    this.code = error.code;
  }
}

export class RoomConnection {
  state = signal(/** @type {ConnectionState} */ ("connecting"));
  /** Why the room does not let us in. */
  refusal = signal(/** @type {WireError | null} */ (null));
  /** When the server said it would be back, in local milliseconds. */
  backAt = signal(/** @type {number | null} */ (null));
  /** @type {Set<() => void>} */
  #onUsable = new Set();
  /** @type {Set<(ms: number) => void>} */
  #onSlowDown = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #fallbackTimer;
  #catchingUp = false;
  #renewed = false;
  /** The token that the seat was last given. */
  #token = "";

  /**
   * @param {object} options
   * @param {number} options.sessionId
   * @param {RoomStore} options.store
   * @param {Credentials} options.credentials
   */
  constructor({ sessionId, store, credentials }) {
    this.sessionId = sessionId;
    this.store = store;
    this.credentials = credentials;
    this.socket = io("/room", {
      transports: ["websocket"],
      autoConnect: false,
      reconnectionDelayMax: 5_000,
      auth: (send) => void this.#auth().then(send),
    });
    this.#listen();
  }

  open() {
    this.socket.connect();
    this.#expectFallback();
    addEventListener("online", () => this.#rejoin(0));
    setInterval(() => void this.#keepSeat(), RENEW_MS);
  }

  /** How many edits may be under way at once. */
  window() {
    if (this.state.value === "live") return SOCKET_WINDOW;
    return this.state.value === "fallback" ? 1 : 0;
  }

  /**
   * Run a command and wait for its acknowledgement.
   * @param {string} name
   * @param {object} [data]
   * @returns {Promise<any>} rejects with CommandError
   */
  async command(name, data = {}) {
    if (!this.socket.connected) throw new CommandError(this.state.value === "fallback" ? blocked() : offline());
    const ack = await this.socket
      .timeout(ACK_TIMEOUT_MS)
      .emitWithAck(name, data)
      .catch(() => ({ ok: false, error: this.socket.connected ? timedOut() : offline() }));
    if (ack.ok) return ack.data;
    if (ack.error.code === "InterviewEnded" && name !== "room.snapshot") void this.#lookAgain();
    throw new CommandError(ack.error);
  }

  /** @param {Edit} edit @returns {Promise<EditSaved>} */
  save(edit) {
    const { question_id, client_id, base_rev, rev, splices, text, full } = edit;
    const order = { client_id, base_rev, rev };
    if (this.state.value === "fallback") {
      return this.#rest("PUT", `/answers/${question_id}/draft`, { ...order, text });
    }
    return this.command("answer.edit", { question_id, ...order, ...(full ? { text } : { splices }) });
  }

  /** @param {SubmitCommand} answer */
  submit({ question_id, ...answer }) {
    if (this.state.value !== "fallback") {
      return this.command("answer.submit", { question_id, ...answer });
    }
    return this.#rest("POST", `/answers/${question_id}`, answer);
  }

  /** Call `run` each time the line becomes usable. @param {() => void} run @returns {() => void} stops that */
  onUsable(run) {
    this.#onUsable.add(run);
    return () => this.#onUsable.delete(run);
  }

  /** @param {(ms: number) => void} run @returns {() => void} */
  onSlowDown(run) {
    this.#onSlowDown.add(run);
    return () => this.#onSlowDown.delete(run);
  }

  /** Resolves once commands can travel. @returns {Promise<void>} */
  usable() {
    if (this.window() > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onUsable(() => {
        stop();
        resolve();
      });
    });
  }

  #listen() {
    const { socket, store } = this;
    socket.on("connect_error", (error) => void this.#refused(/** @type {any} */ (error).data));
    socket.on("disconnect", (reason) => this.#lost(reason));
    socket.on("room.snapshot", (/** @type {Snapshot} */ snapshot) => this.#arrived(() => store.begin(snapshot)));
    socket.on("room.delta", (/** @type {Delta} */ delta) =>
      this.#arrived(() => (store.catchUp(delta) ? this.#readOpen() : void this.#resync())),
    );
    for (const type of EVENT_TYPES) socket.on(type, (event) => this.#receive(event));
    socket.on("answer.edited", (edit) => store.edited(edit) || void this.#read(edit));
    socket.on("score.partial", (/** @type {ScorePartial} */ partial) => store.scored(partial));
    socket.on("presence.changed", ({ presence }) => (store.presence.value = presence));
    socket.on("server.restarting", ({ retry_in_ms }) => (this.backAt.value = Date.now() + retry_in_ms));
    socket.on("slow_down", ({ min_interval_ms }) => this.#onSlowDown.forEach((run) => run(min_interval_ms)));
  }

  async #auth() {
    const { room } = this.store;
    const known = room.value ? { epoch: room.value.epoch, last_seq: room.value.seq } : {};
    const proof = await this.credentials.socket();
    if ("token" in proof) this.#token = proof.token;
    return { ...proof, session_id: this.sessionId, device: deviceId(), ...known };
  }

  /** A seat lasts as long as its token: hand over the next one before that. */
  async #keepSeat() {
    if (!this.#token || !this.socket.connected) return;
    const proof = await this.credentials.socket();
    if (!("token" in proof) || proof.token === "" || proof.token === this.#token) return;
    this.#token = proof.token;
    await this.command("seat.renew", { token: proof.token }).catch(() => this.#rejoin(REJOIN_MS));
  }

  /** @param {() => unknown} take */
  #arrived(take) {
    clearTimeout(this.#fallbackTimer);
    this.#renewed = false;
    take();
    this.refusal.value = null;
    this.backAt.value = null;
    this.#become("live");
  }

  /** @param {ConnectionState} state */
  #become(state) {
    const before = this.state.value;
    this.state.value = state;
    if (before !== state && this.window() > 0) this.#onUsable.forEach((run) => run());
  }

  /** @param {RoomEvent} event */
  #receive(event) {
    const verdict = this.store.receive(event);
    if (verdict === "gap" && this.store.room.value) void this.#catchUp();
    if (verdict === "foreign") void this.#resync();
  }

  async #catchUp() {
    if (this.#catchingUp) return;
    this.#catchingUp = true;
    try {
      const delta = await this.command("room.catch_up", { after: this.store.room.value?.seq ?? 0 });
      if (!this.store.catchUp(delta)) await this.#resync();
    } catch {
      await this.#resync();
    } finally {
      this.#catchingUp = false;
    }
  }

  /** A cancelled interview says nothing by itself: who is refused for it finds out why. */
  async #lookAgain() {
    const room = this.store.room.value;
    if (room && !["Completed", "Cancelled"].includes(room.status)) await this.#resync();
  }

  async #resync() {
    const snapshot = await this.command("room.snapshot").catch(() => null);
    if (snapshot) this.store.begin(snapshot);
    else this.socket.disconnect().connect();
  }

  /** What was typed meanwhile is not among the missed events. */
  #readOpen() {
    const { room, seat } = this.store;
    const open = room.value && openQuestion(room.value);
    if (open && seat.value?.role !== "candidate") void this.#read(open);
  }

  /** @param {Pick<AnswerEdited, "question_id">} answer */
  async #read({ question_id }) {
    const answer = await this.command("answer.read", { question_id }).catch(() => null);
    if (answer) this.store.read(answer);
  }

  /** @param {string} reason */
  #lost(reason) {
    if (this.state.value === "refused") return;
    this.#become("offline");
    this.#expectFallback();
    if (reason === "io server disconnect") this.#rejoin(REJOIN_MS);
  }

  /** The server said no, or the network did. @param {WireError | undefined} error */
  async #refused(error) {
    if (!error?.code) {
      if (this.state.value === "live") this.#become("offline");
      return;
    }
    if (CURABLE.has(error.code) && !this.#renewed) {
      this.#renewed = true;
      if (await this.credentials.renew()) return this.#rejoin(0);
    }
    if (PASSING.has(error.code)) return this.#rejoin((error.retry_after_s ?? 2) * 1_000);
    this.#turnAway(error);
  }

  /** @param {WireError} error */
  #turnAway(error) {
    clearTimeout(this.#fallbackTimer);
    this.refusal.value = error;
    this.#become("refused");
    this.socket.disconnect();
  }

  /** @param {number} ms */
  #rejoin(ms) {
    const wait = Math.max(ms, (this.backAt.value ?? 0) - Date.now());
    setTimeout(() => this.state.value === "refused" || this.socket.connect(), wait);
  }

  #expectFallback() {
    clearTimeout(this.#fallbackTimer);
    this.#fallbackTimer = setTimeout(() => void this.#poll(), FALLBACK_AFTER_MS);
  }

  /** Without a socket the room is asked for again and again. */
  async #poll() {
    if (this.socket.connected || this.state.value === "refused") return;
    try {
      await this.#pollOnce();
      if (!this.socket.connected) this.#become("fallback");
    } catch (error) {
      this.#pollFailed(/** @type {WireError & {status?: number}} */ (error));
    }
    if (!this.socket.connected) this.#fallbackTimer = setTimeout(() => void this.#poll(), POLL_MS);
  }

  /** Candidates follow the events; interviewers need the texts, which only the snapshot has. */
  async #pollOnce() {
    const { room, seat } = this.store;
    if (room.value && seat.value?.role === "candidate") {
      const delta = await this.#rest("GET", `/events?after=${room.value.seq}`);
      if (this.store.catchUp(delta)) return;
    }
    const snapshot = await this.#rest("GET", "/snapshot");
    if (!this.socket.connected) this.store.begin(snapshot);
  }

  /** @param {WireError & {status?: number}} error */
  #pollFailed(error) {
    const certain = [401, 403, 404, 410].includes(error.status ?? 0);
    if (certain) this.#turnAway(error);
    else this.#become("offline");
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  #rest(method, path, body) {
    const url = `/api/interview/sessions/${this.sessionId}${path}`;
    return request(method, url, { body, credentials: this.credentials });
  }
}

/** @returns {WireError} */
function offline() {
  return { code: "OFFLINE", message: "There is no connection to the server right now." };
}

/** @returns {WireError} */
function blocked() {
  const message = "This network does not let live connections through; only answers can be saved and handed in. Please try another network.";
  return { code: "OFFLINE", message };
}

/** @returns {WireError} */
function timedOut() {
  return { code: "TIMEOUT", message: "The server took too long to answer. Please try again." };
}
