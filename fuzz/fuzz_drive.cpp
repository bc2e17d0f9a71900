#include <algorithm>
#include <array>
#include <cmath>

#include "fuzz/fixed_clock.hpp"
#include "fuzz/fuzz_targets.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/google_drive/drive_errors.hpp"

namespace pixferry::fuzz {
namespace {

void require_sound(const DeclaredFacts& facts) {
  const PixelSize none{1, 1};
  const auto size = facts.size.value_or(none);
  require(size.width > 0 && size.height > 0, "a declared image has sides");
  for (const auto& text : {facts.camera.make, facts.camera.model, facts.camera.lens}) {
    require(text.size() <= kCameraTextBytesMax, "what is said of a camera is bounded");
    require(json::valid_utf8(text) == text, "what is said of a camera is UTF-8");
  }
  require(facts.camera.exposure_seconds.value_or(1) > 0, "an exposure takes time");
  if (facts.position) {
    require(std::abs(facts.position->latitude) <= 90, "a declared place is on Earth");
  }
}

void require_sound(const DriveItem& item, const Limits& limits) {
  const auto& file = item.file;
  require(is_drive_token(file.id), "an item has an id that can stand in a URL");
  require(file.name.size() <= limits.name_bytes_max, "a name is bounded");
  require(json::valid_utf8(file.name) == file.name, "a name is UTF-8");
  require(file.size_bytes.value_or(0) >= 0, "a size is not negative");
  require_sound(file.declared);
  require(file.resource_key.empty() || is_drive_token(file.resource_key),
          "a resource key can stand in a header");
  require(item.target.id.empty() || is_drive_token(item.target.id), "a target's id likewise");
  require(item.target.resource_key.empty() || is_drive_token(item.target.resource_key),
          "a target's resource key likewise");
}

/// What a refusal may mean; anything else would end or repeat the wrong thing.
constexpr std::array kDriveMeanings{ErrorCode::rate_limited,
                                    ErrorCode::download_quota_exceeded,
                                    ErrorCode::credentials_missing,
                                    ErrorCode::credentials_rejected,
                                    ErrorCode::page_token_rejected,
                                    ErrorCode::source_gone,
                                    ErrorCode::source_forbidden,
                                    ErrorCode::folder_not_found,
                                    ErrorCode::folder_forbidden,
                                    ErrorCode::timeout,
                                    ErrorCode::network};

constexpr std::array kDriveStatuses{301, 400, 401, 403, 404, 408, 410, 416, 429, 500, 503};

}  // namespace

void fuzz_drive_page(std::string_view bytes) {
  const Limits limits;
  const auto page = read_drive_page(bytes, limits);
  if (!page) {
    require(page.error().code == ErrorCode::network, "the code of an unusable page");
  } else {
    for (const auto& item : page->items) require_sound(item, limits);
  }
  if (const auto item = read_drive_item(bytes, limits)) require_sound(*item, limits);
}

/// The first byte chooses what was asked, the second the status.
void fuzz_drive_refusal(std::string_view bytes) {
  using About = DriveQuestion::About;
  constexpr std::array kAbout{About::folder, About::first_page, About::later_page, About::file};
  const auto chosen = take(bytes, 2);
  if (chosen.size() < 2) return;
  const auto about = kAbout[static_cast<unsigned char>(chosen[0]) % kAbout.size()];
  const int status = kDriveStatuses[static_cast<unsigned char>(chosen[1]) % kDriveStatuses.size()];
  const auto error =
      classify({.status = status, .headers = {}, .body = std::string{bytes}, .host = {}},
               {about, "1AbCdEfGhIjK"}, FixedClock{});
  require(std::ranges::find(kDriveMeanings, error.code) != kDriveMeanings.end(),
          "a refusal has a meaning");
  require(!error.message.empty(), "a refusal says why");
  require(json::valid_utf8(error.message) == error.message, "what it says is UTF-8");
  require(std::ranges::none_of(error.message,
                               [](char c) { return static_cast<unsigned char>(c) < 0x20; }),
          "what it says is one line");
  require(error.message.size() < 1000, "what it says is short");
}

}  // namespace pixferry::fuzz
