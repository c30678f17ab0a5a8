/** Sending a file, with its progress: `fetch` cannot tell how far it has come. */
import { ApiError } from "./api.js";

/** @typedef {{onProgress?: (share: number) => void, headers?: Record<string, string>, signal?: AbortSignal}} UploadOptions */

/**
 * Send a form with a file. Failures are thrown as ApiError.
 * @param {string} path
 * @param {FormData} form
 * @param {UploadOptions} [options] `onProgress` hears of 0 to 1
 * @returns {Promise<any>} the JSON answer
 */
export function upload(path, form, { onProgress, headers = {}, signal } = {}) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", path);
    sending.responseType = "json";
    sending.setRequestHeader("Accept", "application/json");
    Object.entries(headers).forEach(([name, value]) => sending.setRequestHeader(name, value));
    sending.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    sending.onload = () => {
      if (sending.status < 300) return resolve(sending.response);
      reject(new ApiError(sending.response?.error ?? unreadable(sending.status), sending.status));
    };
    sending.onerror = () => reject(new ApiError({ code: "OFFLINE", message: "The server cannot be reached. Check your connection and try again." }, 0));
    sending.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal?.addEventListener("abort", () => sending.abort());
    sending.send(form);
  });
}

/** @param {number} status */
function unreadable(status) {
  return { code: "Unexpected", message: `The server answered ${status}. Please try again.` };
}
