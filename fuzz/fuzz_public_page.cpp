#include <algorithm>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/source/google_drive/public_answer_page.hpp"
#include "pipeline/source/google_drive/public_file_head.hpp"
#include "pipeline/source/google_drive/public_folder_page.hpp"

namespace pixferry::fuzz {
namespace {

void require_text(std::string_view text, std::size_t bytes_max) {
  require(text.size() <= bytes_max, "a text is bounded");
  require(json::valid_utf8(text) == text, "a text is UTF-8 without U+0000");
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

}  // namespace

/// Drive's public pages: of folders, in place of files, and the name in a download's header.
void fuzz_public_page(std::string_view bytes) {
  const Limits limits;
  if (const auto page = read_public_folder_page(bytes, limits)) {
    require_text(page->title, limits.name_bytes_max);
    require(page->items.size() <= count_of(bytes, "flip-entry"), "no entry is made up");
    for (const auto& item : page->items) {
      require(is_drive_token(item.file.id), "an id can stand in a URL");
      require(item.file.resource_key.empty() || is_drive_token(item.file.resource_key),
              "a resource key can stand in a URL");
      require_text(item.file.name, limits.name_bytes_max);
      require_text(item.file.mime_type, 255);
      require(!item.file.size_bytes && !item.file.sha256, "a page declares nothing of the bytes");
    }
  } else {
    require(
        page.error().code == ErrorCode::network || page.error().code == ErrorCode::folder_not_found,
        "the code of an unusable page");
  }
  const auto answer = read_public_answer_page(bytes);
  require(answer.fields.size() <= 16, "the fields of a form are bounded");
  for (const auto& [name, value] : answer.fields) require(is_drive_token(name), "a field's name");

  const HttpAnswer headers{.status = 206,
                           .headers = {{"Content-Disposition", std::string{bytes}},
                                       {"Content-Range", std::string{bytes}},
                                       {"Content-Type", std::string{bytes}}}};
  const auto file = file_of_headers(headers, limits);
  require_text(file.name, limits.name_bytes_max);
  require_text(file.mime_type, 255);
  require(!file.size_bytes || *file.size_bytes >= 0, "no size is negative");
}

}  // namespace pixferry::fuzz
