#include "fuzz/fuzz_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace pixferry::fuzz {
namespace {

constexpr std::array kTargets{
    FuzzTarget{"byte_range", fuzz_byte_range},
    FuzzTarget{"client_headers", fuzz_client_headers},
    FuzzTarget{"dotenv", fuzz_dotenv},
    FuzzTarget{"dropbox_page", fuzz_dropbox_page},
    FuzzTarget{"dropbox_refusal", fuzz_dropbox_refusal},
    FuzzTarget{"drive_page", fuzz_drive_page},
    FuzzTarget{"drive_refusal", fuzz_drive_refusal},
    FuzzTarget{"image", fuzz_image},
    FuzzTarget{"image_head", fuzz_image_head},
    FuzzTarget{"image_metadata", fuzz_image_metadata},
    FuzzTarget{"image_query", fuzz_image_query},
    FuzzTarget{"import_body", fuzz_import_body},
    FuzzTarget{"inspect_reply", fuzz_inspect_reply},
    FuzzTarget{"inspect_request", fuzz_inspect_request},
    FuzzTarget{"json_lenient", fuzz_json_lenient},
    FuzzTarget{"json_strict", fuzz_json_strict},
    FuzzTarget{"link", fuzz_link},
    FuzzTarget{"public_page", fuzz_public_page},
    FuzzTarget{"request_head", fuzz_request_head},
    FuzzTarget{"retry_after", fuzz_retry_after},
    FuzzTarget{"retry_body", fuzz_retry_body},
    FuzzTarget{"s3_listing", fuzz_s3_listing},
    FuzzTarget{"s3_refusal", fuzz_s3_refusal},
    FuzzTarget{"supabase_answer", fuzz_supabase_answer},
    FuzzTarget{"supabase_listing", fuzz_supabase_listing},
    FuzzTarget{"webhook_url", fuzz_webhook_url},
};

}  // namespace

std::span<const FuzzTarget> fuzz_targets() {
  return kTargets;
}

void require(bool condition, std::string_view what) {
  if (condition) return;
  fmt::print(stderr, "does not hold: {}\n", what);
  std::abort();
}

std::string_view take(std::string_view& bytes, std::size_t count) {
  const auto taken = bytes.substr(0, std::min(count, bytes.size()));
  bytes.remove_prefix(taken.size());
  return taken;
}

}  // namespace pixferry::fuzz
