#include "simulator/dropbox/dropbox_faults.hpp"

#include "simulator/dropbox/dropbox_error.hpp"
#include "simulator/faults/spoiled_answer.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

Response page(int status, std::string_view title) {
  std::string text = "<!DOCTYPE html>\n<html><head><title>Dropbox - ";
  text.append(title)
      .append("</title></head><body><h1>")
      .append(title)
      .append("</h1></body></html>");
  return text_response(status, kHtmlType, std::move(text));
}

std::int64_t wait_seconds(const Fault& fault) {
  return fault.retry_after ? fault.retry_after->wait.count() : 0;
}

Response refusal(const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::too_many_requests:
    case FaultKind::user_rate_limit: return dropbox_throttled(wait_seconds(fault));
    // Too much traffic on a link is answered in front of the API.
    case FaultKind::download_quota:
    case FaultKind::sorry_page: return page(429, "429");
    case FaultKind::refusal: return dropbox_conflict(fault.reason);
    case FaultKind::refused_token: return dropbox_conflict("reset");
    case FaultKind::internal_error: return text_response(500, "text/plain", "");
    case FaultKind::bad_gateway: return page(502, "Bad gateway");
    case FaultKind::gateway_timeout: return page(504, "Gateway timeout");
    case FaultKind::web_page: return page(200, "Something went wrong");
    default: return page(503, "Service unavailable");
  }
}

}  // namespace

Response with_dropbox_fault(Response honest, const Fault& fault) {
  if (is_on_the_way(fault.kind)) return spoiled(std::move(honest), fault.kind);
  switch (fault.kind) {
    case FaultKind::repeated_page:
    case FaultKind::shifted_page:
    case FaultKind::double_entries:
    case FaultKind::empty_page:
    case FaultKind::cursor_cycle:
    case FaultKind::lying_size:
    case FaultKind::lying_hash: return honest;
    default: return refusal(fault);
  }
}

void tell_dropbox_lie(boost::json::object& entry, FaultKind lie) {
  if (lie == FaultKind::lying_size) {
    if (auto* size = entry.if_contains("size")) *size = size->to_number<std::int64_t>() + 1;
    return;
  }
  if (auto* hash = entry.if_contains("content_hash")) {
    auto& first = hash->as_string().front();
    first = first == '0' ? '1' : '0';
  }
}

}  // namespace pixferry::simulator
