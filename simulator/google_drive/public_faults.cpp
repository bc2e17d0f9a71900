#include "simulator/google_drive/public_faults.hpp"

#include <fmt/format.h>

#include "simulator/faults/spoiled_answer.hpp"
#include "simulator/google_drive/public_html.hpp"

namespace pixferry::simulator {
namespace {

Response sorry_page(int status) {
  return text_response(status, kHtmlType,
                       "<html><head><title>Sorry...</title></head><body><h1>We're sorry...</h1>"
                       "<p>... but your computer or network may be sending automated queries. To "
                       "protect our users, we can't process your request right now.</p></body>"
                       "</html>");
}

Response broken_server(int status) {
  return text_response(status, kHtmlType,
                       fmt::format("<!DOCTYPE html><html lang=en><title>Error {0} (Server "
                                   "Error)!!1</title><p><b>{0}.</b> <ins>That's an error.</ins>"
                                   "</html>",
                                   status));
}

}  // namespace

Response with_public_fault(Response honest, const Fault& fault) {
  if (is_on_the_way(fault.kind)) return spoiled(std::move(honest), fault.kind);
  switch (fault.kind) {
    case FaultKind::too_many_requests:
    case FaultKind::sorry_page: return sorry_page(429);
    case FaultKind::user_rate_limit: return sorry_page(403);
    case FaultKind::refusal: return no_permission_page();
    case FaultKind::internal_error: return broken_server(500);
    case FaultKind::bad_gateway: return broken_server(502);
    case FaultKind::unavailable: return broken_server(503);
    case FaultKind::gateway_timeout: return broken_server(504);
    case FaultKind::web_page:
      return text_response(200, kHtmlType,
                           "<!DOCTYPE html><html><head><title>Something else</title></head><body>"
                           "<p>This is not what was asked for.</p></body></html>");
    default: return honest;
  }
}

}  // namespace pixferry::simulator
