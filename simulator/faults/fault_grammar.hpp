#pragma once

namespace pixferry::simulator {

/// What parse_fault_plan() reads, for people.
inline constexpr const char* kFaultGrammar =
    "SPEC is one or more faults separated by commas, each OPERATION[@ID]:FAULT[+WAIT]=AMOUNT, as "
    "in\n"
    "  download:429+2s=5%,list:refused-token=1x,download@1AbC:wrong=always\n"
    "OPERATION  get, list, download, about, renew; of an object store put, head, get-object, "
    "delete, "
    "sign;\n"
    "           @ID keeps to one file or folder, or to one object\n"
    "FAULT      429 403 quota sorry 403-REASON 500 502 503 504 html reset reset-body cut stall\n"
    "           short long wrong slow\n"
    "           of Drive's public pages: virus sign-in\n"
    "           of list alone: refused-token repeated-page shifted-page double-entries empty-page\n"
    "           cycle lying-size lying-hash\n"
    "           of a store alone: slowdown 500-stored 409 413 full wrong-etag lost\n"
    "WAIT       sends Retry-After with an HTTP error: 2s, date2s (as a date) or garbage\n"
    "AMOUNT     N% of the requests, the first Nx, each for the first Nf files, above N/s, always\n"
    "\n"
    "While it runs: GET /sim/stats counts what was asked and what went wrong; GET /sim/faults "
    "shows\n"
    "the faults, PUT takes others in the same words, DELETE takes them away:\n"
    "  curl -X PUT -d download:503=10% http://127.0.0.1:PORT/sim/faults";

}  // namespace pixferry::simulator
