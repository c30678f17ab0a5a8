/** Values in the address's fragment, which no server sees. */

/** Read a value and take the whole fragment off the address, so that it is not copied or kept in the history. @param {string} name */
export function takeFromFragment(name) {
  const value = new URLSearchParams(location.hash.slice(1)).get(name);
  if (value !== null) history.replaceState(null, "", location.pathname + location.search);
  return value;
}
