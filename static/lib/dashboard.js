/**
 * The dashboard's socket: tells of what changes in rooms and in the question bank.
 * @import {ConnectionState, DashboardRoom} from "../types.js"
 */
import { signal } from "@preact/signals";
import { io } from "socket.io-client";
import { renew, requireSignIn, signedIn } from "./session.js";

export const line = signal(/** @type {ConnectionState} */ ("connecting"));

/**
 * Follow the dashboard for as long as the page is open.
 * @param {Record<string, (news: any) => void>} handlers by the event's name
 * @param {(rooms: DashboardRoom[]) => void} [onReady] gets the rooms as they are, after each connection
 */
export function followDashboard(handlers, onReady) {
  const socket = io("/dashboard", { transports: ["websocket"], auth: (send) => void signedIn.socket().then(send) });
  socket.on("connect", async () => {
    const ack = await socket.timeout(8_000).emitWithAck("dashboard.subscribe", {}).catch(() => null);
    line.value = ack?.ok ? "live" : "offline";
    if (ack?.ok) onReady?.(ack.data.rooms);
  });
  for (const [name, handler] of Object.entries(handlers)) socket.on(name, handler);
  socket.on("disconnect", (reason) => {
    line.value = "offline";
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1_000);
  });
  socket.on("connect_error", async (error) => {
    line.value = "offline";
    const refused = /** @type {any} */ (error).data?.code === "SignInNeeded";
    if (refused && !(await renew()) && !(await requireSignIn())) return;
    if (!socket.active) setTimeout(() => socket.connect(), 5_000);
  });
}
