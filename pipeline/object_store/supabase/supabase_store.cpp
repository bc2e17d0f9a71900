#include "pipeline/object_store/supabase/supabase_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/object_store/listing_position.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/supabase/supabase_answers.hpp"
#include "pipeline/object_store/supabase/supabase_key.hpp"
#include "pipeline/object_store/supabase/supabase_listing.hpp"
#include "pipeline/object_store/supabase/supabase_setup.hpp"

namespace pixferry {
namespace {

using Kind = SupabaseRefusal::Kind;

constexpr std::size_t kRemovedAtOnceMax = 1000;  // what Supabase documents
/// Its name says what it would be: only the leave to store it is asked for.
constexpr std::string_view kNameNeverStored = "pixferry-check.jpg";

/// Whether the object may be there in spite of that refusal.
bool leaves_open(const SupabaseRefusal& refusal) {
  return refusal.kind == Kind::unavailable || refusal.kind == Kind::already_exists;
}

}  // namespace

SupabaseStore::SupabaseStore(HttpClient& http, SupabaseConfig config, const Clock& clock,
                             const Limits& limits)
    : http_(http),
      config_(std::move(config)),
      clock_(clock),
      limits_(limits),
      requests_(config_, limits),
      errors_(config_),
      complaint_(complaint_about(config_, clock.now())),
      has_opaque_key_(!read_supabase_key(config_.service_key).is_jwt()),
      key_place_(has_opaque_key_ ? KeyPlace::apikey : KeyPlace::apikey_and_authorization) {}

Result<SupabaseBucket> SupabaseStore::check(const Context& context) {
  if (auto complaint = complaint_about(config_, clock_.now())) return *complaint;
  auto looked = look_at_bucket(context);
  if (!looked) return looked.error();
  const auto* refusal = std::get_if<SupabaseRefusal>(&*looked);
  if (refusal != nullptr && refusal->kind == Kind::bucket_missing &&
      config_.missing_bucket != SupabaseConfig::MissingBucket::refuse) {
    looked = make_bucket(context);
    if (!looked) return looked.error();
    refusal = std::get_if<SupabaseRefusal>(&*looked);
  }
  if (refusal != nullptr) return errors_.while_checking(*refusal);
  auto bucket = std::get<SupabaseBucket>(*std::move(looked));
  if (!bucket.takes("image/jpeg")) {
    return errors_.while_checking(
        {.kind = Kind::type_not_taken, .status = 415, .detail = "not even image/jpeg"});
  }
  if (auto permitted = ask_permission(context); !permitted) return permitted.error();
  return bucket;
}

Result<SupabaseStore::LookedAt> SupabaseStore::look_at_bucket(const Context& context) const {
  const auto answer = send(context, requests_.bucket());
  if (!answer) return answer.error();
  if (!answer->is_success()) return LookedAt{read_supabase_refusal(*answer)};
  auto bucket = read_supabase_bucket(answer->body, limits_);
  if (!bucket) return errors_.unusable(bucket.error().message);
  const std::lock_guard lock{mutex_};
  is_public_ = bucket->is_public;
  return LookedAt{*std::move(bucket)};
}

Result<SupabaseStore::LookedAt> SupabaseStore::make_bucket(const Context& context) {
  using MissingBucket = SupabaseConfig::MissingBucket;
  const bool is_public = config_.missing_bucket == MissingBucket::make_public;
  const auto answer = send(context, requests_.make_bucket(is_public));
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    auto refusal = read_supabase_refusal(*answer);
    const bool was_made_by_another = refusal.kind == Kind::already_exists;
    if (!was_made_by_another) return LookedAt{std::move(refusal)};
  }
  return look_at_bucket(context);
}

Result<> SupabaseStore::ask_permission(const Context& context) {
  const auto answer = send(context, requests_.permission(kNameNeverStored));
  if (!answer) return answer.error();
  if (!answer->is_success()) return errors_.while_checking(read_supabase_refusal(*answer));
  return {};
}

Result<> SupabaseStore::put(const Context& context, const ObjectKey& key, const Spool& content,
                            const ObjectTraits& traits) {
  if (auto admitted = admit(context, key); !admitted) return admitted;
  const auto upload = send_object(context, key, content, traits);
  if (!upload.failure) return {};
  if (upload.may_be_stored && is_stored(context, key, content.size_bytes())) return {};
  return *upload.failure;
}

SupabaseStore::Upload SupabaseStore::send_object(const Context& context, const ObjectKey& key,
                                                 const Spool& content, const ObjectTraits& traits) {
  auto request = requests_.put(key, traits.mime_type, content.size_bytes());
  request.body_file = BodyFile{content.descriptor(), content.size_bytes()};
  const auto answer = send(context, request);
  if (!answer) {
    const bool may_be_stored = answer.error().code == ErrorCode::storage_unavailable;
    return {.failure = answer.error(), .may_be_stored = may_be_stored};
  }
  if (answer->is_success()) {
    const auto expected = fmt::format("{}/{}", config_.bucket, key.text);
    if (read_stored_name(answer->body, limits_) == expected) return {};
    return {.failure = errors_.unusable("of an upload"), .may_be_stored = true};
  }
  const auto described =
      fmt::format("{} ({} bytes, {})", key.text, content.size_bytes(), traits.mime_type);
  return {.failure = refused(*answer, described),
          .may_be_stored = leaves_open(read_supabase_refusal(*answer))};
}

Error SupabaseStore::refused(const HttpAnswer& answer, const std::string& object) const {
  auto error = errors_.while_working(read_supabase_refusal(answer), object);
  error.retry_after = answer.retry_after(clock_);
  return error;
}

bool SupabaseStore::is_stored(const Context& context, const ObjectKey& key,
                              std::int64_t size_bytes) {
  const auto found = head(context, key);
  return found && *found && (*found)->size_bytes == size_bytes;
}

Result<std::optional<ObjectInfo>> SupabaseStore::head(const Context& context,
                                                      const ObjectKey& key) {
  if (auto admitted = admit(context, key); !admitted) return admitted.error();
  const auto answer = send(context, requests_.info(key));
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    auto error = refused(*answer, key.text);
    if (error.code == ErrorCode::source_gone) return std::optional<ObjectInfo>{};
    return error;
  }
  const auto size_bytes = read_object_size(answer->body, limits_);
  if (!size_bytes) return errors_.unusable("about an object");
  return std::optional{ObjectInfo{.size_bytes = *size_bytes}};
}

Result<> SupabaseStore::get(const Context& context, const ObjectKey& key, Spool& into) {
  if (auto admitted = admit(context, key); !admitted) return admitted;
  std::optional<Error> not_taken;
  auto request = requests_.content(key);
  request.sink = [&](std::span<const std::byte> bytes) -> Result<> {
    auto written = into.write(bytes);
    if (!written) not_taken = written.error();
    return written;
  };
  const auto answer = send(context, request);
  if (not_taken) return *not_taken;
  if (!answer) return answer.error();
  if (!answer->is_success()) return refused(*answer, key.text);
  return {};
}

/// Names of absent objects are missing in the answer; a key that may not delete gets the same empty
/// answer as if all were absent, which is why such keys are refused before.
Result<> SupabaseStore::remove(const Context& context, std::span<const ObjectKey> keys) {
  for (const auto& key : keys) {
    if (auto admitted = admit(context, key); !admitted) return admitted;
  }
  while (!keys.empty()) {
    const auto batch = keys.first(std::min(keys.size(), kRemovedAtOnceMax));
    const auto answer = send(context, requests_.remove(batch));
    if (!answer) return answer.error();
    if (!answer->is_success()) return refused(*answer, batch.front().text);
    const auto removed = read_removed_count(answer->body, limits_);
    if (!removed || *removed > batch.size()) return errors_.unusable("of a removal");
    keys = keys.subspan(batch.size());
  }
  return {};
}

Result<std::string> SupabaseStore::url(const Context& context, const ObjectKey& key,
                                       std::chrono::seconds valid_for) {
  if (auto admitted = admit(context, key); !admitted) return admitted.error();
  const auto open_to_all = is_public(context);
  if (!open_to_all) return open_to_all.error();
  if (*open_to_all) return requests_.public_url(key);
  const auto answer = send(context, requests_.sign(key, valid_for));
  if (!answer) return answer.error();
  if (!answer->is_success()) return refused(*answer, key.text);
  const auto token = read_token(answer->body, limits_);
  if (!token) return errors_.unusable("of a signature");
  return requests_.signed_url(key, *token);
}

std::optional<std::string> SupabaseStore::public_url(const ObjectKey& key) const {
  const std::lock_guard lock{mutex_};
  return is_public_.value_or(false) ? std::optional{requests_.public_url(key)} : std::nullopt;
}

Result<bool> SupabaseStore::is_public(const Context& context) {
  {
    const std::lock_guard lock{mutex_};
    if (is_public_) return *is_public_;
  }
  if (auto found = require_bucket(context); !found) return found.error();
  const std::lock_guard lock{mutex_};
  return is_public_.value_or(false);
}

Result<> SupabaseStore::require_bucket(const Context& context) const {
  const auto looked = look_at_bucket(context);
  if (!looked) return looked.error();
  const auto* refusal = std::get_if<SupabaseRefusal>(&*looked);
  return refusal == nullptr ? Result<>{} : errors_.while_working(*refusal, "the bucket");
}

Result<ObjectListing> SupabaseStore::list(const Context& context, const std::string& from) const {
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped while listing objects."};
  if (complaint_) return Error{ErrorCode::storage_unavailable, complaint_->message};
  const auto position = read_listing_position(from);
  if (!position) return ObjectListing{};
  if (from.empty()) {
    if (auto found = require_bucket(context); !found) return found.error();
  }
  const auto answer = send(context, requests_.list(position->prefix, position->continuation));
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    auto error = errors_.while_listing(read_supabase_refusal(*answer));
    error.retry_after = answer->retry_after(clock_);
    return error;
  }
  auto page = read_supabase_listing(answer->body, limits_);
  const bool goes_on = page && (page->cursor.empty() || page->cursor != position->continuation);
  if (!goes_on) return errors_.unusable("of a list");
  return ObjectListing{.objects = std::move(page->objects),
                       .next = position_behind(*position, page->cursor)};
}

Result<> SupabaseStore::admit(const Context& context, const ObjectKey& key) const {
  if (!is_object_key(key.text)) {
    return Error{ErrorCode::storage_refused,
                 fmt::format("'{}' is not the key of an object.", key.text.substr(0, 100))};
  }
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped before using the store."};
  if (complaint_) return Error{ErrorCode::storage_unavailable, complaint_->message};
  return {};
}

Result<HttpAnswer> SupabaseStore::send(const Context& context, const HttpRequest& request) const {
  const auto place = key_place_.load();
  auto answer = send_once(context, request, place);
  if (!answer || answer->is_success() || !has_opaque_key_) return answer;
  if (read_supabase_refusal(*answer).kind != Kind::key_misplaced) return answer;
  const auto other =
      place == KeyPlace::apikey ? KeyPlace::apikey_and_authorization : KeyPlace::apikey;
  auto second = send_once(context, request, other);
  if (second && second->is_success()) key_place_ = other;
  return second;
}

Result<HttpAnswer> SupabaseStore::send_once(const Context& context, const HttpRequest& request,
                                            KeyPlace place) const {
  auto answer = http_.send(context, requests_.with_key(request, place));
  if (answer) return answer;
  const auto code = answer.error().code;
  if (code == ErrorCode::stopped || code == ErrorCode::storage_unavailable) return answer;
  if (clock_.steady() >= context.deadline) return Error{ErrorCode::timeout, answer.error().message};
  return errors_.unreachable(answer.error());
}

}  // namespace pixferry
