"""The page of the example: returns the zone that answers, and fails according to the mode of that zone.

The mode is the text in a file: "ok", "errors:20" (percent of the requests that get a 500) or "slow:1500" (milliseconds until the
answer). Anything else, including no file, is "ok". /health always succeeds in any mode, which makes the failure gray.
Needs only Python 3.9 and its standard library, which Amazon Linux 2023 ships.
"""

import argparse
import http.server
import json
import random
import time


def read_mode(path):
    """The mode in the file, as a pair: ("errors", 20.0), ("slow", 1500.0) or ("ok", 0.0)."""
    try:
        with open(path, encoding="utf-8") as file:
            kind, _, amount = file.read().strip().partition(":")
        if kind in ("errors", "slow") and float(amount) >= 0:
            return kind, float(amount)
    except (OSError, ValueError):
        pass
    return "ok", 0.0


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Longer than the load balancer keeps idle connections (60 s), so that the page never closes one first.
    timeout = 75
    mode_file = ""
    zone_id = ""

    def do_GET(self):  # the name that http.server calls
        kind, amount = ("ok", 0.0) if self.path == "/health" else read_mode(self.mode_file)
        if kind == "slow":
            time.sleep(amount / 1000)
        fails = kind == "errors" and random.uniform(0, 100) < amount
        self.answer(500 if fails else 200, {"zoneId": self.zone_id, "ok": not fails})

    def answer(self, status, body):
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_args):
        """Logs nothing: the load balancer has the counts."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    # With the default of 5 pending connections, the sixth is dropped and retried a second later.
    request_queue_size = 128


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="0.0.0.0")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--mode-file", required=True)
    parser.add_argument("--zone-id", required=True)
    options = parser.parse_args()
    Page.mode_file, Page.zone_id = options.mode_file, options.zone_id
    server = Server((options.host, options.port), Page)
    print(f"listening on port {server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
