#include "pipeline/object_store/s3/s3_store.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "pipeline/object_store/listing_position.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/s3/s3_answer.hpp"
#include "pipeline/object_store/s3/s3_listing.hpp"
#include "pipeline/object_store/s3/s3_proof.hpp"
#include "pipeline/object_store/s3/s3_refusal.hpp"

namespace pixferry {
namespace {

Result<> admit(const Context& context, const ObjectKey& key) {
  if (!is_object_key(key.text)) {
    return Error{ErrorCode::storage_refused,
                 fmt::format("'{}' is not the key of an object.", key.text.substr(0, 100))};
  }
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped before using the store."};
  return {};
}

/// Whether what was asked for may have been done although the answer is no success. An answer that
/// turns the request away before it is looked at does not.
bool leaves_open(int status) {
  constexpr int kNotImplemented = 501;
  constexpr int kUnavailable = 503;
  constexpr int kFull = 507;
  if (status == 408 || status == 409) return true;
  return status >= 500 && status != kNotImplemented && status != kUnavailable && status != kFull;
}

/// Google Cloud Storage's words are NotImplemented and, in its older form, InvalidArgument.
bool cannot_remove_many(const HttpAnswer& answer) {
  if (answer.status == 501 || answer.status == 405) return true;
  const auto code = read_s3_refusal(answer.body).code;
  return answer.status == 400 && (code == "NotImplemented" || code == "InvalidArgument");
}

/// While files are imported a refusal may pass, as when a key is replaced; at a check it is a
/// setting that is wrong, unless the service itself is at fault.
Error as_setting(Error refused, int status) {
  if (status == 401 || status == 403) refused.code = ErrorCode::credentials_rejected;
  if (status == 400 || status == 404) refused.code = ErrorCode::invalid_configuration;
  return refused;
}

}  // namespace

S3Store::S3Store(S3Config config, HttpClient& http, const Clock& clock)
    : http_(http),
      clock_(clock),
      requests_(std::make_shared<const S3Requests>(std::move(config), clock)) {}

Result<> S3Store::put(const Context& context, const ObjectKey& key, const Spool& content,
                      const ObjectTraits& traits) {
  if (auto admitted = admit(context, key); !admitted) return admitted;
  const auto attempt = "store " + key.text;
  const auto answer = ask(context, attempt, [&](const S3Requests& requests) {
    return requests.put(key.text, content, traits.mime_type);
  });
  if (!answer) {
    const bool is_open = answer.error().code == ErrorCode::storage_unavailable;
    return is_open ? look_after(context, key, content, answer.error()) : answer.error();
  }
  if (!answer->is_success()) {
    const auto error = refusal(*answer, attempt);
    return leaves_open(answer->status) ? look_after(context, key, content, error) : error;
  }
  const auto proof = s3_proof(*answer, content);
  if (!proof) return proof.error();
  if (*proof == S3Proof::same || *proof == S3Proof::opaque) return {};
  return look_after(context, key, content,
                    {ErrorCode::storage_unavailable,
                     fmt::format("The object store answered as if it had stored {} ({}).",
                                 *proof == S3Proof::other ? "other bytes" : "nothing", attempt)});
}

/// An object that is there and whole dispels the doubt about it.
Result<> S3Store::look_after(const Context& context, const ObjectKey& key, const Spool& content,
                             const Error& doubt) {
  const auto found = look_for(context, key.text);
  if (!found || !*found || s3_object_size(**found) != content.size_bytes()) return doubt;
  const auto proof = s3_proof(**found, content);
  if (!proof) return proof.error();
  return *proof == S3Proof::same || *proof == S3Proof::opaque ? Result<>{} : doubt;
}

Result<std::optional<ObjectInfo>> S3Store::head(const Context& context, const ObjectKey& key) {
  if (auto admitted = admit(context, key); !admitted) return admitted.error();
  const auto found = look_for(context, key.text);
  if (!found) return found.error();
  if (!*found) return std::optional<ObjectInfo>{};
  const auto size = s3_object_size(**found);
  if (!size) {
    return Error{ErrorCode::storage_unavailable,
                 fmt::format("The object store does not tell the size of {}.", key.text)};
  }
  return std::optional{ObjectInfo{.size_bytes = *size}};
}

Result<std::optional<HttpAnswer>> S3Store::look_for(const Context& context, std::string_view key) {
  const auto attempt = fmt::format("look for {}", key);
  auto answer =
      ask(context, attempt, [&](const S3Requests& requests) { return requests.head(key); });
  if (!answer) return answer.error();
  if (answer->is_success()) return std::optional{std::move(*answer)};
  if (answer->status == 404) return std::optional<HttpAnswer>{};
  return refusal(*answer, attempt);
}

Result<> S3Store::get(const Context& context, const ObjectKey& key, Spool& into) {
  if (auto admitted = admit(context, key); !admitted) return admitted;
  const auto attempt = "read " + key.text;
  const auto answer = ask(context, attempt, [&](const S3Requests& requests) {
    return requests.get(key.text,
                        [&](std::span<const std::byte> bytes) { return into.write(bytes); });
  });
  if (!answer) return answer.error();
  if (answer->is_success()) return {};
  if (answer->status == 404 && read_s3_refusal(answer->body).code != "NoSuchBucket") {
    return Error{ErrorCode::source_gone, fmt::format("The store has no object {}.", key.text)};
  }
  return refusal(*answer, attempt);
}

Result<> S3Store::remove(const Context& context, std::span<const ObjectKey> keys) {
  for (const auto& key : keys) {
    if (auto admitted = admit(context, key); !admitted) return admitted;
  }
  while (keys.size() > 1 && removes_many_) {
    const auto batch = keys.first(std::min(keys.size(), S3Requests::kKeysMax));
    const auto removed = remove_many(context, batch);
    if (!removed) return removed.error();
    if (!*removed) removes_many_ = false;
    if (*removed) keys = keys.subspan(batch.size());
  }
  for (const auto& key : keys) {
    if (auto removed = remove_one(context, key.text); !removed) return removed;
  }
  return {};
}

/// False where the service cannot do that.
Result<bool> S3Store::remove_many(const Context& context, std::span<const ObjectKey> keys) {
  const auto attempt = fmt::format("remove {} objects", keys.size());
  const auto answer =
      ask(context, attempt, [&](const S3Requests& requests) { return requests.remove(keys); });
  if (!answer) return answer.error();
  if (cannot_remove_many(*answer)) return false;
  if (!answer->is_success()) return refusal(*answer, attempt);
  const auto failed = first_failed_removal(answer->body);
  if (failed) return classify(*failed, answer->status, {requests()->config(), attempt});
  return true;
}

Result<> S3Store::remove_one(const Context& context, std::string_view key) {
  const auto attempt = fmt::format("remove {}", key);
  const auto answer =
      ask(context, attempt, [&](const S3Requests& requests) { return requests.remove(key); });
  if (!answer) return answer.error();
  const bool is_absent =
      answer->status == 404 && read_s3_refusal(answer->body).code != "NoSuchBucket";
  return answer->is_success() || is_absent ? Result<>{} : refusal(*answer, attempt);
}

Result<std::string> S3Store::url(const Context& context, const ObjectKey& key,
                                 std::chrono::seconds valid_for) {
  if (auto admitted = admit(context, key); !admitted) return admitted.error();
  return requests()->url(key.text, valid_for);
}

Result<ObjectListing> S3Store::list(const Context& context, const std::string& from) const {
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped while listing objects."};
  const auto position = read_listing_position(from);
  if (!position) return ObjectListing{};
  const auto attempt = "list " + position->prefix;
  const auto answer = ask(context, attempt, [&](const S3Requests& requests) {
    return requests.list(position->prefix, position->continuation);
  });
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    const auto asked = requests();
    return classify(*answer, {asked->config(), attempt, "s3:ListBucket"}, clock_);
  }
  auto page = read_s3_listing(answer->body);
  const bool goes_on =
      page && (page->continuation.empty() || page->continuation != position->continuation);
  if (!goes_on) {
    return Error{ErrorCode::storage_unavailable,
                 fmt::format("What answers at {} gives no list of objects that makes sense; check "
                             "S3_ENDPOINT ({}).",
                             s3_origin(requests()->config()), attempt)};
  }
  return ObjectListing{.objects = std::move(page->objects),
                       .next = position_behind(*position, page->continuation)};
}

Result<> S3Store::check(const Context& context) {
  constexpr std::string_view kLook = "look into the bucket";
  const auto bucket =
      ask(context, kLook, [](const S3Requests& requests) { return requests.look(); });
  if (!bucket) return bucket.error();
  if (!bucket->is_success()) return as_setting(refusal(*bucket, kLook), bucket->status);

  const std::string text = "Pixferry looks whether it may write here.";
  const auto name = fmt::format("pixferry-check-{}-{}", ::getpid(), to_milliseconds(clock_.now()));
  const auto attempt = "write " + name;
  const auto written = ask(
      context, attempt, [&](const S3Requests& requests) { return requests.put_text(name, text); });
  if (!written) return written.error();
  if (!written->is_success()) return as_setting(refusal(*written, attempt), written->status);
  const auto found = look_for(context, name);
  if (!found) return found.error();
  if (!*found || s3_object_size(**found) != static_cast<std::int64_t>(text.size())) {
    return Error{ErrorCode::storage_unavailable,
                 fmt::format("The bucket '{}' took {} and does not have it; check S3_ENDPOINT.",
                             requests()->config().bucket, name)};
  }
  return remove_one(context, name);
}

S3Store::Requests S3Store::requests() const {
  const std::lock_guard lock{mutex_};
  return requests_;
}

Result<HttpAnswer> S3Store::ask(const Context& context, std::string_view attempt,
                                const Build& build) const {
  auto asked = requests();
  auto answer = http_.send(context, build(*asked));
  if (auto moved = answer ? moved_to_region(*answer, asked) : nullptr) {
    answer = http_.send(context, build(*moved));
    if (answer && answer->is_success()) {
      const std::lock_guard lock{mutex_};
      requests_ = moved;
    }
  }
  if (answer) return answer;
  if (answer.error().code == ErrorCode::timeout && clock_.steady() >= context.deadline) {
    return answer;
  }
  return unanswered(answer.error(), {asked->config(), attempt});
}

/// Requests for the region that the answer names, if it is another one. Amazon's own endpoint
/// changes with it; one that was configured stays.
S3Store::Requests S3Store::moved_to_region(const HttpAnswer& answer, const Requests& asked) const {
  if (answer.is_success()) return nullptr;
  auto region = std::string{answer.header("x-amz-bucket-region")};
  if (region.empty()) region = read_s3_refusal(answer.body).region;
  if (!is_s3_region(region) || region == asked->config().region) return nullptr;
  auto config = asked->config();
  config.region = region;
  if (s3_origin(config).ends_with(".amazonaws.com")) config.endpoint.clear();
  return std::make_shared<const S3Requests>(std::move(config), clock_);
}

Error S3Store::refusal(const HttpAnswer& answer, std::string_view attempt) const {
  return classify(answer, {requests()->config(), attempt}, clock_);
}

}  // namespace pixferry
