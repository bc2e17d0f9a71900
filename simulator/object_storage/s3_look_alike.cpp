#include "simulator/object_storage/s3_look_alike.hpp"

#include <fmt/format.h>

#include "simulator/object_storage/s3_digests.hpp"
#include "simulator/object_storage/s3_error.hpp"
#include "simulator/object_storage/s3_faults.hpp"
#include "simulator/object_storage/s3_list.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kXmlType = "application/xml";

std::optional<Operation> operation_of(const Request& request, bool has_key) {
  if (request.method == "POST" && request.parameter("delete")) return Operation::remove;
  if (!has_key && request.method == "GET") return Operation::list_objects;
  if (!has_key) return std::nullopt;
  if (request.method == "PUT") return Operation::put;
  if (request.method == "HEAD") return Operation::head;
  if (request.method == "DELETE") return Operation::remove;
  return Operation::get_object;
}

/// Whether the bytes have every hash that was sent with them.
bool agrees_with_its_hashes(const Request& request) {
  const auto md5 = request.header("Content-MD5");
  const auto sha256 = request.header("x-amz-checksum-sha256");
  return (md5.empty() || md5 == base64_text(md5_bytes(request.body))) &&
         (sha256.empty() || sha256 == base64_text(sha256_bytes(request.body)));
}

Response empty_answer(int status) {
  Response response;
  response.status = status;
  return response;
}

/// The answer to a put as it would be if the object had been stored.
Response acknowledgement(const Request& request, bool keeps_checksums) {
  auto response = empty_answer(200);
  response.headers.push_back({"ETag", "\"" + hex_text(md5_bytes(request.body)) + "\""});
  const auto checksum = request.header("x-amz-checksum-sha256");
  if (keeps_checksums && !checksum.empty()) {
    response.headers.push_back({"x-amz-checksum-sha256", std::string{checksum}});
  }
  return response;
}

}  // namespace

S3LookAlike::S3LookAlike(S3LookAlikeOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock) {}

std::optional<S3LookAlike::Call> S3LookAlike::recognise(const Request& request) const {
  std::string_view path = request.path;
  if (!path.starts_with(options_.base_path)) return std::nullopt;
  path.remove_prefix(options_.base_path.size());
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  Call call{.bucket = options_.bucket};
  if (!request.header("Host").starts_with(options_.bucket + ".")) {
    const auto slash = std::min(path.find('/'), path.size());
    call.bucket = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  call.key = path;
  call.operation = operation_of(request, !call.key.empty());
  return call;
}

Response S3LookAlike::answer(const Call& call, const Request& request,
                             const std::optional<Fault>& fault) {
  auto answer = refusal(call, request).value_or(Response{});
  const bool is_refused = answer.status != 200;
  if (!is_refused && fault && !s3_does_it_in_spite_of(fault->kind)) {
    answer = acknowledgement(request, options_.keeps_checksums);
  } else if (!is_refused) {
    answer = perform(call, request);
  }
  answer.is_to_head = request.method == "HEAD";
  return fault && !is_refused ? s3_with_fault(std::move(answer), *fault) : answer;
}

std::optional<Response> S3LookAlike::refusal(const Call& call, const Request& request) const {
  const auto verdict = verify_signature(request, options_.account, clock_.now());
  if (verdict != SignatureVerdict::right) return s3_signature_error(verdict, options_.account);
  if (call.bucket != options_.bucket) {
    return s3_error(404, "NoSuchBucket", "The specified bucket does not exist");
  }
  if (!agrees_with_its_hashes(request)) {
    return s3_error(400, "BadDigest", "The checksum you specified did not match what we received.");
  }
  return std::nullopt;
}

Response S3LookAlike::perform(const Call& call, const Request& request) {
  if (!call.operation) return s3_error(501, "NotImplemented", "That is not implemented.");
  switch (*call.operation) {
    case Operation::put: return put(call, request);
    case Operation::remove:
      if (request.method == "POST") return remove_many(request);
      objects_.remove(call.key);
      return empty_answer(204);
    case Operation::list_objects:
      return s3_list({call.bucket, objects_, options_.page_keys_max}, request);
    default: return read(call, request);
  }
}

Response S3LookAlike::put(const Call& call, const Request& request) {
  if (request.header("Content-Length").empty()) {
    return s3_error(411, "MissingContentLength",
                    "You must provide the Content-Length HTTP header.");
  }
  objects_.put(call.key, {.bytes = std::make_shared<const std::string>(request.body),
                          .mime_type = std::string{request.header("Content-Type")},
                          .cache_control = std::string{request.header("Cache-Control")},
                          .checksum = std::string{request.header("x-amz-checksum-sha256")},
                          .stored_at = clock_.now()});
  return acknowledgement(request, options_.keeps_checksums);
}

Response S3LookAlike::read(const Call& call, const Request& request) const {
  const auto object = objects_.find(call.key);
  if (!object) return s3_error(404, "NoSuchKey", "The specified key does not exist.");
  Response response;
  response.headers = {{"Content-Type", object->mime_type},
                      {"Cache-Control", object->cache_control},
                      {"ETag", "\"" + object->md5 + "\""}};
  if (options_.keeps_checksums && !object->checksum.empty() &&
      request.header("x-amz-checksum-mode") == "ENABLED") {
    response.headers.push_back({"x-amz-checksum-sha256", object->checksum});
  }
  response.body = {{object->bytes, std::as_bytes(std::span{*object->bytes})}};
  return response;
}

Response S3LookAlike::remove_many(const Request& request) {
  if (!options_.removes_many) {
    return s3_error(400, "NotImplemented",
                    "A header or query you provided requested a function that is not implemented.");
  }
  if (request.header("Content-MD5").empty()) {
    return s3_error(400, "InvalidRequest", "Missing required header for this request: Content-MD5");
  }
  std::string_view rest = request.body;
  constexpr std::string_view kOpening = "<Key>";
  for (auto at = rest.find(kOpening); at != rest.npos; at = rest.find(kOpening)) {
    rest.remove_prefix(at + kOpening.size());
    objects_.remove(rest.substr(0, rest.find("</Key>")));
  }
  return text_response(200, kXmlType,
                       "<DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
}

}  // namespace pixferry::simulator
