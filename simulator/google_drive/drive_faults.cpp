#include "simulator/google_drive/drive_faults.hpp"

#include <charconv>

#include "simulator/faults/spoiled_answer.hpp"
#include "simulator/google_drive/drive_error.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kDriveHtmlType = "text/html; charset=UTF-8";

Response rate_refusal(int status, std::string_view reason, std::string message) {
  return error_response(
      {.status = status, .domain = "usageLimits", .reason = reason, .message = std::move(message)});
}

Response server_error(int status, std::string_view reason, std::string message) {
  return error_response({.status = status, .reason = reason, .message = std::move(message)});
}

Response sorry_page() {
  return text_response(403, kDriveHtmlType,
                       "<html><head><title>Sorry...</title></head><body><h1>We're sorry...</h1>"
                       "<p>... but your computer or network may be sending automated queries. To "
                       "protect our users, we can't process your request right now.</p></body>"
                       "</html>");
}

Response bad_gateway_page() {
  return text_response(502, kDriveHtmlType,
                       "<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>"
                       "<p><b>502.</b> <ins>That's an error.</ins><p>The server encountered a "
                       "temporary error and could not complete your request.</html>");
}

Response warning_page() {
  return text_response(200, kDriveHtmlType,
                       "<!DOCTYPE html><html><head><title>Google Drive - Virus scan warning"
                       "</title></head><body><p>Google Drive can't scan this file for viruses.</p>"
                       "<form id=\"download-form\" method=\"get\"></form></body></html>");
}

Response refusal(const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::refusal:
      return error_response({.status = 403,
                             .reason = fault.reason,
                             .message = "The request was refused: " + fault.reason});
    case FaultKind::refused_token: return invalid_value("pageToken");
    case FaultKind::too_many_requests:
      return rate_refusal(429, "rateLimitExceeded", "Rate Limit Exceeded");
    case FaultKind::user_rate_limit:
      return rate_refusal(403, "userRateLimitExceeded",
                          "User Rate Limit Exceeded. Rate of requests for user exceed configured "
                          "project quota, you may consider re-evaluating expected per-user traffic "
                          "to the API and adjust project quota limits accordingly.");
    case FaultKind::download_quota:
      return rate_refusal(403, "downloadQuotaExceeded",
                          "The download quota for this file has been exceeded.");
    case FaultKind::sorry_page: return sorry_page();
    case FaultKind::bad_gateway: return bad_gateway_page();
    case FaultKind::internal_error: return server_error(500, "internalError", "Internal Error");
    case FaultKind::gateway_timeout: return server_error(504, "backendError", "Backend Error");
    case FaultKind::web_page: return warning_page();
    default: return server_error(503, "backendError", "Backend Error");
  }
}

}  // namespace

Response with_fault(Response honest, const Fault& fault) {
  if (is_on_the_way(fault.kind)) return spoiled(std::move(honest), fault.kind);
  switch (fault.kind) {
    case FaultKind::repeated_page:
    case FaultKind::shifted_page:
    case FaultKind::double_entries:
    case FaultKind::empty_page:
    case FaultKind::cursor_cycle:
    case FaultKind::lying_size:
    case FaultKind::lying_hash:
    case FaultKind::virus_page:
    case FaultKind::sign_in: return honest;
    default: return refusal(fault);
  }
}

void tell_lie(boost::json::object& file, FaultKind lie) {
  if (lie == FaultKind::lying_size) {
    if (auto* size = file.if_contains("size")) {
      std::int64_t bytes = 0;
      const std::string_view digits{size->as_string()};
      std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
      *size = std::to_string(bytes + 1);
    }
    return;
  }
  for (const auto* field : {"md5Checksum", "sha256Checksum"}) {
    if (auto* hash = file.if_contains(field)) {
      auto& first = hash->as_string().front();
      first = first == '0' ? '1' : '0';
    }
  }
}

}  // namespace pixferry::simulator
