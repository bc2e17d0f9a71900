#include <algorithm>
#include <array>

#include "fuzz/fixed_clock.hpp"
#include "fuzz/fuzz_targets.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/source/dropbox/dropbox_answer.hpp"
#include "pipeline/source/dropbox/dropbox_argument.hpp"
#include "pipeline/source/dropbox/dropbox_errors.hpp"
#include "pipeline/source/dropbox/dropbox_place.hpp"

namespace pixferry::fuzz {
namespace {

using About = DropboxQuestion::About;

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

void require_sound(const DropboxEntry& entry, const Limits& limits) {
  const auto& file = entry.file;
  require(is_visible_ascii(file.id) && file.id.size() <= 255, "an id can stand in an index");
  require(file.name.size() <= limits.name_bytes_max, "a name is bounded");
  require(json::valid_utf8(entry.full_name) == entry.full_name, "a name is UTF-8");
  require(file.size_bytes.value_or(0) >= 0, "a size is not negative");
  const DropboxPlace root{.link_url = "https://www.dropbox.com/sh/a/b"};
  const auto below = root.below(entry.full_name);
  require(is_printable_ascii(dropbox_argument({{"path", below.path}})),
          "a path can stand in a header");
  const auto again = DropboxPlace::read(below.text());
  require(again && again->path == below.path, "a place is read back as it was written");
}

constexpr std::array kDropboxMeanings{ErrorCode::rate_limited,
                                      ErrorCode::token_expired,
                                      ErrorCode::credentials_missing,
                                      ErrorCode::credentials_rejected,
                                      ErrorCode::password_required,
                                      ErrorCode::password_wrong,
                                      ErrorCode::page_token_rejected,
                                      ErrorCode::source_gone,
                                      ErrorCode::source_forbidden,
                                      ErrorCode::folder_not_found,
                                      ErrorCode::folder_forbidden,
                                      ErrorCode::not_a_folder,
                                      ErrorCode::timeout,
                                      ErrorCode::network};

constexpr std::array kDropboxStatuses{400, 401, 403, 404, 408, 409, 422, 429, 500, 503};

}  // namespace

void fuzz_dropbox_page(std::string_view bytes) {
  const Limits limits;
  const auto page = read_dropbox_page(bytes, limits);
  if (!page) {
    require(page.error().code == ErrorCode::network, "the code of an unusable page");
  } else {
    for (const auto& entry : page->entries) {
      require(!entry.file.id.empty() && !entry.full_name.empty(), "an entry can be named");
      require_sound(entry, limits);
    }
  }
  if (const auto link = read_dropbox_link(bytes, limits)) require_sound(*link, limits);
  if (const auto access = read_dropbox_access(bytes, limits)) {
    require(is_visible_ascii(access->token.reveal()), "a token can stand in a header");
    require(access->valid_for.count() > 0, "a token holds for a while");
  }
  if (const auto place = DropboxPlace::read(bytes)) {
    require(place->link_url.starts_with("https://www.dropbox.com/"), "a place is one of Dropbox's");
  }
}

/// The first byte chooses what was asked and by whom, the second the status.
void fuzz_dropbox_refusal(std::string_view bytes) {
  constexpr std::array kAbout{About::link, About::first_page, About::later_page, About::file,
                              About::renewal};
  const auto chosen = take(bytes, 2);
  if (chosen.size() < 2) return;
  const auto choice = static_cast<unsigned char>(chosen[0]);
  const int status =
      kDropboxStatuses[static_cast<unsigned char>(chosen[1]) % kDropboxStatuses.size()];
  const auto error = classify({.status = status,
                               .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
                               .body = std::string{bytes},
                               .host = {}},
                              {.about = kAbout[choice % kAbout.size()],
                               .id = "id:a",
                               .has_password = choice >= 128,
                               .is_app_alone = choice >= 192},
                              FixedClock{});
  require(std::ranges::find(kDropboxMeanings, error.code) != kDropboxMeanings.end(),
          "a refusal has a meaning");
  require(json::valid_utf8(error.message) == error.message, "what it says is UTF-8");
  require(std::ranges::none_of(error.message,
                               [](char c) { return static_cast<unsigned char>(c) < 0x20; }),
          "what it says is one line");
  require(error.message.size() < 1500, "what it says is short");
  require(error.retry_after.value_or(std::chrono::milliseconds{0}) <= std::chrono::days{1},
          "a wait is bounded");
}

}  // namespace pixferry::fuzz
