/** Reading aloud and dictation, where the browser offers them. */

/** @type {any} */
const Recognition = Reflect.get(globalThis, "SpeechRecognition") ?? Reflect.get(globalThis, "webkitSpeechRecognition");

export const canSpeak = "speechSynthesis" in globalThis;
export const canDictate = Recognition !== undefined;

/** @param {string} text */
export function speak(text) {
  if (!canSpeak) return;
  speechSynthesis.cancel();
  speechSynthesis.speak(new SpeechSynthesisUtterance(text));
}

/**
 * Listen until stopped; hands over each finished phrase.
 * @param {(phrase: string) => void} onPhrase
 * @param {(problem: string | null) => void} onEnd with a sentence for the speaker when it failed
 * @returns {() => void} stops listening
 */
export function dictate(onPhrase, onEnd) {
  const listener = new Recognition();
  let problem = /** @type {string | null} */ (null);
  listener.continuous = true;
  listener.lang = document.documentElement.lang;
  listener.onresult = (/** @type {any} */ event) => {
    for (let index = event.resultIndex; index < event.results.length; index += 1) {
      const result = event.results[index];
      if (result.isFinal) onPhrase(result[0].transcript.trim());
    }
  };
  listener.onerror = (/** @type {{error: string}} */ { error }) => (problem = explain(error));
  listener.onend = () => onEnd(problem);
  listener.start();
  return () => listener.stop();
}

/** @param {string} error */
function explain(error) {
  if (error === "no-speech") return "Nothing was heard. Check the microphone and try again.";
  if (error === "not-allowed") return "The browser does not allow the microphone for this page.";
  return "Dictation stopped. You can go on typing.";
}
