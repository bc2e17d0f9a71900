#include "simulator/object_storage/s3_faults.hpp"

#include "simulator/faults/spoiled_answer.hpp"
#include "simulator/object_storage/s3_error.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::chrono::seconds kSlowAnswer{2};

Response page(int status, std::string title) {
  return text_response(status, "text/html",
                       "<html><body><h1>" + std::move(title) + "</h1></body></html>");
}

Response refusal_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::too_many_requests:
      return s3_error(429, "TooManyRequests", "Please reduce your request rate.");
    case FaultKind::slow_down: return s3_error(503, "SlowDown", "Please reduce your request rate.");
    case FaultKind::user_rate_limit: return s3_error(403, "AccessDenied", "Access Denied");
    case FaultKind::bad_gateway: return page(502, "502 Bad Gateway");
    case FaultKind::gateway_timeout: return page(504, "504 Gateway Time-out");
    case FaultKind::web_page: return page(200, "Welcome to this network");
    case FaultKind::conflict:
      return s3_error(409, "OperationAborted",
                      "A conflicting conditional operation is currently in progress against this "
                      "resource. Please try again.");
    case FaultKind::object_too_large:
      return s3_error(413, "EntityTooLarge",
                      "Your proposed upload exceeds the maximum allowed object size.");
    case FaultKind::storage_full:
      return s3_error(507, "XMinioStorageFull",
                      "Storage backend has reached its minimum free drive threshold. Please delete "
                      "a few objects to proceed.");
    case FaultKind::unavailable:
      return s3_error(503, "ServiceUnavailable", "Service is unable to handle request.");
    default:
      return s3_error(500, "InternalError", "We encountered an internal error. Please try again.");
  }
}

/// The hashes of an empty object.
Response with_other_hashes(Response honest) {
  for (auto& header : honest.headers) {
    if (header.name == "ETag") header.value = "\"d41d8cd98f00b204e9800998ecf8427e\"";
    if (header.name == "x-amz-checksum-sha256") {
      header.value = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    }
  }
  return honest;
}

}  // namespace

bool s3_does_it_in_spite_of(FaultKind kind) {
  return is_on_the_way(kind) || kind == FaultKind::internal_error_later ||
         kind == FaultKind::wrong_etag;
}

Response s3_with_fault(Response honest, const Fault& fault) {
  if (fault.kind == FaultKind::not_stored) return honest;
  if (fault.kind == FaultKind::wrong_etag) return with_other_hashes(std::move(honest));
  if (is_on_the_way(fault.kind)) {
    auto answer = spoiled(std::move(honest), fault.kind);
    if (fault.kind == FaultKind::slow) answer.delivery.pause_before = kSlowAnswer;
    return answer;
  }
  auto answer = refusal_of(fault.kind);
  answer.is_to_head = honest.is_to_head;
  if (fault.retry_after) {
    answer.headers.push_back({"Retry-After", std::to_string(fault.retry_after->wait.count())});
  }
  return answer;
}

}  // namespace pixferry::simulator
