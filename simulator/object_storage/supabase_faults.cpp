#include "simulator/object_storage/supabase_faults.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string>

#include "simulator/faults/spoiled_answer.hpp"
#include "simulator/object_storage/supabase_error.hpp"
#include "simulator/object_storage/supabase_json.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kHtmlType = "text/html";
constexpr std::string_view kOtherEtag = "\"d41d8cd98f00b204e9800998ecf8427e-2\"";
constexpr std::chrono::seconds kSlowSupabaseAnswer{2};

/// What the gateway and the CDN in front of it say: pages, with true statuses.
Response gateway_page(int status, std::string_view title) {
  std::string page = "<html>\r\n<head><title>";
  page.append(title).append("</title></head>\r\n<body>\r\n<center><h1>");
  page.append(title).append("</h1></center>\r\n</body>\r\n</html>\r\n");
  return text_response(status, kHtmlType, std::move(page));
}

Response restricted_project() {
  return text_response(402, "application/json; charset=utf-8",
                       R"({"message":"Service for this project is restricted due to the following )"
                       R"(violations: exceed_storage_size_quota."})");
}

/// What an upload is told, without anything being stored.
Response claimed(const SupabaseRoute& route) {
  return json_answer(bj::object{{"Key", route.bucket + "/" + route.key},
                                {"Id", "00000000-0000-4000-8000-000000000000"}});
}

Response refusal(FaultKind kind, const SupabaseRoute& route) {
  switch (kind) {
    case FaultKind::too_many_requests:
    case FaultKind::slow_down:
      return error_response({"429", "too_many_connections",
                             "Too many connections issued to the database", "SlowDown", 429});
    case FaultKind::user_rate_limit: return row_level_security();
    case FaultKind::bad_gateway: return gateway_page(502, "502 Bad Gateway");
    case FaultKind::unavailable:
      return error_response(
          {"503", "acquiring_lock_timeout", "acquiring lock timeout", "LockTimeout"});
    case FaultKind::gateway_timeout:
      return error_response({"544", "DatabaseTimeout", "The connection to the database timed out",
                             "DatabaseTimeout", 544});
    case FaultKind::web_page: return gateway_page(200, "Welcome to nginx!");
    case FaultKind::conflict: return already_exists("KeyAlreadyExists");
    case FaultKind::object_too_large: return entity_too_large();
    case FaultKind::storage_full: return restricted_project();
    case FaultKind::not_stored: return claimed(route);
    default: return internal_error();
  }
}

/// A multipart object's, which is the hash of hashes; in the header or in the body, where it is.
Response with_another_etag(Response honest) {
  for (auto& header : honest.headers) {
    if (header.name == "ETag") header.value = kOtherEtag;
  }
  std::string text;
  for (const auto& slice : honest.body) {
    text.append(reinterpret_cast<const char*>(slice.bytes.data()), slice.bytes.size());
  }
  bj::error_code failure;
  auto body = bj::parse(text, failure);
  if (failure || !body.is_object() || !body.as_object().contains("etag")) return honest;
  body.as_object()["etag"] = kOtherEtag;
  honest.body = {slice_of(bj::serialize(body))};
  return honest;
}

Response asking_to_wait(const Fault& fault, Response answer) {
  if (fault.retry_after) {
    answer.headers.push_back({"Retry-After", std::to_string(fault.retry_after->wait.count())});
  }
  return answer;
}

}  // namespace

bool is_done_in_spite_of(FaultKind kind) {
  return is_on_the_way(kind) || kind == FaultKind::internal_error_later ||
         kind == FaultKind::wrong_etag;
}

Response refusal_by(const Fault& fault, const SupabaseRoute& route) {
  return asking_to_wait(fault, refusal(fault.kind, route));
}

Response spoiled_by(const Fault& fault, Response honest) {
  if (fault.kind == FaultKind::wrong_etag) return with_another_etag(std::move(honest));
  if (fault.kind == FaultKind::internal_error_later) {
    return asking_to_wait(fault, internal_error());
  }
  honest = spoiled(std::move(honest), fault.kind);
  if (fault.kind == FaultKind::slow) honest.delivery.pause_before = kSlowSupabaseAnswer;
  return honest;
}

}  // namespace pixferry::simulator
