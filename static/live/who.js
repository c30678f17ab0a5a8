/** Who did something, in words. Events name accounts, not people. */
import { user } from "../lib/session.js";

/** @param {string} by "user:3", or a name */
export function who(by) {
  if (by === `user:${user.value?.id}` || by === user.value?.username) return "you";
  return by.startsWith("user:") ? "a colleague" : by;
}
