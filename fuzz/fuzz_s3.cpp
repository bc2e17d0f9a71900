#include <algorithm>
#include <array>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/object_store/listing_position.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/s3/s3_answer.hpp"
#include "pipeline/object_store/s3/s3_listing.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry::fuzz {
namespace {

constexpr std::array kS3Statuses{200, 301, 307, 400, 403, 404, 409, 413, 429, 500, 503, 507};

void require_sound(const S3Refusal& refusal) {
  require(refusal.code.size() <= 64, "a code is bounded");
  require(printable(refusal.code) == refusal.code, "a code is printable");
  require(refusal.message.size() <= 203, "a message is bounded");
  require(printable(refusal.message) == refusal.message, "a message is printable");
  require(refusal.region.empty() || is_s3_region(refusal.region),
          "a region can stand in a host's name");
}

}  // namespace

/// The first byte chooses the status.
void fuzz_s3_refusal(std::string_view bytes) {
  const auto choice = take(bytes, 1);
  const auto status =
      kS3Statuses[choice.empty() ? 0
                                 : static_cast<unsigned char>(choice.front()) % kS3Statuses.size()];
  const auto refusal = read_s3_refusal(bytes);
  require_sound(refusal);
  if (const auto failed = first_failed_removal(bytes)) {
    require_sound(*failed);
    require(failed->code != "NoSuchKey", "an absent object is a removed one");
  }
  const S3Config config{.endpoint = "https://s3.example", .bucket = "images"};
  const auto error = classify(refusal, status, {config, "store o/3f/x.jpg"});
  require(error.code == ErrorCode::storage_unavailable || error.code == ErrorCode::storage_full ||
              error.code == ErrorCode::storage_refused,
          "a refusal means one of three things");
  require(printable(error.message) == error.message, "a message is printable");
}

void fuzz_s3_listing(std::string_view bytes) {
  const auto listing = read_s3_listing(bytes);
  if (!listing) return;
  require(listing->continuation.size() <= kContinuationBytesMax, "a token is bounded");
  for (const auto& object : listing->objects) {
    require(is_object_key(object.key.text), "a listed key is one of ours");
    require(object.size_bytes >= 0, "an object has no negative size");
  }
}

}  // namespace pixferry::fuzz
