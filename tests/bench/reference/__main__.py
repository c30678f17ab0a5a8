"""``python -m tests.bench.reference PORT``, with the copy's path in REFERENCE_DATABASE."""

import sys

import uvicorn

if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run("tests.bench.reference.app:app", host="127.0.0.1", port=port, access_log=False)
