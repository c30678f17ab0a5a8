/** Who did something, in words. */
import { user } from "../lib/session.js";

/** @param {string} by a name */
export function who(by) {
  return by === user.value?.username ? "you" : by;
}
