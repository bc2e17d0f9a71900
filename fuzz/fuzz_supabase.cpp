#include <array>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/object_store/listing_position.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/supabase/supabase_answers.hpp"
#include "pipeline/object_store/supabase/supabase_bucket.hpp"
#include "pipeline/object_store/supabase/supabase_errors.hpp"
#include "pipeline/object_store/supabase/supabase_key.hpp"
#include "pipeline/object_store/supabase/supabase_listing.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry::fuzz {
namespace {

constexpr std::array kSupabaseStatuses{200, 301, 400, 401, 402, 403, 404,
                                       413, 429, 500, 502, 540, 544};

void require_sound_yes(std::string_view body) {
  const Limits limits;
  const auto size = read_object_size(body, limits);
  require(!size || *size >= 0, "an object has no negative size");
  const auto token = read_token(body, limits);
  require(!token || token->find_first_of(" \t\r\n&#?/%") == token->npos,
          "a token can stand in a URL");
  static_cast<void>(read_supabase_bucket(body, limits));
  static_cast<void>(read_supabase_key(Secret{std::string{body}}));
  static_cast<void>(read_removed_count(body, limits));
}

}  // namespace

/// The first byte chooses the status.
void fuzz_supabase_answer(std::string_view bytes) {
  const auto choice = take(bytes, 1);
  HttpAnswer answer;
  answer.status = kSupabaseStatuses[choice.empty() ? 0
                                                   : static_cast<unsigned char>(choice.front()) %
                                                         kSupabaseStatuses.size()];
  answer.body = bytes;
  if (answer.is_success()) return require_sound_yes(bytes);
  const auto refusal = read_supabase_refusal(answer);
  require(refusal.detail.size() <= 203, "what was said is bounded");
  require(printable(refusal.detail) == refusal.detail, "what was said is printable");
  const SupabaseErrors errors{{.url = "https://x.supabase.co"}};
  const auto error = errors.while_working(refusal, "o/3f/x.jpg");
  require(error.code == ErrorCode::storage_unavailable || error.code == ErrorCode::storage_full ||
              error.code == ErrorCode::storage_refused || error.code == ErrorCode::source_gone,
          "a refusal means one of four things");
  require(error.message.ends_with('.'), "a message is a sentence");
}

void fuzz_supabase_listing(std::string_view bytes) {
  const auto listing = read_supabase_listing(bytes, Limits{});
  if (!listing) return;
  require(listing->cursor.size() <= kContinuationBytesMax, "a cursor is bounded");
  for (const auto& object : listing->objects) {
    require(is_object_key(object.key.text), "a listed key is one of ours");
    require(object.size_bytes >= 0, "an object has no negative size");
  }
}

}  // namespace pixferry::fuzz
