/** Speaking instead of typing. */
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../lib/html.js";
import { notify } from "../lib/notices.js";
import { canDictate, dictate } from "./voice.js";

/** @param {{onPhrase: (phrase: string) => void, disabled: boolean}} props */
export function Dictation({ onPhrase, disabled }) {
  const [listening, setListening] = useState(false);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  useEffect(() => void (disabled && stop.current()), [disabled]);
  if (!canDictate) return null;

  const toggle = () => {
    if (listening) return stop.current();
    setListening(true);
    stop.current = dictate(onPhrase, (problem) => {
      setListening(false);
      if (problem) notify(problem, "error");
    });
  };
  return html`<button type="button" class="button button--small" aria-pressed=${listening} disabled=${disabled}
    title="Your browser may send your voice to its maker to turn it into text. Greenroom gets the text only."
    onClick=${toggle}>
    ${listening ? "Stop dictating" : "Dictate"}
  </button>`;
}
