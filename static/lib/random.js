/** 128 random bits as hex; unlike `crypto.randomUUID` also on plain-http pages. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
