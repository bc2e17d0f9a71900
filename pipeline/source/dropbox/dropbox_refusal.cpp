#include "pipeline/source/dropbox/dropbox_refusal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pipeline/platform/json.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kBodyBytesMax = 256u << 10;
constexpr std::size_t kTagsMax = 8;
constexpr std::size_t kTagBytesMax = 64;
constexpr std::size_t kSentenceBytesMax = 300;
constexpr seconds kRetryAfterMax = std::chrono::days{1};

bool is_tag(std::string_view text) {
  return !text.empty() && text.size() <= kTagBytesMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void add_tag(std::string_view text, DropboxRefusal& refusal) {
  if (is_tag(text) && refusal.tags.size() < kTagsMax) refusal.tags.emplace_back(text);
}

// {".tag": "path", "path": {".tag": "not_found"}}: each tag names the member with the next one.
void read_union(const bj::object* fields, DropboxRefusal& refusal) {
  while (fields != nullptr && refusal.tags.size() < kTagsMax) {
    const auto tag = json::text_at(*fields, ".tag");
    add_tag(tag, refusal);
    const auto* inner = json::object_at(*fields, tag.empty() ? "reason" : tag);
    fields = inner;
  }
}

// "path/not_found/..": the tags, and then dots at random.
void read_summary(std::string_view summary, DropboxRefusal& refusal) {
  while (!summary.empty()) {
    const auto slash = std::min(summary.find('/'), summary.size());
    add_tag(summary.substr(0, slash), refusal);
    summary.remove_prefix(std::min(slash + 1, summary.size()));
  }
}

void read_object(const bj::object& object, DropboxRefusal& refusal) {
  const auto* error = json::object_at(object, "error");
  read_union(error, refusal);
  if (error != nullptr) {
    if (const auto wait = json::integer_at(*error, "retry_after"); wait && *wait >= 0) {
      refusal.retry_after = std::min<seconds>(seconds{*wait}, kRetryAfterMax);
    }
  }
  if (refusal.tags.empty()) read_summary(json::text_at(object, "error_summary"), refusal);
  // OAuth: the error is a word, and what it says of itself may begin with it once more.
  if (refusal.tags.empty()) add_tag(json::text_at(object, "error"), refusal);
}

bool is_plain_text(const HttpAnswer& answer) {
  return answer.header("Content-Type").starts_with("text/plain");
}

}  // namespace

bool DropboxRefusal::has(std::string_view tag) const {
  return std::ranges::find(tags, tag) != tags.end();
}

std::string DropboxRefusal::words() const {
  return tags.empty() ? sentence : fmt::format("{}", fmt::join(tags, "/"));
}

DropboxRefusal read_dropbox_refusal(const HttpAnswer& answer) {
  DropboxRefusal refusal;
  const auto value = json::parse_lenient(answer.body, {.bytes_max = kBodyBytesMax});
  if (const auto* object = value ? value->if_object() : nullptr) {
    read_object(*object, refusal);
  } else if (is_plain_text(answer)) {
    refusal.sentence = printable(cut_at_end(answer.body, kSentenceBytesMax));
  }
  return refusal;
}

}  // namespace pixferry
